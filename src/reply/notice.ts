// What an owner is told in private: a sentence, what it is about, and buttons to decide.
import { bullets, paragraph, text } from "../document/builders.js";
import type { Action, Button, Reply } from "./reply.js";

export const notice = (
  title: string,
  lines: readonly string[],
  buttons: readonly Button<Action>[] = [],
): Reply => ({
  title,
  body: [bullets(...lines.map((line) => paragraph(text(line))))],
  buttons,
  posts: [],
  audience: "asker",
});
