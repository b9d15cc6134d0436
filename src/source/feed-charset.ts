// Which charset bytes are in that nobody names: told by the letters and signs that a text of its language is made of.

interface Guess {
  readonly charset: string;
  /** What a text in it is made of, and which share of its signs beyond ASCII that is at least. */
  readonly signs: RegExp;
  readonly share: number;
}

/** The commonest signs of Chinese as it is written on the mainland, and in Taiwan and Hong Kong. */
const SIMPLIFIED = /[的一是不了在有人这中大为上个国我们来他到时和说地也子就]/g;
const TRADITIONAL = /[的一是不了在有人這中大為上個國我們來他到時和說地也子就]/g;
const KANA = /[\u3041-\u30ff]/g;
const HANGUL = /[\uac00-\ud7a3]/g;
// Letters beside each other: those with accents of Latin, which the same bytes may be, stand alone.
const THAI = /(?<=[\u0e01-\u0e4e])[\u0e01-\u0e4e]/g;
const CYRILLIC = /(?<=[А-яЁё])[а-яё]/g;

/** Those with two bytes a sign before those with one, which make something of any bytes. */
const GUESSES: readonly Guess[] = [
  { charset: "euc-jp", signs: KANA, share: 0.3 },
  { charset: "shift_jis", signs: KANA, share: 0.3 },
  { charset: "euc-kr", signs: HANGUL, share: 0.8 },
  { charset: "gbk", signs: SIMPLIFIED, share: 0.06 },
  { charset: "big5", signs: TRADITIONAL, share: 0.06 },
  { charset: "windows-874", signs: THAI, share: 0.9 },
  { charset: "windows-1251", signs: CYRILLIC, share: 0.7 },
  { charset: "koi8-r", signs: CYRILLIC, share: 0.7 },
];
/** Fewer signs beyond ASCII tell nothing. */
const ENOUGH = 8;
/** What charsets make of bytes that are no text in them. */
const STRANGE = /[\ue000-\uf8ff\ufffd]|[\u0080-\u009f]/;

/** Likely charsets, the likeliest first. `decode` gives null for bytes that are none of a charset. */
export function likelyCharsets(decode: (charset: string) => string | null): readonly string[] {
  const likely: { readonly charset: string; readonly more: number }[] = [];
  for (const { charset, signs, share } of GUESSES) {
    const text = decode(charset);
    if (text === null || STRANGE.test(text)) continue;
    const beyond = text.replace(/[\0-\x7f]+/g, "").length;
    const found = (text.length - text.replace(signs, "").length) / beyond;
    // By how much it is more than such a text has at least.
    if (beyond >= ENOUGH && found >= share) likely.push({ charset, more: found / share });
  }
  return likely.sort((one, other) => other.more - one.more).map(({ charset }) => charset);
}
