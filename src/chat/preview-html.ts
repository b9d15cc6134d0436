// What the previews are written with: text, links, and the blog's pictures, which the local page serves itself.

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

/** `html` is what it says. */
export const linkHtml = (url: string, html: string, className = ""): string =>
  `<a${className && ` class="${className}"`} rel="noopener noreferrer" target="_blank" href="${escapeHtml(url)}">${html}</a>`;

const SOURCE = "/picture?url=";

/** A picture of the blog; `alt` is told where it cannot be had. */
export const blogPictureHtml = (url: string, alt: string): string =>
  `<img class="blog" loading="lazy" src="${SOURCE}${encodeURIComponent(url.toWellFormed())}" alt="${escapeHtml(alt)}" />`;

/** The addresses of the blog's pictures in the HTML of a preview. */
export const blogPicturesOf = (html: string): readonly string[] =>
  [...html.matchAll(/<img class="blog" loading="lazy" src="\/picture\?url=([^"]*)"/g)].map(([, url = ""]) =>
    decodeURIComponent(url),
  );
