// `postern completion SHELL`: a script by which a shell completes subcommands and their options, made of what they are.
import type { Command } from "commander";
import { CommandFault } from "./fault.js";
import { print } from "./output.js";

interface Word {
  readonly word: string;
  readonly description: string;
}

interface Subcommand extends Word {
  /** What may stand behind it: its own subcommands, and options of it and of these. */
  readonly words: readonly Word[];
}

function subcommandsOf(program: Command): readonly Subcommand[] {
  const named = (command: Command): Word => ({ word: command.name(), description: command.description() });
  const options = ({ options }: Command): readonly Word[] =>
    options.flatMap(({ long, description }) => (long ? [{ word: long, description }] : []));
  return program.commands.map((command) => {
    const words = [...command.commands.map(named), ...[command, ...command.commands].flatMap(options)];
    const help = { word: "--help", description: "show what it does" };
    return {
      ...named(command),
      words: [...new Map([...words, help].map((one) => [one.word, one])).values()],
    };
  });
}

const words = (all: readonly Word[]): string => all.map(({ word }) => word).join(" ");
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const bash = (all: readonly Subcommand[]): readonly string[] => [
  "_postern() {",
  "  local words",
  '  case "${COMP_WORDS[1]}" in',
  ...all.map((one) => `    ${one.word}) words="${words(one.words)}" ;;`),
  "  esac",
  `  [ "$COMP_CWORD" -eq 1 ] && words="${words(all)} --help --version"`,
  '  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))',
  "}",
  "complete -o default -F _postern postern",
];

const zshWord = ({ word, description }: Word): string =>
  quoted(`${word.replaceAll(":", "\\:")}:${description}`);
const zsh = (all: readonly Subcommand[]): readonly string[] => [
  "#compdef postern",
  "_postern() {",
  "  local -a found",
  "  if (( CURRENT == 2 )); then",
  `    found=(${all.map(zshWord).join(" ")})`,
  "  else",
  '    case "$words[2]" in',
  ...all.map((one) => `      ${one.word}) found=(${one.words.map(zshWord).join(" ")}) ;;`),
  "    esac",
  "  fi",
  "  _describe postern found || _files",
  "}",
  "compdef _postern postern",
];

const fish = (all: readonly Subcommand[]): readonly string[] =>
  all.flatMap(({ word, description, words }) => [
    `complete -c postern -n __fish_use_subcommand -a ${word} -d ${quoted(description)}`,
    ...words.map((one) => {
      const what = one.word.startsWith("--") ? `-l ${one.word.slice(2)}` : `-a ${one.word}`;
      return `complete -c postern -n '__fish_seen_subcommand_from ${word}' ${what} -d ${quoted(one.description)}`;
    }),
  ]);

const SHELLS: Readonly<Record<string, (all: readonly Subcommand[]) => readonly string[]>> = {
  bash,
  zsh,
  fish,
};

export async function completion(program: Command, shell: string): Promise<void> {
  const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (!script)
    throw new CommandFault(
      `There is no completion for ${shell}; there is for ${Object.keys(SHELLS).join(", ")}.`,
    );
  await print(script(subcommandsOf(program)).join("\n"));
}
