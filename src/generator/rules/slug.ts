// Slugs as hexo-util makes them, which most generators' own come near to, and as VuePress and VitePress make them.

/** Latin letters that Unicode does not take apart, as hexo-util's table of diacritics has them. */
const LETTERS = new Map(
  (
    "Æ AE æ ae Ǽ AE ǽ ae Œ OE œ oe Ø O ø o Ǿ O ǿ o ß s ẞ S Đ D đ d Ħ H ħ h ı i Ŀ L ŀ l Ł L ł l ŉ n Ŧ T ŧ t ſ l " +
    "ƀ b Ɓ B Ƈ C ƈ c Ɖ D Ɗ D ƒ f Ƒ F Ɠ G Ɨ I Ƙ K ƙ k ƚ l Ɲ N ƞ n Ƥ P ƥ p Ƭ T ƭ t Ʈ T Ƴ Y ƴ y Ƶ Z ƶ z ɓ b ɔ o ɖ d ɗ d ɛ e ɨ i ɲ n"
  )
    .split(" ")
    .map((letter, at, all) => [letter, all[at + 1] ?? ""] as const)
    .filter((_, at) => at % 2 === 0),
);
const plainLetter = (letter: string): string =>
  LETTERS.get(letter) ?? letter.normalize("NFD").replace(/[\u0300-\u036f]/g, "");

/** hexo-util's slugize: Latin letters without accents, no control characters, ASCII signs and spaces as single dashes. */
export function slugize(text: string, letters: 0 | 1 | 2 = 0): string {
  const slug = text
    .replace(/[\u00c0-\u024f\u0250-\u02af\u1e00-\u1eff]/g, plainLetter)
    .replace(/[\u0000-\u001f]/g, "")
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return letters === 1 ? slug.toLowerCase() : letters === 2 ? slug.toUpperCase() : slug;
}

/** `@mdit-vue/shared`'s slugify. */
export const mditSlug = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[\u0000-\u001f]/g, "")
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .replace(/^(\d)/, "_$1")
    .toLowerCase();
