// What an owner is told in private: a sentence, what it is about, and buttons to decide.
import { bullets, paragraph, text } from "../document/builders.js";
import type { Locale } from "../locale/locale.js";
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

/** Buttons that decide about so many held posts: one by its id (`post`), or those that a message asked about (`notice`). */
export const decisions = (
  posts: { readonly post: string } | { readonly notice: string },
  count: number,
  { say }: Locale,
): readonly Button<Action>[] => [
  { label: say.owner.release(count), action: { command: "release", args: { ...posts } }, style: "primary" },
  { label: say.owner.dismiss(count), action: { command: "dismiss", args: { ...posts } }, style: "danger" },
];

export const outboxButton = ({ say }: Locale): Button<Action> => ({
  label: say.owner.outbox,
  action: { command: "outbox", args: {} },
});
