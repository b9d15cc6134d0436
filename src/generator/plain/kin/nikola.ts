// Nikola: its configuration is a program in Python, of which lone texts are read.
import { PYTHON_MARKDOWN } from "../../../markdown/extensions.js";
import { assigned, type Kin } from "../kin.js";

export const nikola: Kin = {
  name: "nikola",
  marks: [{ file: /^conf\.py$/, word: /^\s*(?:BLOG_TITLE|SITE_URL)\s*=/m }],
  posts: ["posts"],
  templates: ["nikola", "extra"],
  extensions: PYTHON_MARKDOWN,
  said: async ({ source }) => ({
    title: assigned(source, "BLOG_TITLE"),
    url: assigned(source, "SITE_URL"),
    timezone: assigned(source, "TIMEZONE"),
    lang: assigned(source, "DEFAULT_LANG"),
    proposal: `/posts/:folder/:slug${/^\s*PRETTY_URLS\s*=\s*False/m.test(source) ? ".html" : "/"}`,
  }),
  tags: (written) => written.filter((tag) => !/^(?:draft|private|mathjax)$/.test(tag)),
  visibility: (_, tags) => (tags.includes("draft") ? "draft" : tags.includes("private") ? "hidden" : null),
};
