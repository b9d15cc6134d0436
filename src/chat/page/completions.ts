// Completions for a half-typed line: commands first, then what the command completes.
import { freeTextCommand, type Dispatcher } from "../../command/dispatcher.js";
import { localeFor } from "../../locale/locale.js";
import type { Completion } from "./protocol.js";

const MOST = 8;

export function completionsFor(
  line: string,
  dispatcher: Dispatcher,
  language: string,
): readonly Completion[] {
  const [, slash = "", name = "", space = "", rest = ""] =
    /^\s*([/／]?)(\S*)(\s*)([\s\S]*)$/.exec(line) ?? [];
  if (slash !== "" && space === "") return commandsLike(name, dispatcher, language);
  if (slash !== "") return valuesOf(name, rest, dispatcher, language);
  return line.trim() === "" ? [] : valuesOf(freeTextCommand(dispatcher).name, line, dispatcher, language);
}

const commandsLike = (typed: string, { commands }: Dispatcher, language: string): readonly Completion[] =>
  commands
    .filter(({ name }) => name.startsWith(typed.toLowerCase()))
    .map(({ name, description, options }) => {
      const complete = !options.some((option) => option.required);
      return {
        label: `/${name}`,
        detail: description(localeFor(language)),
        line: complete ? `/${name}` : `/${name} `,
        complete,
      };
    });

function valuesOf(
  name: string,
  typed: string,
  dispatcher: Dispatcher,
  language: string,
): readonly Completion[] {
  const option = dispatcher.commands
    .find((command) => command.name === name.toLowerCase())
    ?.options.find(({ suggests }) => suggests);
  if (!option) return [];
  return dispatcher
    .suggest(name.toLowerCase(), option.name, typed, { locale: language })
    .slice(0, MOST)
    .map(({ label, parts = { asked: label, detail: "" } }) => ({
      label: parts.asked,
      detail: parts.detail,
      line: `/${name.toLowerCase()} ${parts.asked}`,
      complete: true,
    }));
}
