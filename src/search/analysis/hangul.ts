// Hangul: in Latin letters (Revised Romanization), as letters (jamo), without particles, typed on an English keyboard.

const FIRST = 0xac00;
const LAST = 0xd7a3;
const leads = "g kk n d tt r m b pp s ss _ j jj ch k t p h".split(" ").map((sound) => sound.replace("_", ""));
const vowels = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ");
const tails = "_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t"
  .split(" ")
  .map((sound) => sound.replace("_", ""));
const linked = "_ g kk ks n nj n d r lg lm lb ls lt lp r m b ps s ss ng j ch k t p _"
  .split(" ")
  .map((sound) => sound.replace("_", ""));
const SILENT_LEAD = 11;
const LEAD_R = 5;
const TAIL_L = 8;

interface Syllable {
  readonly lead: number;
  readonly vowel: number;
  readonly tail: number;
}

function syllable(sign: string | undefined): Syllable | undefined {
  const code = sign?.charCodeAt(0) ?? 0;
  if (code < FIRST || code > LAST) return undefined;
  const index = code - FIRST;
  return { lead: Math.floor(index / 588), vowel: Math.floor((index % 588) / 28), tail: index % 28 };
}

export function romaja(text: string): string {
  let out = "";
  for (let at = 0; at < text.length; at += 1) {
    const here = syllable(text[at]);
    if (!here) {
      out += text[at];
      continue;
    }
    const doubled = here.lead === LEAD_R && syllable(text[at - 1])?.tail === TAIL_L;
    const links = syllable(text[at + 1])?.lead === SILENT_LEAD;
    out += doubled ? "l" : (leads[here.lead] ?? "");
    out += (vowels[here.vowel] ?? "") + ((links ? linked : tails)[here.tail] ?? "");
  }
  return out;
}

/** Every letter by itself, so that a typo in one letter of a syllable is a typo of one letter. */
export const jamo = (text: string): string => text.normalize("NFD");

/** The initial consonant of every syllable: ㅈㅈㄷ for 제주도; other signs stay. */
export const initialsOf = (text: string): string =>
  text.replace(/[\uac00-\ud7a3]/gu, (sign) => sign.normalize("NFD").slice(0, 1));

/** Whether a folded text is nothing but initial consonants. */
export const areLeads = (text: string): boolean => /^[\u1100-\u1112]+$/u.test(text);

const particle =
  /(?:으로부터|에서는|에게서|이라고|으로써|까지|부터|에서|에게|으로|하기|하는|한다|하고|했다|이란|처럼|보다|이나|은|는|이|가|을|를|에|의|로|와|과|도|만|기|한|된)$/u;
/** The word without the particle or verb ending that most often follows one. */
export const withoutParticle = (word: string): string => word.replace(particle, "");

const keys = new Map(
  "rㄱRㄲsㄴeㄷEㄸfㄹaㅁqㅂQㅃtㅅTㅆdㅇwㅈWㅉcㅊzㅋxㅌvㅍgㅎkㅏoㅐiㅑOㅒjㅓpㅔuㅕPㅖhㅗyㅛnㅜbㅠmㅡlㅣ"
    .match(/../gu)
    ?.map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
);
const leadLetters = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const vowelLetters = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const tailLetters = "-ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
const pairs = new Map(
  "ㅗㅏㅘ ㅗㅐㅙ ㅗㅣㅚ ㅜㅓㅝ ㅜㅔㅞ ㅜㅣㅟ ㅡㅣㅢ ㄱㅅㄳ ㄴㅈㄵ ㄴㅎㄶ ㄹㄱㄺ ㄹㅁㄻ ㄹㅂㄼ ㄹㅅㄽ ㄹㅌㄾ ㄹㅍㄿ ㄹㅎㅀ ㅂㅅㅄ"
    .split(" ")
    .map((triple) => [triple.slice(0, 2), triple.slice(2)] as const),
);

/** What the keys would have given on a Korean (two-set) keyboard; null when they make no syllables. */
export function typedInHangul(word: string): string | null {
  const letters = Array.from(word, (key) => keys.get(key) ?? keys.get(key.toLowerCase()) ?? "?");
  const isVowel = (at: number): boolean => vowelLetters.includes(letters[at] ?? "?");
  let out = "";
  let at = 0;
  while (at < letters.length) {
    const lead = leadLetters.indexOf(letters[at] ?? "?");
    if (lead < 0 || !isVowel(at + 1)) return null;
    let vowel = letters[at + 1] ?? "";
    at += 2;
    const joined = pairs.get(vowel + (letters[at] ?? ""));
    if (joined) [vowel, at] = [joined, at + 1];
    let tail = "-";
    if (tailLetters.includes(letters[at] ?? "?") && !isVowel(at + 1)) {
      tail = letters[at] ?? "-";
      at += 1;
      const both = pairs.get(tail + (letters[at] ?? ""));
      if (both && !isVowel(at + 1)) [tail, at] = [both, at + 1];
    }
    const index = lead * 588 + vowelLetters.indexOf(vowel) * 28 + tailLetters.indexOf(tail);
    out += String.fromCharCode(FIRST + index);
  }
  return out;
}

const keyOf = new Map(Array.from(keys, ([key, letter]) => [letter, key]));
const apart = new Map(Array.from(pairs, ([both, joined]) => [joined, both]));

/** The reverse: the keys that were pressed for a text in Hangul; null when other signs stand in it. */
export function keysTyped(text: string): string | null {
  let out = "";
  for (const sign of text) {
    const { lead, vowel, tail } = syllable(sign) ?? {};
    const letters =
      lead === undefined
        ? [sign]
        : [leadLetters[lead], vowelLetters[vowel ?? 0], tail ? tailLetters[tail] : ""];
    for (const letter of letters.flatMap((one = "") => Array.from(apart.get(one) ?? one))) {
      const key = keyOf.get(letter);
      if (key === undefined) return null;
      out += key;
    }
  }
  return out.toLowerCase();
}
