// The slug of a text as github-slugger makes it, by which Astro names the entries of collections.

/** Lower case, without signs other than `-` and `_`, blanks as dashes. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replace(/ /g, "-");
