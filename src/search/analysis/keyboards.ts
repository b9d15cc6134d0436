// Keyboards of other scripts by the keys of the American one: what a reader typed who forgot to switch.

/** Rows of keys, and the same rows on another keyboard: a space where a key gives none. */
const latin = "`qwertyuiop[]\\asdfghjkl;'zxcvbnm,./";
const boards: Readonly<Record<string, string>> = {
  russian: "ёйцукенгшщзхъ\\фывапролджэячсмитьбю.",
  ukrainian: "'йцукенгшщзхїґфівапролджєячсмитьбю.",
  greek: " ;ςερτυθιοπ[]\\ασδφγηξκλ΄'ζχψωβνμ,./",
  hebrew: ";/'קראטוןםפ[]\\שדגכעיחלךף,זסבהנמצתץ.",
  arabic: "ذضصثقفغعهخحجد\\شسيبلاتنمكطئءؤرﻻىةوزظ",
};
/** What keys that give a letter elsewhere give with Shift on the American keyboard. */
const shifted: Readonly<Record<string, string>> = {
  "{": "[",
  "}": "]",
  ":": ";",
  '"': "'",
  "<": ",",
  ">": ".",
  "~": "`",
};

/** By a group of signs what they may stand for, likeliest first; folded. */
export type Letters = ReadonlyMap<string, readonly string[]>;

const isLetter = (sign: string): boolean => /\p{L}/u.test(sign);
const pairs = (board: string): readonly (readonly [string, string])[] =>
  Array.from(board, (letter, at) => [latin[at] ?? "", letter.normalize("NFKC")] as const);

/** Latin keys as another keyboard has them. A sign may be meant as itself too: the one behind a word is no letter. */
export const keysAs = Object.values(boards).map((board): Letters => {
  const letters = new Map<string, readonly string[]>();
  for (const [key, letter] of pairs(board)) {
    if (letter === " " || letter === key) continue;
    const meant = letter === "ё" ? "е" : letter === "ς" ? "σ" : isLetter(letter) ? letter : "";
    letters.set(key, isLetter(key) ? [meant] : [meant, ""]);
  }
  for (const [sign, key] of Object.entries(shifted)) letters.set(sign, letters.get(key) ?? [""]);
  return letters;
});

/** The reverse: letters typed where Latin ones were meant. */
export const keysOf = Object.values(boards).map(
  (board): Letters =>
    new Map(
      pairs(board)
        .filter(([, letter]) => isLetter(letter.slice(0, 1)))
        .map(([key, letter]) => [letter, [key]] as const),
    ),
);
