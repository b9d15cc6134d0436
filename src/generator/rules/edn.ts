// The map of EDN that begins a post of Cryogen, `{:title "…", :tags ["a" "b"], :draft? true}`, in the values of front matter.
import type { FrontMatter } from "./front-matter.js";
import { FRONT_MATTER_LIMIT } from "./parsers.js";
import type { Data } from "./scalar.js";

const TOKEN =
  /[\s,]+|;[^\n]*|#_|(?<open>#?[{[(])|(?<close>[}\])])|"(?<text>(?:[^"\\]|\\[^])*)"|(?<word>#?[^\s,;"{}[\]()]+)/y;
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

  /** What stands next; null where the list around it ends. */
  value(depth = 0): { readonly is: unknown } | null {
    const { open, close, text, word = "" } = this.next();
    if (depth > DEEPEST) throw new NoEdn();
    if (close !== undefined) return null;
    if (text !== undefined)
      return { is: text.replace(/\\([^])/g, (_, sign: string) => ESCAPED[sign] ?? sign) };
    if (open === undefined) return { is: word === "nil" ? null : word.replace(/^:/, "") };
    const all: unknown[] = [];
    for (let one = this.value(depth + 1); one !== null; one = this.value(depth + 1)) all.push(one.is);
    return { is: open === "{" ? mapOf(all) : all };
  }
}

/** Keys without the mark of a question, `:draft?`. */
const mapOf = (all: readonly unknown[]): Data =>
  Object.fromEntries(
    Array.from({ length: Math.floor(all.length / 2) }, (_, at) => [
      String(all[2 * at]).replace(/\?$/, ""),
      all[2 * at + 1],
    ]),
  );

/** Null for a text that begins with no such map. */
export function readEdn(text: string): FrontMatter | null {
  const begin = /^\s*(?=\{\s*:[\w-])/.exec(text);
  if (!begin) return null;
  try {
    const reader = new EdnReader(text, begin[0].length);
    const data = reader.value()?.is as Data;
    // A block of kramdown's attributes, `{: .x}`, is none.
    return { data, body: text.slice(reader.at).replace(/^\s*\n/, "") };
  } catch (fault) {
    if (fault instanceof NoEdn) return null;
    throw fault;
  }
}
