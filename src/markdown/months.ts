// The names of months as people and programs write them, in the languages that write any.

/** Languages that write the names of months; others write their numbers. Of two with one name for two months the first has it. */
const LANGUAGES =
  "en de fr es pt it ru pl uk nl cs tr sv da nb fi hu ro el bg be hr ca id sk he ar vi et lv lt sl sr th".split(
    " ",
  );
/** What people write beside. */
const OTHERS: ReadonlyMap<string, number> = new Map([
  ["sept", 9],
  ["mrz", 3],
]);

/** Without accents, which people leave out. Vowels of Thai are no accents: มี.ค. is March, ม.ค. January. */
const bare = (word: string): string =>
  word
    .normalize("NFKD")
    .replace(/(?!\p{sc=Thai})\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(".", "");

const months = new Map<string, ReadonlyMap<string, number>>([["others", OTHERS]]);
/** From the names of months in a language, long and short, alone and in a date, to 1 … 12. Made when they are needed: it takes a millisecond or two. */
function monthsIn(language: string): ReadonlyMap<string, number> {
  const known = months.get(language);
  if (known) return known;
  const found = new Map<string, number>();
  const forms = [
    { month: "short", day: "numeric" },
    { month: "long", day: "numeric" },
    { month: "long" },
  ] as const;
  for (const form of forms) {
    const names = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { ...form, timeZone: "UTC" });
    for (let at = 0; at < 12; at += 1) {
      const name = names.formatToParts(Date.UTC(2023, at, 15)).find(({ type }) => type === "month")?.value;
      if (name !== undefined) found.set(bare(name), at + 1);
    }
  }
  months.set(language, found);
  return found;
}

/** The month, from 1, that one of these words names; of several the last one, which stands beside the day. */
export function monthOf(written: readonly string[]): number | undefined {
  const words = written.map(bare);
  for (const language of ["en", "others", ...LANGUAGES]) {
    const month = words.map((word) => monthsIn(language).get(word)).findLast((found) => found !== undefined);
    if (month !== undefined) return month;
  }
  // Programs cut names at three letters where people write four, or a form of another case.
  for (const language of LANGUAGES) {
    const names = [...monthsIn(language)];
    for (const word of words.toReversed()) {
      const meant = new Set(
        names.flatMap(([name, month]) => (word.length >= 3 && name.startsWith(word) ? month : [])),
      );
      const [only] = meant.size === 1 ? meant : [];
      if (only !== undefined) return only;
    }
  }
  return undefined;
}
