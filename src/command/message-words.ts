// The words of a message that somebody wrote to others: what a search may be given of it.

/** A message is a question at its beginning; the rest of a long one is no help. */
const LONGEST = 200;
const ADDRESS = /https?:\/\/\S+/giu;
/** What only a query means: quotes, `name:` and a sign before a word. */
const SYNTAX = /["“”„«»「」『』]|(?<=\p{L})[:：](?=\S)|(?<=^|\s)[+\-－/／]+(?=\S)/gu;

/** Empty where no letter or digit is left. */
export function messageWords(message: string): string {
  const words = message
    .toWellFormed()
    .replace(ADDRESS, " ")
    .replace(SYNTAX, " ")
    .replace(/\s+/gu, " ")
    .trim();
  const cut =
    words.length <= LONGEST
      ? words
      : words
          .slice(0, LONGEST)
          .replace(/\s+\S*$/u, "")
          .toWellFormed();
  return /[\p{L}\p{N}]/u.test(cut) ? cut : "";
}
