// Texts in ASCII, for generators that spell their slugs so.

/** Signs of typesetters, as the tables that generators spell words in ASCII by have them. */
const SIGNS: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "…": ".",
  "\u00a0": " ",
};

/** A text in ASCII: without its accents. Null where other letters remain: these tables are not ours. */
export function ascii(text: string): string | null {
  const plain = text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[‘’“”–—…\u00a0]/g, (sign) => SIGNS[sign] ?? "");
  return /^[\x20-\x7e]*$/.test(plain) ? plain : null;
}
