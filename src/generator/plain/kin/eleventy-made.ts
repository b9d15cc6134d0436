// What an Eleventy site makes of a post's data, by functions and templates of its own: its address, and whether it has one.
import { Evaluation, LexicalScope } from "../../../script/evaluation.js";
import { childNodes, resolve, type Located } from "../../../script/tree.js";
import { madeOr, TruthOnly, Unreadable } from "../../../script/unreadable.js";
import { BuildEnvironment } from "../../../script/world.js";
import { buildDate } from "../../rules/build-date.js";
import { asShown, asText, isNo, isYes, meantData } from "../../rules/fields.js";
import { below, isData, meaning, own, type Data } from "../../rules/scalar.js";
import { plainInstant } from "../../rules/written-date.js";
import { hidesBy, type HidingKind } from "./eleventy-mark.js";

const ENV = new BuildEnvironment();

/** Words of sites' own for what hides a post, and for its contrary. */
const HIDES = /^(?:is[-_]?)?(?:draft|wip|hidden|hide|private|unlisted|unpublished|secret|archived?)$/i;
const SHOWS = /^(?:is[-_]?)?(?:publish(?:ed)?|public|live|ready|visible|listed|show)$/i;

/** Whether a mark says that its post is shown: `draft: false`, `published: true`. */
const speaksFor = (name: string, is: boolean): boolean => (is ? SHOWS : HIDES).test(name);

/** Pieces of a program that are looked through for names, and marks of a post that are tried with it. */
const MOST_NODES = 2_000;
const MOST_MARKS = 20;

/** The names in a program and in the functions of the site's that it calls. */
function saidIn(made: Located): ReadonlySet<string> {
  const names = new Set<string>();
  const open = [resolve(made) ?? made];
  for (const one of open) {
    const { node, home } = one;
    if (node.type === "Literal") names.add(String(node.value));
    if (node.type === "Identifier" && !names.has(node.name)) {
      names.add(node.name);
      const known = resolve(one);
      if (known !== null) open.push(known);
    }
    for (const child of childNodes(node)) if (open.length < MOST_NODES) open.push({ node: child, home });
  }
  return names;
}

/** A value that a site's program writes out, or a function of it makes of a post's data. */
export class MadeValue {
  /** What it names. */
  private said: ReadonlySet<string> | undefined;

  constructor(private readonly made: Located) {}

  /** Unreadable where only running the site would tell. `now` in milliseconds since 1970. */
  of(data: Data, now: number): unknown {
    const { node, home } = resolve(this.made) ?? this.made;
    return madeOr(
      () => {
        const run = new Evaluation({ env: ENV, now });
        const written = run.value(node, new LexicalScope(null, home));
        const value = /Function/.test(node.type) ? run.call(written, [data]) : written;
        // `permalink: { build: … }`
        return run.isObject(value) ? run.member(value, "build") : value;
      },
      (fault) => fault,
    );
  }

  /** Whether a mark of the post's, `internal: true`, decides that it is hidden. `given`: all that the program is given. */
  hidesByMark(data: Data, given: Data, what: HidingKind): boolean {
    this.said ??= saidIn(this.made);
    let tried = 0;
    for (const name of this.said) {
      const is = meaning(own(data, name));
      if (typeof is !== "boolean" || speaksFor(name, is)) continue;
      if (hidesBy(name, is, given, this.made, what)) return true;
      tried += 1;
      if (tried === MOST_MARKS) break;
    }
    return false;
  }
}

/** A date before a name is no part of its address (Eleventy's TemplateFileSlug). */
const undated = (name: string): string => name.replace(/^.*?\d{4}-\d{2}-\d{2}-/, "");

/** The day of a post that says none: the first in its path. */
const dayIn = (path: string): string | undefined => /\d{4}-\d{2}-\d{2}/.exec(path)?.[0];

/** What a site's own program is told of a file (documentation, "Page data"). */
function pageOf(inside: string, data: Data, { root, buildZone }: AllPosts) {
  const parts = inside.replace(/\.[^./]*$/, "").split("/");
  const folders = parts.slice(0, -1);
  const name = undated(parts.at(-1) ?? "");
  const date = own(data, "date") ?? dayIn(`${root}${inside}`);
  return {
    fileSlug: name === "index" ? undated(folders.at(-1) ?? "") : name,
    filePathStem: `/${[...folders, name].join("/")}`,
    date: buildDate(plainInstant(date, "UTC") ?? Number.NaN, buildZone),
    inputPath: `./${root}${inside}`,
    outputFileExtension: "html",
  };
}

const tidy = (path: string): string => path.replace(/\/{2,}/g, "/").replace(/(^|\/)index\.html$/, "$1");

/** An address that is not known: a map, which is none. */
const UNKNOWN: Data = {};

/** Left to the site: what else Eleventy says of a page, and its other names. */
const unread = (...names: readonly string[]): Data =>
  Object.fromEntries(names.map((name) => [name, new Unreadable(name)]));
const OTHERS = unread("url", "outputPath", "lang", "rawInput", "templateSyntax", "excerpt");
const SUPPLIED: Data = {
  ...unread("collections", "pkg"),
  eleventy: { ...unread("version", "generator"), env: { ...unread("source", "root"), runMode: "build" } },
};

/** What Eleventy and the template for drafts in its documentation hide a post by. */
export const HIDING: readonly string[] = ["draft", "eleventyExcludeFromCollections"];
/** Whether a post has something that a function of the site's may hide it by. */
const mayHide = (data: Data): boolean =>
  Object.entries(data).some(
    ([key, value]) => (HIDES.test(key) && isYes(value)) || (SHOWS.test(key) && isNo(value)),
  );

/** A mark that hides; `unknown` where only running the site would tell. */
function markOf(value: unknown, unknown: boolean): unknown {
  if (value instanceof TruthOnly) return value.isTrue;
  return value instanceof Unreadable || asText(value)?.includes("{{") === true ? unknown : value;
}

/** Dates as a program is handed them. */
const handed = (data: Data, buildZone: string | null): Data =>
  Object.fromEntries(
    Object.entries(meantData(data)).map(([key, value]) => [
      key,
      value instanceof Date ? buildDate(value.getTime(), buildZone) : value,
    ]),
  );

/** What is the same for all posts of a site. */
export interface AllPosts {
  /** The folder of input, "" or with a slash behind it. */
  readonly root: string;
  /** Data of the whole site. */
  readonly global: Data;
  /** The names in it that only running the site would tell. */
  readonly unknown: readonly string[];
  /** The zone of the machine that builds, where the owner says it. */
  readonly buildZone: string | null;
}

/** A post's data with what the site makes of it: what is computed wins over all. */
export function madeData(inside: string, data: Data, all: AllPosts): Data {
  const { eleventyComputed: _, ...said } = data;
  const day = dayIn(all.root + inside);
  const { permalink: address, ...others } = day === undefined ? said : { date: day, ...said };
  const written = isUnset(address) ? others : { ...others, permalink: address };
  const computed = below(data, "eleventyComputed");
  const page = pageOf(inside, data, all);
  const { instant } = page.date;
  // A post of tomorrow is asked for when its day has come: until then its date keeps it back.
  const now = instant >= Date.now() ? instant + 1 : Date.now();
  const made = Object.entries(written).filter(([, value]) => value instanceof MadeValue);
  const unmade = Object.fromEntries(
    Object.entries(written).filter(([, value]) => !(value instanceof MadeValue)),
  );
  const given = {
    ...SUPPLIED,
    ...unread(...all.unknown),
    ...all.global,
    ...handed(unmade, all.buildZone),
    page: { ...OTHERS, ...page },
  };
  const work = (value: unknown, known: Data): unknown =>
    value instanceof MadeValue ? value.of(known, now) : value;
  const byFiles = Object.fromEntries(made.map(([key, value]) => [key, work(value, given)]));
  const around = { ...given, ...byFiles, ...unread(...Object.keys(computed)) };
  const before: Data = { permalink: own(written, "permalink"), ...given, ...byFiles };
  const computedOf = (key: string): unknown =>
    work(own(computed, key), { ...around, [key]: own(before, key) });
  const hides = mayHide(unmade);
  const mayHideBy = (made: unknown, what: HidingKind): boolean =>
    hides || (made instanceof MadeValue && made.hidesByMark(unmade, around, what));
  const marks = HIDING.flatMap((key): [string, unknown][] => {
    if (Object.hasOwn(computed, key))
      return [[key, markOf(computedOf(key), mayHideBy(own(computed, key), "mark"))]];
    // A folder that hides itself by what nobody can tell has something to hide.
    return Object.hasOwn(byFiles, key) ? [[key, markOf(byFiles[key], true)]] : [];
  });
  const named = Object.hasOwn(byFiles, "permalink") ? byFiles["permalink"] : own(written, "permalink");
  const isComputed = Object.hasOwn(computed, "permalink");
  const permalink = isComputed ? computedOf("permalink") : named;
  const maker = own(isComputed ? computed : written, "permalink");
  return {
    ...unmade,
    ...Object.fromEntries(marks),
    ...(permalink !== undefined && {
      permalink:
        permalink instanceof Unreadable && mayHideBy(maker, "permalink")
          ? false
          : addressOf(permalink, page, unmade, computed),
    }),
  };
}

/** As if no permalink were written: nothing, or a map of nothing. */
const isUnset = (address: unknown): boolean => {
  const said = meaning(address) ?? "";
  const isProgram = said instanceof MadeValue || said instanceof Unreadable;
  return said === "" || (!isProgram && isData(said) && Object.keys(said).length === 0);
};

/** The path a permalink gives, where of its template names of the file and texts of the post are known; `false` stays. */
function addressOf(given: unknown, page: ReturnType<typeof pageOf>, data: Data, computed: Data): unknown {
  if (given instanceof Unreadable) return UNKNOWN;
  // Of a map that names no page of a build none is made.
  const written = isData(given) ? (own(given, "build") ?? false) : given;
  if (isNo(written)) return false;
  const path = (asText(written) ?? "").replace(/\{\{-?\s*([\w.]+)\s*-?\}\}/g, (whole, name: string) => {
    if (name === "page.fileSlug") return page.fileSlug;
    if (name === "page.filePathStem") return page.filePathStem;
    return Object.hasOwn(computed, name) ? whole : (asShown(own(data, name)) ?? whole);
  });
  return path === "" || /\{\{|\{%|\$\{/.test(path) ? UNKNOWN : tidy(path);
}
