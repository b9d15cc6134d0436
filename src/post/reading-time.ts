// How long a text takes to read: words where a script divides them, signs where it does not.

/** Silent reading: about 238 words a minute in English, 260 words or 400 signs in Chinese (Brysbaert 2019). */
const WORDS_A_MINUTE = 238;
const SIGNS_A_MINUTE = 400;

const SIGNS = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]+/gu;
const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
/** Spelled out, they are looked at rather than read. */
const ADDRESS = /https?:\/\/\S+/g;

export interface ReadingTime {
  /** Words and undivided signs together, counted in what most of them are. */
  readonly length: number;
  readonly unit: "words" | "characters";
  /** At least 1. */
  readonly minutes: number;
}

/** Between two letters they are within a word. */
const [APOSTROPHE, DASH] = [0x27, 0x2d];

/** How many words a text of ASCII holds, as WORD finds them. */
function wordsInAscii(text: string): number {
  let [words, inside] = [0, false];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isLetter(code)) {
      if (!inside) words += 1;
      inside = true;
    } else inside = inside && (code === APOSTROPHE || code === DASH) && isLetter(text.charCodeAt(at + 1));
  }
  return words;
}

const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);

/** The reading time of a text without its code and formulas; null when there is nothing to read. */
export function readingTime(prose: string): ReadingTime | null {
  let signs = 0;
  const plain = prose.includes("://") ? prose.replace(ADDRESS, " ") : prose;
  // Looking up scripts takes a while.
  const isAscii = /^[\0-\x7f]*$/.test(plain);
  const text = isAscii
    ? plain
    : plain.replace(SIGNS, (run) => {
        signs += /[\ud800-\udbff]/.test(run) ? Array.from(run).length : run.length;
        return " ";
      });
  const words = isAscii ? wordsInAscii(text) : (text.match(WORD)?.length ?? 0);
  if (words + signs === 0) return null;
  return {
    length: words + signs,
    unit: signs > words ? "characters" : "words",
    minutes: Math.max(1, Math.round(words / WORDS_A_MINUTE + signs / SIGNS_A_MINUTE)),
  };
}
