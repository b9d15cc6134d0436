// The anchors of headings, as generators make them of the headings' words.
import { slug as githubSlug } from "github-slugger";
import type { HeadingAnchors } from "../../document/body-text.js";
import type { Heading } from "../../document/document.js";
import { inlineToPlain, WORDS, type PlainWords } from "../../document/plain.js";
import { mditSlug } from "./slug.js";

/** What a generator makes of the words of a heading; null where these do not tell. */
type AnchorOf = (words: string, heading: Heading) => string | null;

/** What an anchor has for an emoji that is written by its name: that where signs are put on later. */
const EMOJI = {
  written: (_, written) => written,
  sign: (sign) => sign,
  none: () => "",
} satisfies Record<string, PlainWords["emoji"]>;

interface AnchorSettings {
  /** The number that the second heading of the same words gets: `words-1`. */
  readonly second?: number;
  readonly emoji?: keyof typeof EMOJI;
}

export const anchorsBy =
  (anchorOf: AnchorOf, { second = 1, emoji = "written" }: AnchorSettings = {}): HeadingAnchors =>
  (headings) => {
    const words: PlainWords = { ...WORDS, emoji: EMOJI[emoji] };
    /** The next number for each anchor that is taken. */
    const taken = new Map<string, number>();
    return headings.map((heading) => {
      const made = heading.id ?? anchorOf(inlineToPlain(heading.children, words).trim(), heading);
      if (made === null) return null;
      let anchor = made;
      let number = taken.get(made) ?? second;
      for (; taken.has(anchor); number += 1) anchor = `${made}-${number}`;
      taken.set(made, number).set(anchor, taken.get(anchor) ?? second);
      return anchor === "" ? null : anchor;
    });
  };

/** Astro makes dashes of `--` first, which are left out. */
const ofGithub = (words: string): string | null => (words.includes("--") ? null : githubSlug(words));

/** Docusaurus, Quartz (rehype-slug). */
export const byGithubSlugger = anchorsBy(ofGithub);

/** Astro, whose plugins come before. */
export const byAstro = anchorsBy(ofGithub, { emoji: "sign" });

/** Nuxt Content's compiler of Markdown (`@nuxtjs/mdc`). */
export const byNuxt = anchorsBy(
  (words) => githubSlug(words).replace(/-+/g, "-").replace(/^-|-$/g, "").replace(/^(\d)/, "_$1"),
  { emoji: "sign" },
);

/** kramdown with `input: GFM`, as Jekyll and Bridgetown have it. */
export const byKramdown = anchorsBy((words) =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}\p{Pc}\- \t]/gu, "")
    .replace(/[ \t]/g, "-"),
);

/**
 * Hugo's `autoHeadingIDType`: `github` and `github-ascii`. It takes the line as it is written: of a heading with links,
 * marks or drawn dashes that is no longer known.
 */
export const byGoldmark = (ascii: boolean): HeadingAnchors =>
  anchorsBy((words, { children }) => {
    const isPlain = children.every(({ type }) => type === "text" || type === "code" || type === "math");
    if (!isPlain || /[–—]/.test(words)) return null;
    const kept = ascii ? words.normalize("NFD").replace(/[^\0-\x7f]/g, "") : words;
    const anchor = kept
      .toLowerCase()
      .replace(/[^\p{L}\p{Nd} _-]/gu, "")
      .replaceAll(" ", "-");
    return anchor || "heading";
  });

/** VitePress, VuePress 2. */
export const byMditVue = anchorsBy(mditSlug, { emoji: "none" });
