// The pieces of a text that overlap, by which a part of it is found.

/** Every run of `size` UTF-16 units, in order; none where the text is shorter. */
export const grams = (text: string, size: number): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - size + 1) }, (_, at) => text.slice(at, at + size));

/** Two UTF-16 units in one number: a text has thousands of them, too many to make strings of. */
export type Bigram = number;
export const pairAt = (text: string, at: number): Bigram =>
  (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
export const textOf = (pair: Bigram): string => String.fromCharCode(pair >>> 16, pair & 0xffff);
