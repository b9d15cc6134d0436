// The pieces of a text that overlap, by which a part of it is found.

/** Every run of `size` UTF-16 units, in order; none where the text is shorter. */
export const grams = (text: string, size: number): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - size + 1) }, (_, at) => text.slice(at, at + size));
