// Who holds a phrase as it stands: the few posts that hold all its words are read for it, from where they are kept.
import { LRUCache } from "lru-cache";
import type { Body } from "../post/body.js";
import type { Post } from "../post/post.js";
import { bodyPieces } from "./analysis/body-text.js";
import { plain, standsIn, tight, wordsIn } from "./analysis/phrase.js";
import { holders, isOneTerm } from "./query/holders.js";
import type { Lookup } from "./query/lookup.js";
import { parseQuery } from "./query/parse-query.js";
import type { Slices } from "./slices.js";
import { limits } from "./limits.js";

/** Gives the text of a post readers may see; null when it is gone, hidden or protected. */
export type ReadBody = (id: string) => Promise<Pick<Body, "text"> | null>;

export interface PhraseReader {
  /**
   * Reads the bodies that may hold what a question quotes, or the question itself. `rank`: the likeliest posts for a text
   * of which the index keeps no word.
   */
  read(lookup: Lookup, question: string, rank: (text: string) => readonly Post[]): Promise<void>;
  /** Whether a post that was read for a phrase holds it in its body. */
  holds(phrase: string, post: Post): boolean;
}

export function createPhraseReader(slices: Slices, body: ReadBody): PhraseReader {
  // By the post as it is now: a changed one is another object.
  const known = new LRUCache<string, WeakMap<Post, boolean>>({ max: limits.keptPhrases });

  async function readFor(phrase: string, posts: readonly Post[]): Promise<void> {
    const found = known.get(phrase) ?? new WeakMap<Post, boolean>();
    known.set(phrase, found);
    for (const post of posts) {
      const text = found.has(post) ? undefined : (await body(post.id))?.text;
      if (text)
        await slices.run(function* () {
          found.set(post, yield* isInBody(phrase, text));
        });
    }
  }
  return {
    async read(lookup, question, rank) {
      const { text, exact, without } = parseQuery(question);
      const quoted = [...exact, ...without].filter((phrase) => !isOneTerm(phrase));
      const pasted = plain(text);
      const isPasted = exact.length === 0 && wordsIn(pasted) >= limits.phraseWords;
      if (quoted.length === 0 && !isPasted) return;
      const mayHold = (phrase: string): readonly Post[] =>
        holders(lookup, phrase)?.flatMap((place) => lookup.table.at(place) ?? []) ?? rank(text);
      for (const phrase of quoted) await readFor(phrase, mayHold(phrase).slice(0, limits.bodiesReadForQuote));
      if (!isPasted) return;
      const posts = mayHold(pasted).slice(0, limits.bodiesRead);
      // A title that holds it is what was meant.
      if (!posts.some(({ title }) => standsIn(tight(title), pasted))) await readFor(pasted, posts);
    },
    holds: (phrase, post) => known.get(phrase)?.get(post) ?? false,
  };
}

function* isInBody(phrase: string, text: Body["text"]): Generator<void, boolean> {
  for (const { prose, code } of bodyPieces(text)) {
    if (standsIn(tight(prose || code), phrase)) return true;
    yield;
  }
  return false;
}
