// Reads a command as a person types it: `/post usefulness`, `post usefulness`, `/latest 5`.
import type { Args, Command } from "./command.js";

interface TypedLine {
  readonly name: string;
  readonly rest: string;
  readonly slash: boolean;
}

/** What a line asks for: `rest` of the command called `name`; no `command` where nobody knows that name. */
export interface TypedCommand {
  readonly name: string;
  readonly command: Command | undefined;
  readonly rest: string;
}

/** The first word without its slash (or the full-width one a Chinese keyboard gives), and the rest. */
export function splitLine(line: string): TypedLine {
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
 * `help me` are what somebody looks for, and so is `release`, which only the owner might mean as a command.
 */
function takesBare(command: Command, rest: string): boolean {
  if (command.needs === "owner") return false;
  const [first] = command.options;
  return rest === "" || first?.required === true || (first?.kind === "number" && /^\d+$/.test(rest));
}

/** A slash alone asks for help; a line that is no command is what somebody looks for. */
export function readLine(line: string, commands: ReadonlyMap<string, Command>): TypedCommand {
  const { name, rest, slash } = splitLine(line);
  const withFact = (fact: "isHelp" | "takesFreeText") => [...commands.values()].find((each) => each[fact]);
  const command = slash && name === "" ? withFact("isHelp") : commands.get(name);
  if (slash || (command && takesBare(command, rest))) return { name: command?.name ?? name, command, rest };
  const free = withFact("takesFreeText");
  return { name: free?.name ?? "", command: free, rest: line.trim() };
}

/** What is looked for by it; empty where nothing is. */
export const wordsIn = ({ command, rest }: TypedCommand): string =>
  command?.options[0]?.looksUp ? rest : "";
