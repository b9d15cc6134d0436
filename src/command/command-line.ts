// Reads a command as a person types it: `/post usefulness`, `post usefulness`, `/latest 5`.
import type { Args, Command } from "./command.js";

/** The first word without its slash (or the full-width one a Chinese keyboard gives), and the rest. */
export function splitLine(line: string): {
  readonly name: string;
  readonly rest: string;
  readonly slash: boolean;
} {
  const [, slash = "", name = "", rest = ""] = /^\s*([/／]?)\s*(\S*)\s*([\s\S]*)$/.exec(line) ?? [];
  return { name: name.toLowerCase(), rest: rest.trim(), slash: slash !== "" };
}

/** Arguments from the text behind a command: its first option takes it all. */
export function argsFromText(command: Command, rest: string): Args {
  const [first] = command.options;
  return first && rest !== "" ? { [first.name]: rest } : {};
}
