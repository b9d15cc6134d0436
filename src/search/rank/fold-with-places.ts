// Folds a text and tells where in it each sign of the folded one comes from.

export interface FoldedText {
  readonly text: string;
  /** Where in the text that was folded a place of the folded one comes from. */
  readonly placeOf: (at: number) => number;
}

/** Each of them is folded to one sign, and belongs to no other: Latin, Cyrillic, kana, Han, Hangul, wide forms. */
const PLAIN =
  /^[\0-\x7f\xa0\xab\xb7\xbb\xc0-\xc5\xc7-\xde\xe0-\xe5\xe7-\xff\u0410-\u044f\u2010-\u2016\u2018-\u201f\u3000-\u3029\u3041-\u3096\u30a1-\u30fb\u3400-\u9fff\uac00-\ud7a3\uff01-\uff5e]*$/;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

export function foldWithPlaces(text: string, how: (piece: string) => string): FoldedText {
  if (PLAIN.test(text)) return { text: how(text), placeOf: (at) => at };
  let folded = "";
  const places: number[] = [];
  for (const { segment, index } of graphemes.segment(text)) {
    const piece = how(segment);
    for (let at = 0; at < piece.length; at += 1) places.push(index);
    folded += piece;
  }
  return { text: folded, placeOf: (at) => places[at] ?? text.length };
}
