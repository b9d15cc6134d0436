// What the configuration of Pelican says, a program in Python of which lone texts are read.
import type { SiteFiles } from "../generator.js";
import { assigned, type Config, type Links, type Said } from "./config.js";

/** A pattern of Pelican's, `{date:%Y}/{slug}/`, in the words of PERMALINK; null where it holds more. */
function pelicanPattern(written: string): string | null {
  const known: Readonly<Record<string, string>> = {
    slug: ":slug",
    category: ":category",
    lang: ":lang",
    "date:%Y": ":year",
    "date:%m": ":month",
    "date:%d": ":day",
  };
  const pattern = written.replace(/\{([^{}]*)\}/g, (whole, name: string) => known[name] ?? whole);
  return pattern.includes("{") ? null : pattern;
}

const categoryIn = (sources: readonly string[]): string =>
  sources.map((source) => assigned(source, "DEFAULT_CATEGORY")).find((one) => one !== null) ?? "misc";

/** How a Pelican site makes links: its own patterns, else the defaults; null where a program makes them. */
function pelicanLinks(sources: readonly string[]): Links | null {
  const patternOf = (name: string, otherwise: string): string | null => {
    const naming = sources.find((source) => new RegExp(`^[ \\t]*${name}[ \\t]*=`, "m").test(source));
    if (naming === undefined) return otherwise;
    const written = assigned(naming, name);
    return written === null ? null : pelicanPattern(written);
  };
  const pattern = patternOf("ARTICLE_URL", ":slug.html");
  const translated = patternOf("ARTICLE_LANG_URL", ":slug-:lang.html");
  return pattern === null || translated === null
    ? null
    : { by: "pelican", pattern, translated, category: categoryIn(sources) };
}

export async function saidByPelican({ source }: Config, files: SiteFiles): Promise<Said> {
  const published = (await files.read("publishconf.py")) ?? "";
  const either = (name: string): string | null =>
    [assigned(published, name), assigned(source, name)].find((one) => one !== null && one !== "") ?? null;
  return {
    title: either("SITENAME"),
    url: either("SITEURL"),
    timezone: either("TIMEZONE"),
    lang: either("DEFAULT_LANG"),
    folder: either("PATH"),
    leftOut: ["pages"],
    links: pelicanLinks([published, source]),
    proposal: "/:slug.html",
    files: ["publishconf.py"],
  };
}
