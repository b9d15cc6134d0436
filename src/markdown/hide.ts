// Takes out of a text what its author hid, before anything else is read of it, and keeps what is to be printed as it stands.
import { bracesOf, type Braces } from "./braces.js";
import { CODE, FENCE, fenceEnd } from "./code-signs.js";
import { Branches } from "./branches.js";
import { printedOf, valueOf } from "./expression.js";
import { literal, literalCall } from "./literal.js";
import {
  ITS_BRACE,
  languageOf,
  type Pair,
  type Tags,
  type Template,
  type TemplateLanguage,
  type Truth,
} from "./template-languages.js";
import { UNKNOWN, valueFrom, type Value } from "./template-value.js";

/** A text without any of these hides nothing. Each is found by a sign that is rare in prose: every text is looked through. */
const ANY =
  /\{[%{#:/*]|\{\s+\/\*|&&|\?(?<=(?:false|null|undefined|!true|!1|void 0|""|'')(?:\s*\))?\s*\?)|<!--|%%|<%|-pre(?<=v-pre)|\*\[(?<=^[ ]{0,3}\*\[)/m;

/** Tags of one name whose end is looked for in vain. */
const MOST_MISSES = 20;

/** Of values in one text, in characters. */
const MOST_PRINTED = 50_000;
/** What working one out counts besides. */
const COST = 10;
/** Captured words that are longer are no value to print. */
const LONGEST_CAPTURED = 2_000;

const OUTPUT = String.raw`\{\{[-~]?(?![<%{])(?<printed>\s*(?:"[^"\n]{0,200}"|'[^'\n]{0,200}')\s*|[^{}]{1,500}?)[-~]?\}\}`;

const SPARING = ["nothing", "fences", "code"] as const;

/** The same text as its generator's engines would hand it on, as far as the text alone tells. */
export function withoutHidden(
  source: string,
  templates: readonly Template[],
  data: Readonly<Record<string, unknown>> = {},
  site?: Readonly<Record<string, unknown>>,
): string {
  if (!ANY.test(source)) return source;
  let text = source;
  for (const spares of SPARING) {
    const languages = templates.map(languageOf).filter((one) => one.spares === spares);
    if (languages.length > 0) text = new Pass(text, languages, spares, data, site).run();
  }
  return text;
}

interface LanguageSyntax {
  readonly pairs: readonly Pair[];
  readonly tags: readonly Tags[];
  /** By which of them what is printed is worked out; null where nothing is. */
  readonly prints: Truth | null;
  readonly signs: RegExp;
}

/** One walk over the text, for all languages that spare the same code. */
class Pass {
  private out = "";
  private readonly branches: Branches;
  private readonly names: Map<string, Value>;
  /** How often an end was looked for in vain: what has none once has none farther down either, or only by chance. */
  private readonly missed = new Map<string, number>();
  private readonly known: LanguageSyntax;
  private printed = 0;
  private paired: Braces | undefined;

  constructor(
    private readonly source: string,
    languages: readonly TemplateLanguage[],
    spares: TemplateLanguage["spares"],
    data: Readonly<Record<string, unknown>>,
    site: Readonly<Record<string, unknown>> | undefined,
  ) {
    this.known = knownOf(languages, spares);
    this.names = namesOf(data, site, this.known.prints);
    this.branches = new Branches(this.names);
  }

  run(): string {
    const { source, known } = this;
    const { signs } = known;
    let last = 0;
    signs.lastIndex = 0;
    for (let match = signs.exec(source); match; match = signs.exec(source)) {
      const end = match.index + match[0].length;
      const groups = match.groups ?? {};
      this.print(source.slice(last, match.index));
      if (groups["ticks"] !== undefined) {
        last = fenceEnd(source, end, groups["ticks"]);
        this.print(source.slice(match.index, last));
      } else if (groups["code"] !== undefined) {
        last = end;
        this.print(match[0]);
      } else {
        const pair = known.pairs.findIndex((_, at) => groups[`pair${at}`] !== undefined);
        const tags = known.tags.findIndex((_, at) => groups[`tag${at}`] !== undefined);
        const [found, named] = [known.pairs[pair], known.tags[tags]];
        last = end;
        if (found) last = this.pair(found, match.index, end);
        else if (named) last = this.tag(named, match[0], end);
        else this.output(groups["printed"] ?? "", match[0]);
      }
      signs.lastIndex = Math.max(last, match.index + 1);
      if (last < match.index) last = match.index;
    }
    this.print(source.slice(last));
    return this.out;
  }

  private print(text: string): void {
    if (this.branches.areShown) this.out += text;
  }

  /** What cannot be told stays: it is shown in code, and nothing elsewhere. */
  private output(expression: string, whole: string): void {
    const { prints } = this.known;
    const value =
      prints === null || this.printed > MOST_PRINTED ? null : printedOf(expression, this.names, prints);
    this.printed += COST + (value?.length ?? 0);
    this.print(value === null ? whole : literal(value));
  }

  /** Returns where the text goes on. */
  private pair({ close, inside, unclosed }: Pair, start: number, from: number): number {
    const ended =
      close === ITS_BRACE
        ? this.brace(start)
        : this.missed.has(close)
          ? null
          : endOf(close, this.source, from);
    if (!ended) {
      if (close !== ITS_BRACE) this.missed.set(close, 1);
      if (unclosed === "the rest" && this.paired?.isQuoted(start) !== true) return this.source.length;
      this.print(this.source.slice(start, from));
      return from;
    }
    const text = this.source.slice(from, ended.from);
    if (inside === "html") this.print(asHtml(text));
    else if (inside === "braces") this.print(literal(text));
    else if (inside !== "hidden") this.print(literalCall(inside.open + text + inside.close));
    return ended.to;
  }

  private brace(start: number): { from: number; to: number } | null {
    this.paired ??= bracesOf(this.source);
    const to = this.paired.ends.get(start);
    return to === undefined ? null : { from: to - 1, to };
  }

  private tag(tags: Tags, whole: string, end: number): number {
    const { name: written, rest = "", end: ended } = new RegExp(tags.tag).exec(whole)?.groups ?? {};
    const name = (written ?? "").toLowerCase();
    if (tags.verbatim.includes(name)) {
      const body = this.inside(tags, name, end, false);
      if (body === null) return this.unclosed(tags, whole, end);
      this.print(tags.verbatimIs === "html" ? asHtml(body.text) : literal(body.text));
      return body.to;
    }
    // `{% set x = 1 %}` encloses nothing.
    if (tags.hidden.includes(name) && !(name === "set" && rest.includes("="))) {
      const body = this.inside(tags, name, end, true);
      const captured = /^(?:capture|set)$/.test(name)
        ? /^\s*["']?([\w-]+)["']?\s*$/.exec(rest)?.[1]
        : undefined;
      if (captured !== undefined && this.branches.areShown)
        this.names.set(captured, body ? plainly(body.text) : UNKNOWN);
      return body?.to ?? this.unclosed(tags, whole, end);
    }
    if (tags.truth !== null && this.branches.takes(tags, name, rest, ended)) return end;
    if (this.branches.areShown) this.note(tags, name, rest);
    this.print(whole);
    return end;
  }

  private unclosed(tags: Tags, whole: string, end: number): number {
    if (tags.unclosed === "the rest") return this.source.length;
    this.print(whole);
    return end;
  }

  /** The text up to the tag that ends `name`; null where none does. */
  private inside(
    tags: Tags,
    name: string,
    from: number,
    nests: boolean,
  ): { text: string; to: number } | null {
    const misses = this.missed.get(name) ?? 0;
    if (misses > MOST_MISSES) return null;
    const any = new RegExp(tags.tag, "g");
    any.lastIndex = from;
    let depth = 1;
    for (let match = any.exec(this.source); match; match = any.exec(this.source)) {
      const { name: opened, end: ended } = match.groups ?? {};
      if (nests && opened?.toLowerCase() === name) depth += 1;
      // Zola's `{% end %}` ends whatever is open.
      if (ended === "" || ended?.toLowerCase() === name) depth -= 1;
      if (depth === 0)
        return { text: this.source.slice(from, match.index), to: match.index + match[0].length };
    }
    this.missed.set(name, misses + 1);
    return null;
  }

  /** What the text itself gives a name. */
  private note(tags: Tags, name: string, rest: string): void {
    const [, one = "", value = ""] =
      (/^(?:assign|set)$/.test(name) ? /^\s*([\w-]+)\s*=\s*(.*?)(?<!\s)\s*$/s : /^\s*([\w-]+)\s+in\b/).exec(
        rest,
      ) ?? [];
    if (one !== "")
      this.names.set(one, value === "" || !tags.truth ? UNKNOWN : valueOf(value, this.names, tags.truth));
  }
}

/** The piece of a text that ends a pair; null where there is none. */
function endOf(close: string, source: string, from: number): { from: number; to: number } | null {
  const closing = new RegExp(close, "gm");
  closing.lastIndex = from;
  const match = closing.exec(source);
  return match && { from: match.index, to: match.index + match[0].length };
}

/** What captured words are where no tag is among them. */
const plainly = (text: string): Value =>
  text.length > LONGEST_CAPTURED || /\{[{%]/.test(text) ? UNKNOWN : text.trim();

/** What front matter and, in Liquid, the site's settings say. A site is built to be published. */
function namesOf(
  data: Readonly<Record<string, unknown>>,
  site: Readonly<Record<string, unknown>> | undefined,
  prints: Truth | null,
): Map<string, Value> {
  if (prints === null) return new Map();
  const front = Object.entries(data).map(([name, value]) => [name, valueFrom(value)] as const);
  const names = new Map<string, Value>(
    prints.page === "" ? front : [[prints.page, Object.fromEntries(front)]],
  );
  if (site === undefined) return names;
  const built = { environment: "production" };
  return names.set("site", valueFrom(site)).set("jekyll", built);
}

const cache = new Map<string, RegExp>();

function knownOf(languages: readonly TemplateLanguage[], spares: TemplateLanguage["spares"]): LanguageSyntax {
  const pairs = languages.flatMap((one) => one.pairs);
  const tags = languages.flatMap(({ tags }) => (tags === null ? [] : [tags]));
  const prints = languages.map((one) => one.prints ?? one.tags?.truth).find((one) => one) ?? null;
  const sources = [
    ...(spares === "nothing" ? [] : [FENCE]),
    ...(spares === "code" ? [CODE] : []),
    ...pairs.map(({ open }, at) => `(?<pair${at}>${open})`),
    // The groups within are asked for again: here they would bear one name twice.
    ...tags.map(({ tag }, at) => `(?<tag${at}>${tag.replace(/\(\?<\w+>/g, "(?:")})`),
    ...(prints === null ? [] : [OUTPUT]),
  ];
  const source = sources.join("|");
  const signs = cache.get(source) ?? new RegExp(source, "gm");
  cache.set(source, signs);
  return { pairs, tags, prints, signs };
}

/** HTML in which no Markdown is read: without blank lines, which would end it. A block stands apart from what is around it. */
function asHtml(text: string): string {
  const html = literal(text.replace(/\n[ \t]*(?=\n)/g, "").replace(/^[ \t]+/gm, ""));
  return /^\s*<(?:!--|\/?(?:div|p|table|ul|ol|dl|figure|section|article|center|iframe|script|style|pre|details|blockquote|h[1-6])\b)/i.test(
    html,
  ) && html.includes("\n")
    ? `\n\n${html.trim()}\n\n`
    : html;
}
