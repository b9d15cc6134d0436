// What a post says, as far as who hears of it may depend on its words and its language.
import { foldName } from "./names.js";
import type { Post } from "./post.js";

export interface Wording {
  /** BCP 47: as the post says it, else as its text shows it; null where neither tells. */
  readonly lang: string | null;
  /** Whether its title, summary or text has the word, or these words one after another. */
  has(words: string): boolean;
}

/** So much of a text is looked at: a place may go by many words, and places are many. */
const READ = 50_000;
/** Scripts that write words without spaces between them, or with endings. */
const JOINED =
  "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmr}\\p{sc=Mymr}";
const JOINED_RUN = new RegExp(`[${JOINED}]+`, "gu");
const BEGINS_JOINED = new RegExp(`^[${JOINED}]`, "u");
const ENDS_JOINED = new RegExp(`[${JOINED}]$`, "u");

/** Words with one space between them; `C++` and `C#` keep their signs. */
const spaced = (text: string): string =>
  foldName(text)
    // Some signs become many by folding.
    .slice(0, READ)
    .replace(/[^\p{L}\p{M}\p{N}+#]+/gu, " ")
    .replace(JOINED_RUN, " $& ")
    .replace(/ +/g, " ")
    .trim();

/** `text`: of its body, empty where that is not at hand. */
export function saidBy(post: Pick<Post, "title" | "summary">, text: string, lang: string | null): Wording {
  let words: string | undefined;
  const known = new Map<string, boolean>();
  const look = (wanted: string): boolean => {
    const sought = spaced(wanted);
    if (sought === "") return false;
    words ??= ` ${spaced(`${post.title}\n${post.summary}\n${text}`.slice(0, READ))} `;
    const [before, behind] = [BEGINS_JOINED.test(sought), ENDS_JOINED.test(sought)];
    return words.includes(`${before ? "" : " "}${sought}${behind ? "" : " "}`);
  };
  return {
    lang,
    has(wanted) {
      const found = known.get(wanted) ?? look(wanted);
      known.set(wanted, found);
      return found;
    },
  };
}
