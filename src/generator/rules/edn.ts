// The map of EDN that begins a post of Cryogen, `{:title "…", :tags ["a" "b"], :draft? true}`, in the values of front matter.
import type { FrontMatter } from "./front-matter.js";
import { FRONT_MATTER_LIMIT } from "./parsers.js";
import type { Data } from "./scalar.js";

/** By its specification; a sign by itself (`\a`, `\{`) is a word. */
const TOKEN =
  /[\s,]+|;[^\n]*|(?<open>#?\{|[[(])|(?<close>[}\])])|"(?<text>(?:[^"\\]|\\[^])*)"|(?<word>\\[^][^\s,;"{}[\]()\\]*|#_|#?[^\s,;"{}[\]()\\#]+|##\w+)/y;
const CLOSES: Readonly<Record<string, string>> = { "{": "}", "#{": "}", "[": "]", "(": ")" };
const DEEPEST = 16;
const ESCAPED: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "" };

/** No EDN, or more of it than front matter is. */
class NoEdn extends Error {}

class EdnReader {
  at: number;
  private readonly token = new RegExp(TOKEN);

  constructor(
    private readonly source: string,
    from: number,
  ) {
    this.at = from;
  }

  private next(): Readonly<Record<string, string | undefined>> {
    for (;;) {
      this.token.lastIndex = this.at;
      const match = this.at < FRONT_MATTER_LIMIT ? this.token.exec(this.source) : null;
      if (!match) throw new NoEdn();
      this.at = this.token.lastIndex;
      const found = match.groups ?? {};
      if (Object.values(found).some((one) => (one as string | undefined) !== undefined)) return found;
    }
  }

  /** What stands next; null where `until` ends the list around it. */
  value(until = "", depth = 0): { readonly is: unknown } | null {
    const { open, close, text, word = "" } = this.next();
    if (depth > DEEPEST || (close !== undefined && close !== until)) throw new NoEdn();
    if (close !== undefined) return null;
    if (text !== undefined)
      return { is: text.replace(/\\([^])/g, (_, sign: string) => ESCAPED[sign] ?? sign) };
    if (open !== undefined) {
      const all = this.list(CLOSES[open] ?? "", depth + 1);
      return { is: open === "{" ? mapOf(all) : all };
    }
    // What is left out is one value, and a tag stands before one.
    if (word === "#_") {
      this.one(depth + 1);
      return this.value(until, depth + 1);
    }
    if (/^#(?!#)/.test(word)) return { is: this.one(depth + 1) };
    return { is: word === "nil" ? null : word.replace(/^:/, "") };
  }

  private one(depth: number): unknown {
    const found = this.value("", depth);
    if (found === null) throw new NoEdn();
    return found.is;
  }

  private list(until: string, depth: number): readonly unknown[] {
    const all: unknown[] = [];
    for (let one = this.value(until, depth); one !== null; one = this.value(until, depth)) all.push(one.is);
    return all;
  }
}

/** Keys without the mark of a question, `:draft?`. */
function mapOf(all: readonly unknown[]): Data {
  const pairs = Array.from({ length: Math.ceil(all.length / 2) }, (_, at): [string, unknown] => [
    String(all[2 * at]).replace(/\?$/, ""),
    all[2 * at + 1],
  ]);
  if (all.length % 2 > 0 || new Set(pairs.map(([key]) => key)).size < pairs.length) throw new NoEdn();
  return Object.fromEntries(pairs);
}

/** Keys of which a post has one; kramdown's attributes (`{:note .x}`) are none. */
const KNOWN = ["title", "layout", "date", "tags", "draft"];
const NAMES_DRAFT = /:draft\?/;

/** Null for a text that begins with no such map; one that is broken and speaks of a draft is one. */
export function readEdn(text: string): FrontMatter | null {
  const begin = /^\s*(?=\{[\s,]*(?::[\w-]|;|#_))/.exec(text);
  if (!begin) return null;
  try {
    const reader = new EdnReader(text, begin[0].length);
    const data = reader.value()?.is as Data;
    if (!KNOWN.some((key) => Object.hasOwn(data, key))) return null;
    return { data, body: text.slice(reader.at).replace(/^\s*\n/, "") };
  } catch (fault) {
    if (!(fault instanceof NoEdn)) throw fault;
    // What stands behind the first paragraph speaks of something else.
    const [paragraph = ""] = text
      .slice(0, FRONT_MATTER_LIMIT)
      .trimStart()
      .split(/\n[ \t]*\n/, 1);
    const isDraft = NAMES_DRAFT.test(paragraph);
    return isDraft ? { data: { draft: "true" }, body: text } : null;
  }
}
