// Blocks between colons as Nuxt Content (`::alert … ::`) and directives of remark (`:::note[Title]`) write them, told as `::: note Title`.
import { isNote, single } from "./dressings.js";
import { fenceCloser, fenceIn } from "./code-signs.js";
import { settingsIn, type TagWords } from "./tag-words.js";

const ANY = /(?:^|\n)[ \t]*(?:::[A-Za-z]|:{3,}[ \t]*[A-Za-z][\w-]*[ \t]*(?:[[{]|\n---))/;
const OPENING = /^([ \t]*)(:{2,})[ \t]*([A-Za-z][\w-]*)(?:\[(.{0,300})\])?[ \t]*(\{.{0,1000}\})?[ \t]*$/;
const CLOSING = /^[ \t]*::[ \t]*$/;
/** Names a part of a block; its words follow. */
const SLOT = /^[ \t]*#[a-z][\w-]*(?:\{.{0,300}\})?[ \t]*$/;
/** Lines that the settings of a block may have. */
const MOST_SETTINGS = 60;

/** What follows a block's first line between two `---`: its settings, and how many lines they take. */
function settingsAt(lines: readonly string[], at: number): { text: string; lines: number } {
  if (lines[at]?.trim() !== "---") return { text: "", lines: 0 };
  const end = lines.slice(at + 1, at + MOST_SETTINGS).findIndex((line) => line.trim() === "---");
  if (end < 0) return { text: "", lines: 0 };
  return { text: lines.slice(at + 1, at + 1 + end).join("\n"), lines: end + 2 };
}

/** Without what Nuxt's themes put before it. */
const bareName = (name: string): string => name.toLowerCase().replace(/^(?:prose|u)-/, "");

/** What readers are shown of a block's settings. */
function shown(named: TagWords["named"], settings: string): (name: string) => string {
  const written = (name: string): string =>
    new RegExp(`^${name}:[ \\t]*(["']?)(.*)\\1[ \\t]*$`, "m").exec(settings)?.[2] ?? "";
  return (name) => (named[name] ?? written(name)).trim();
}

/** The same text with such blocks told as containers are elsewhere; code stays. `any`: whatever they are called. */
export function tellDirectives(source: string, any: boolean): string {
  if (!source.includes("::") || !ANY.test(source)) return source;
  const lines = source.split("\n");
  let closers = lines.filter((line) => CLOSING.test(line)).length;
  let open = 0;
  let fence: RegExp | null = null;
  const out: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const ticks = fenceIn(line);
    if (fence !== null || ticks !== "") {
      if (fence === null) fence = fenceCloser(ticks);
      else if (fence.test(line)) fence = null;
      if (CLOSING.test(line)) closers -= 1;
      out.push(line);
      continue;
    }
    if (any && CLOSING.test(line)) {
      closers -= 1;
      out.push(open > 0 ? ":::" : line);
      open = Math.max(0, open - 1);
      continue;
    }
    if (open > 0 && SLOT.test(line)) continue;
    const [, indent = "", colons = "", name = "", label = "", attributes = ""] = OPENING.exec(line) ?? [];
    if (!any && (colons.length === 2 || !isNote(bareName(name)))) {
      out.push(line);
      continue;
    }
    const settings = name === "" ? { text: "", lines: 0 } : settingsAt(lines, at + 1);
    const plain = label === "" && attributes === "" && settings.lines === 0;
    if (colons.length > 2 ? plain : name === "" || (plain && closers <= open)) {
      out.push(line);
      continue;
    }
    const named = settingsIn(attributes);
    if (colons.length === 2 && closers <= open) {
      out.push(indent + (single({ name, words: label === "" ? [] : [label], named }) || label));
      continue;
    }
    if (colons.length === 2) open += 1;
    const said = shown(named, settings.text);
    const bare = bareName(name);
    const kind = isNote(said("type")) ? said("type") : bare;
    const title = (label || said("title") || said("label")).replace(/(\*\*|__|[*`])(\S(?:.*?\S)?)\1/g, "$2");
    out.push(`${indent}::: ${kind}${isNote(kind) ? ` ${title}` : ""}`.trimEnd());
    if (title !== "" && !isNote(kind)) out.push("", `${indent}**${title}**`, "");
    if (said("description") !== "") out.push("", indent + said("description"), "");
    at += settings.lines;
  }
  return out.join("\n");
}
