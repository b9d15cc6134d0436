// Reads a command as a person types it: `/post usefulness`, `post usefulness`, `/latest 5`.
import type { Args, Command } from "./command.js";

export interface Line {
  readonly name: string;
  readonly rest: string;
  readonly slash: boolean;
}

/** The first word without its slash (or the full-width one a Chinese keyboard gives), and the rest. */
export function splitLine(line: string): Line {
  const [, slash = "", name = "", rest = ""] = /^\s*([/／]?)\s*(\S*)\s*([\s\S]*)$/.exec(line) ?? [];
  return { name: name.toLowerCase(), rest: rest.trim(), slash: slash !== "" };
}

/** Arguments from the text behind a command: its first option takes it all. */
export function argsFromText(command: Command, rest: string): Args {
  const [first] = command.options;
  return first && rest !== "" ? { [first.name]: rest } : {};
}

/**
 * Whether words without a slash are this command: `latest`, `latest 5` and `post usefulness` are, `random forest` and
 * `help me` are what somebody looks for.
 */
function takesBare(command: Command, rest: string): boolean {
  const [first] = command.options;
  return rest === "" || first?.required === true || (first?.kind === "number" && /^\d+$/.test(rest));
}

/** Whether a line is what somebody looks for, rather than the command that its first word names. */
export const isQuery = ({ slash, rest }: Line, command: Command | undefined): boolean =>
  !slash && !(command && takesBare(command, rest));
