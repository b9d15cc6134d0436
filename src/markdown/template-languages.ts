// The languages that generators mix into Markdown: how each marks a comment, a tag, a text that is not to be read.

/** A pair of signs and what becomes of the text between them. */
export interface Pair {
  /** Sources of regular expressions; `close` may be ITS_BRACE. */
  readonly open: string;
  readonly close: string;
  /** `hidden`: a comment. `shown`: the call itself is printed, as `open` and `close` write it. `html`: no Markdown is read in it. `braces`: Markdown, whose braces stand for themselves. */
  readonly inside: "hidden" | { readonly open: string; readonly close: string } | "html" | "braces";
  /** What a pair without its end hides: what follows, where the engine has it so or refuses the text; else nothing. */
  readonly unclosed: "the rest" | "nothing";
}

/** Tags by name, which may enclose a text: `{% comment %}…{% endcomment %}`. */
export interface Tags {
  /** A regular expression with the groups `name` and `rest`, or `end` for the name of what ends here. */
  readonly tag: string;
  /** What encloses words that are not printed. */
  readonly hidden: readonly string[];
  /** What encloses words that are printed as they stand, and whether Markdown is read in them. */
  readonly verbatim: readonly string[];
  readonly verbatimIs: "text" | "html";
  /** As of pairs; of what encloses a text. */
  readonly unclosed: Pair["unclosed"];
  /** How conditions are judged; null where there are none. */
  readonly truth: Truth | null;
}

export interface Truth {
  /** What counts as false beside `false` and nothing: an empty text and 0 do in JavaScript and not in Ruby. */
  readonly emptyIsFalse: boolean;
  /** Whether a name that the text did not set is nothing; else it may come from the site's own data. */
  readonly unsetIsNothing: boolean;
  /** Below what name front matter stands; "" where its names stand for themselves. */
  readonly page: "page" | "$frontmatter" | "";
}

export interface TemplateLanguage {
  readonly pairs: readonly Pair[];
  readonly tags: Tags | null;
  /** Whether no engine is known to read it. */
  readonly isGuessed?: true;
  /** How what it prints, `{{ page.title }}`, is worked out where it has no conditions. */
  readonly prints?: Truth;
  /** The code that it leaves alone: engines that run before Markdown know of none. */
  readonly spares: "nothing" | "fences" | "code";
}

/** What is opened by a brace ends where that is closed. */
export const ITS_BRACE = "}";

/** An abbreviation, of kramdown and of the parsers that have PHP Markdown Extra's rules. */
const ABBREVIATION = String.raw`^[ ]{0,3}\*\[[^\]\n]+\]:`;

const hidden = (open: string, close: string, unclosed: Pair["unclosed"] = "the rest"): Pair => ({
  open,
  close,
  inside: "hidden",
  unclosed,
});

/** Up to the tag's end; `%` and `}` may stand in it, but no other tag begins. Nobody writes a longer one. */
const UP_TO = (end: string, open: string): string => String.raw`(?:(?!${end}|${open})[\s\S]){0,10000}?`;
const BRACES = String.raw`\{%[-~+]?\s*(?:end_?(?<end>\w{0,60})|(?<name>#|\w{1,60}(?!\w))(?<rest>${UP_TO("%\\}", "\\{%")}))(?<!\s)\s*[-~+]?%\}`;
const SHORTCODE = String.raw`\{\{[<%]\s*(?:\/\s*(?<end>[\w./-]+)|(?<name>[\w./-]{1,200}(?![\w./-]))(?<rest>${UP_TO("[>%]\\}\\}", "\\{\\{[<%]")}))(?<!\s)\s*[>%]\}\}`;

/** What opens a block in Ruby's ERB, parts it and ends it. */
const ERB = String.raw`<%[-=]?\s*(?:(?<end>end)\b|(?:(?:(?!%>)[^\n]){0,300}?\b(?=do\b))?(?<name>if|unless|elsif|else|case|when|while|do)\b(?<rest>${UP_TO("%>", "<%")}))(?<!\s)\s*-?%>`;

/** Anchors, `{#id}`, are no comment. */
const HASHES = hidden(String.raw`\{#(?![\w-]+\})`, "#\\}", "nothing");

const KRAMDOWN_COMMENT = hidden(String.raw`\{::comment\s*\}`, String.raw`\{:\/(?:comment)?\s*\}`, "nothing");

/** A brace that no backslash takes its meaning from, and that is no second one. */
const BRACE = String.raw`(?<!(?<!\\)\\(?:\\\\){0,20})(?<!\{)\{`;

/** A comment of MDX in a text that may be none; a mark where the summary ends is one too, and stays. */
const JSX_COMMENT = hidden(
  String.raw`${BRACE}\s*\/\*(?!\s*(?:truncate|more)\s*\*\/)`,
  String.raw`\*\/\s*\}`,
  "nothing",
);

/** What never holds, and prints nothing itself: 0 would be printed. */
const NO = String.raw`(?:false|null|undefined|void 0|!true|!1|""|'')`;
/** An expression of JSX that never prints what it holds, whatever remarks stand before that. */
const never = (followed: string): Pair =>
  hidden(
    String.raw`${BRACE}(?:\s{0,20}\/\*(?:(?!\*\/)[^]){0,300}\*\/){0,3}\s*(?:${NO}|\(\s*${NO}\s*\))\s*(?:&&|\?(?![?.]))${followed}`,
    ITS_BRACE,
    "nothing",
  );
const NEVER = never("");
/** In a text that may be no MDX: words and names behind it may be prose, or a program of another language. */
const PERHAPS_NEVER = never(String.raw`(?=\s*[<("'\u0060])`);

const liquidTags: Tags = {
  tag: BRACES,
  hidden: ["comment", "doc", "capture", "schema", "stylesheet"],
  verbatim: ["raw"],
  verbatimIs: "text",
  // Liquid, Nunjucks and Hugo all refuse such a text.
  unclosed: "the rest",
  truth: { emptyIsFalse: false, unsetIsNothing: true, page: "page" },
};
const nunjucksTags: Tags = {
  ...liquidTags,
  hidden: ["comment", "macro", "set"],
  verbatim: ["raw", "verbatim"],
  truth: { emptyIsFalse: true, unsetIsNothing: true, page: "" },
};

const GUESSED_PAIRS: readonly Pair[] = [
  hidden(String.raw`\{#(?=[-\s])`, "#\\}", "nothing"),
  // Notes of Obsidian's without its folder.
  hidden(String.raw`(?<![\w%])%%(?!%)`, "%%", "nothing"),
  hidden(String.raw`\{\{-?\s*\/\*`, String.raw`\*\/\s*-?\}\}`, "nothing"),
  KRAMDOWN_COMMENT,
  PERHAPS_NEVER,
  JSX_COMMENT,
  hidden(
    String.raw`\{\{[<%]\s*comment\b[^{}\n]{0,300}[>%]\}\}`,
    String.raw`\{\{[<%]\s*\/\s*comment\s*[>%]\}\}`,
    "nothing",
  ),
  hidden("<%#", "%>", "nothing"),
];
const guessedTags: Tags = {
  ...liquidTags,
  hidden: [...liquidTags.hidden, "macro", "set"],
  unclosed: "nothing",
  truth: { emptyIsFalse: false, unsetIsNothing: false, page: "page" },
};

const LANGUAGES = {
  /** Jekyll, Bridgetown. Liquid, https://shopify.github.io/liquid/tags/template/. */
  liquid: { pairs: [], tags: liquidTags, spares: "nothing" },
  /** Hexo: Nunjucks, which is kept from fences; what is raw is put in after Markdown was read. */
  hexo: {
    pairs: [],
    tags: { ...nunjucksTags, verbatimIs: "html" },
    spares: "fences",
  },
  /** Its comments, which code may hold too. */
  "hexo comments": { pairs: [HASHES], tags: null, spares: "code" },
  /** Eleventy's Liquid. */
  "eleventy liquid": {
    pairs: [],
    tags: { ...liquidTags, truth: { emptyIsFalse: false, unsetIsNothing: true, page: "" } },
    spares: "nothing",
  },
  nunjucks: { pairs: [HASHES], tags: nunjucksTags, spares: "nothing" },
  /** Eleventy where it is not known which of the two reads a text. */
  eleventy: {
    pairs: [HASHES],
    tags: {
      ...nunjucksTags,
      hidden: [...liquidTags.hidden, ...nunjucksTags.hidden],
      truth: { emptyIsFalse: false, unsetIsNothing: true, page: "" },
    },
    spares: "nothing",
  },
  /** Hugo's shortcodes, https://gohugo.io/content-management/shortcodes/; a call in a comment's signs is printed. */
  hugo: {
    pairs: ["<>", "%%"].map(([open = "", close = ""]): Pair => ({
      open: String.raw`\{\{${open}\s*\/\*`,
      close: String.raw`\*\/\s*${close}\}\}`,
      inside: { open: `{{${open}`, close: `${close}}}` },
      unclosed: "nothing",
    })),
    tags: { ...liquidTags, tag: SHORTCODE, hidden: ["comment"], verbatim: [], truth: null },
    spares: "nothing",
  },
  /** Comments of Hugo's templates, which it prints where they stand in a post: in code they are shown, in a text they were meant to be none. */
  go: {
    pairs: [hidden(String.raw`\{\{-?\s*\/\*`, String.raw`\*\/\s*-?\}\}`, "nothing")],
    tags: null,
    spares: "code",
  },
  /** Zola's shortcodes, https://www.getzola.org/documentation/content/shortcodes/, and what Tera itself hides. */
  zola: {
    pairs: [
      {
        open: String.raw`\{\{\s*\/\*`,
        close: String.raw`\*\/\s*\}\}`,
        inside: { open: "{{", close: "}}" },
        unclosed: "nothing",
      },
      {
        open: String.raw`\{%\s*\/\*`,
        close: String.raw`\*\/\s*%\}`,
        inside: { open: "{%", close: "%}" },
        unclosed: "nothing",
      },
      HASHES,
    ],
    tags: {
      ...nunjucksTags,
      hidden: ["comment", "macro"],
      truth: { emptyIsFalse: true, unsetIsNothing: false, page: "page" },
    },
    spares: "nothing",
  },
  /** Nikola's shortcodes, https://getnikola.com/handbook.html#shortcodes. */
  nikola: {
    pairs: [],
    tags: { ...liquidTags, tag: SHORTCODE, hidden: ["comment"], truth: null },
    spares: "nothing",
  },
  /** Ruby's ERB, as Bridgetown has it. */
  erb: {
    pairs: [hidden("<%#", "%>"), hidden(`(?!${ERB})<%[-=]?`, "-?%>")],
    tags: {
      tag: ERB,
      hidden: [],
      verbatim: [],
      verbatimIs: "text",
      unclosed: "nothing",
      truth: { emptyIsFalse: false, unsetIsNothing: false, page: "" },
    },
    spares: "nothing",
  },
  /** What kramdown leaves out, https://kramdown.gettalong.org/syntax.html#extensions. */
  kramdown: {
    pairs: [
      KRAMDOWN_COMMENT,
      hidden(String.raw`\{::(?:options|comment)\b[^{}\n]*?\/\}`, ""),
      {
        open: String.raw`\{::nomarkdown[^{}\n]*\}`,
        close: String.raw`\{:\/(?:nomarkdown)?\s*\}`,
        inside: "html",
        unclosed: "nothing",
      },
      hidden(ABBREVIATION, "$"),
    ],
    tags: null,
    spares: "code",
  },
  /** Python-Markdown's Extra, as Pelican and Nikola have it. */
  extra: { pairs: [hidden(ABBREVIATION, "$")], tags: null, spares: "code" },
  /** Comments of MDX, which refuses a text with one that has no end. */
  mdx: {
    pairs: [NEVER, JSX_COMMENT].map((one) => ({ ...one, unclosed: "the rest" })),
    tags: null,
    spares: "code",
  },
  /** The same where a site's own programs decide whether `.md` is MDX. */
  "mdx comments": { pairs: [NEVER, JSX_COMMENT], tags: null, spares: "code" },
  /** Markdoc, https://markdoc.dev/docs/tags; what its conditions ask for is the site's own. */
  markdoc: {
    pairs: [hidden(String.raw`\{%\s*comment\s*%\}`, String.raw`\{%\s*\/\s*comment\s*%\}`, "nothing")],
    tags: { ...liquidTags, hidden: [], verbatim: [], unclosed: "nothing", truth: null },
    spares: "code",
  },
  /** Svelte within Markdown, as mdsvex reads it: https://svelte.dev/docs/svelte/if and its kin. */
  svelte: {
    pairs: [],
    tags: {
      ...nunjucksTags,
      tag: String.raw`\{(?:\/(?<end>\w+)|[#:](?<name>[a-z]+)(?<rest>(?:\s[^{}]{0,500}?)?))\}`,
      hidden: [],
      verbatim: [],
      unclosed: "nothing",
      truth: { emptyIsFalse: true, unsetIsNothing: false, page: "" },
    },
    spares: "code",
  },
  /** What Vue is kept from, https://vuejs.org/api/built-in-directives.html#v-pre and VitePress' container of that name. */
  vue: {
    pairs: [
      hidden(String.raw`\{\{\s*\/\*`, String.raw`\*\/[^{}\n]{0,300}\}\}`, "nothing"),
      {
        open: String.raw`^[ \t]*:{3,}[ \t]*v-pre[ \t]*$`,
        close: String.raw`^[ \t]*:{3,}[ \t]*$`,
        inside: "braces",
        unclosed: "nothing",
      },
      {
        open: String.raw`(?<=<(?:span|code|div|p)\b[^<>\n]{0,200}\sv-pre\b[^<>\n]{0,200}>)`,
        close: String.raw`(?=<\/(?:span|code|div|p)>)`,
        inside: "braces",
        unclosed: "nothing",
      },
    ],
    tags: null,
    prints: { emptyIsFalse: true, unsetIsNothing: false, page: "$frontmatter" },
    spares: "code",
  },
  /** Comments of Obsidian and its kin, https://help.obsidian.md/syntax. */
  obsidian: { pairs: [hidden("%%", "%%")], tags: null, spares: "code" },
  /** What Markdown does not take for a comment itself: one that goes on over a blank line. */
  html: {
    pairs: [hidden(String.raw`<!--(?=(?:(?!-->)[^\n]){0,2000}\n)`, "-->", "nothing")],
    tags: null,
    spares: "code",
  },
  /** Comments of engines that are not known to run here: who writes them means to hide, but code may show them. */
  guessed: { pairs: GUESSED_PAIRS, tags: guessedTags, isGuessed: true, spares: "code" },
  /** The same where the site's own engine judges as JavaScript does. */
  "guessed nunjucks": {
    isGuessed: true,
    pairs: GUESSED_PAIRS,
    tags: { ...guessedTags, truth: { emptyIsFalse: true, unsetIsNothing: false, page: "" } },
    spares: "code",
  },
} as const satisfies Readonly<Record<string, TemplateLanguage>>;

export type Template = keyof typeof LANGUAGES;

export const languageOf = (name: Template): TemplateLanguage => LANGUAGES[name];

/** What reads a text of front matter for what it hides, beside a body that is written so: nothing reads it for sure. */
export const guessedBeside = (templates: readonly Template[]): Template =>
  templates.some((name) => (languageOf(name).tags?.truth ?? null)?.emptyIsFalse === true)
    ? "guessed nunjucks"
    : "guessed";

/** Whether it reads `{% x %}`, or `{{< x >}}` and `{{% x %}}`. */
export function hasTagsBetween(name: Template, signs: "{% %}" | "{{< >}}"): boolean {
  const { tags, isGuessed }: TemplateLanguage = languageOf(name);
  return isGuessed === true || tags?.tag === (signs === "{% %}" ? BRACES : SHORTCODE);
}

/** Whether it prints what stands in `{{ x }}`. */
export function isPrinting(name: Template): boolean {
  const { tags, prints }: TemplateLanguage = languageOf(name);
  return (prints ?? tags?.truth ?? null) !== null;
}
