// What a site's package.json says: the packages it depends on, and what some of them add to Markdown.
import type { Extensions } from "../../markdown/extensions.js";
import type { Template } from "../../markdown/template-languages.js";
import type { SiteFiles } from "../generator.js";
import { parseData, SyntaxFault } from "./parsers.js";
import { below, type Data } from "./scalar.js";

export const MANIFEST = "package.json";

/** What package.json says; nothing where it cannot be read. */
export function readManifest(source: string): Data {
  try {
    return parseData(source, "json");
  } catch (fault) {
    if (fault instanceof SyntaxFault) return {};
    throw fault;
  }
}

/** The packages a site depends on, by name, with their versions; none without a readable package.json. */
export const packagesOf = async (files: SiteFiles): Promise<Data> =>
  packagesIn(readManifest((await files.read(MANIFEST)) ?? "{}"));

export const packagesIn = (manifest: Data): Data => ({
  ...below(manifest, "peerDependencies"),
  ...below(manifest, "optionalDependencies"),
  ...below(manifest, "dependencies"),
  ...below(manifest, "devDependencies"),
});

const DIRECTIVES =
  /(?:remark|markdown-it|mdit)\S*[-/](?:directives?|mdc)\b|^@astrojs\/starlight$|^@nuxt(?:js)?\/(?:content|mdc)$/m;
const CONTAINERS =
  /(?:remark|markdown-it|mdit|hexo)\S*[-/](?:containers?|custom-blocks?|admonitions?)\b|hexo-renderer-multi-markdown-it/;

const EMOJI = /(?:remark|markdown-it|mdit|hexo|eleventy)\S*emoji|hexo-renderer-markdown-it-plus/;

/** Blocks between colons and names of emoji, by the packages that read them. */
export function extensionsBy(packages: Data): Extensions {
  const names = Object.keys(packages).join("\n");
  const blocks: Extensions = DIRECTIVES.test(names)
    ? ["directives"]
    : CONTAINERS.test(names)
      ? ["containers"]
      : [];
  return EMOJI.test(names) ? [...blocks, "emoji names"] : blocks;
}

/** What is mixed into Markdown, by the packages that read it. */
export const templatesBy = (packages: Data): readonly Template[] =>
  Object.keys(packages).some((name) => name.includes("markdoc")) ? ["markdoc"] : [];
