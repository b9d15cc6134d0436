// The slug of a text as hexo-util makes it, which most generators' own come near to.

/** hexo-util's slugize: no accents, no control characters, ASCII signs and spaces as single dashes. */
export function slugize(text: string, letters: 0 | 1 | 2 = 0): string {
  const slug = text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replace(/[\u0000-\u001f]/g, "")
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return letters === 1 ? slug.toLowerCase() : letters === 2 ? slug.toUpperCase() : slug;
}
