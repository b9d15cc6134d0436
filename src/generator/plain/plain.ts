// Plain Markdown: a folder of files under no generator, or under one that has no file here.
import { isZone, machineZone } from "../../post/date.js";
import { siteAddress } from "../../post/link.js";
import { isMdx } from "../../post/post.js";
import type { Generator, Overrides, ParseResult, Problem, SiteFiles, SiteReader } from "../generator.js";
import { insideOf, isPlainPost, isSitePage, placeOfPost } from "./path.js";
import { plainPost, type PlainSite } from "./post.js";
import type { Kin, SiteSays } from "./kin.js";
import { KINS } from "./kins.js";
import { isPlainRoot, plainFacts, plainMark, type PlainFacts } from "./site.js";
import { isBoard } from "./words.js";
import { exportedData } from "../rules/exported-data.js";
import { textField } from "../rules/fields.js";
import { folderIn, parseFile } from "../rules/file.js";
import { readEdn } from "../rules/edn.js";
import { readFrontMatter } from "../rules/front-matter.js";
import { readHeaders } from "../rules/headers.js";

const zoneIn = (...names: readonly (string | null)[]): string | null =>
  names.find((name) => name !== null && isZone(name)) ?? null;

/** A reader by plain rules, with what went wrong before it came to them. */
export async function plainReader(
  files: SiteFiles,
  overrides: Overrides,
  problems: readonly Problem[] = [],
  configs: readonly string[] = [],
  kins: readonly Kin[] = KINS,
): Promise<SiteReader> {
  const facts = await plainFacts(files, kins, overrides.buildTimezone);
  const { said } = facts;
  const timezone = overrides.timezone ?? zoneIn(said.timezone ?? null);
  const plain: PlainSite = {
    site: {
      title: overrides.title ?? said.title ?? "",
      url: siteAddress(overrides.url ?? facts.url ?? ""),
      timezone,
      lang: facts.lang,
      generator: "plain",
    },
    zone: zoneIn(timezone ?? overrides.buildTimezone) ?? machineZone(),
    permalink: overrides.permalink,
    facts,
  };
  const isPost = (path: string): boolean => isPlainPost(path, facts);
  return {
    site: plain.site,
    problems: [...problems, ...broken(said), ...noFolder(facts)],
    isPost,
    hasPostsIn: (folder) => facts.folders.some((one) => `${one.path}/`.startsWith(folder)),
    postsFolder(path) {
      const inside = insideOf(path, facts)?.inside ?? path;
      return folderIn(path.slice(0, path.length - inside.length), path);
    },
    permalink: plain.permalink,
    isConfig: (path) => configs.includes(path) || facts.isConfig(path),
    beside: (path) => said.beside?.(path) ?? [],
    dataBeside: (post) => said.dataBeside?.(post) ?? [],
    parse(source, bytes, now): ParseResult {
      if (!isPost(source)) return { kind: "ignored" };
      return parseFile(
        source,
        bytes,
        (fault) => `The front matter ${fault}.`,
        (text) => {
          const read = readHeaders(text) ?? readEdn(text) ?? readFrontMatter(text);
          const isBare = isMdx({ source }) && Object.keys(read.data).length === 0;
          const own = isBare ? { ...read, data: exportedData(read.body) } : read;
          const inside = insideOf(source, facts)?.inside ?? source;
          const data = said.data?.(inside, own.data, source) ?? own.data;
          if (isBoard(data)) return { kind: "ignored" };
          const parsed = plainPost(source, { data, body: own.body }, plain, now);
          const isDated = parsed.known.date !== null;
          // A page of which a template makes everything.
          const isBlank = !isDated && own.body.trim() === "" && textField(data, "title") === null;
          const isNamedPage = said.knowsPages !== true && isSitePage(source, facts, isDated);
          if (isBlank || isNamedPage || said.isPage?.(data, source, isDated) === true)
            return { kind: "ignored" };
          const linkless = parsed.known.url === null && plain.site.url !== null;
          return { kind: "post", parsed, problems: linkless ? [unknownLink(source, plain)] : [] };
        },
      );
    },
  };
}

const broken = ({ fault }: SiteSays): readonly Problem[] =>
  fault
    ? [
        {
          source: fault.file,
          line: fault.line,
          message: `The configuration ${fault.message}: links are unknown until it is mended.`,
        },
      ]
    : [];

/** A site that names where its posts lie has none elsewhere. */
const noFolder = ({ folders, said, file }: PlainFacts): readonly Problem[] =>
  folders.length > 0
    ? []
    : [
        {
          source: file ?? "",
          line: null,
          message:
            said.folders === undefined || said.folders.length === 0
              ? "This configuration turns the blog off: nothing is a post."
              : `None of the folders that this configuration names for posts is there: ${said.folders.map(({ path }) => path).join(", ")}.`,
        },
      ];

/** A pattern that fits, with the folders that a post lies in. */
function proposalFor(source: string, { zone, facts: { proposal }, facts }: PlainSite): string {
  if (facts.said.proposal !== undefined) return proposal;
  const isNested = placeOfPost(source, zone, facts).path.includes("/");
  return isNested && !proposal.includes(":year") && !proposal.includes(":folder")
    ? proposal.replace(/:(?:slug|name|title)\b/, ":path")
    : proposal;
}

function unknownLink(source: string, plain: PlainSite): Problem {
  const { permalink, facts } = plain;
  const why =
    permalink !== null
      ? "PERMALINK asks for what this post does not say: write it into its front matter."
      : facts.said.link && facts.kin.spells === true
        ? "The generator spells this name in Latin letters by tables of its own: write a slug into its front matter."
        : `Only the site itself knows where its pages are: set PERMALINK, such as PERMALINK=${proposalFor(source, plain)}`;
  return { source, line: null, message: `The link is unknown. ${why}`, kind: "link" };
}

/** The generator of plain rules, which knows these without rules of their own. */
export const plainWith = (kins: readonly Kin[]): Generator => ({
  name: "plain",
  title: "plain Markdown",
  zoneless: "machine",
  pagesAmongPosts: false,
  isRoot: (names) => isPlainRoot(names, kins),
  detect: (files) => plainMark(files, kins),
  open: (files, overrides) => plainReader(files, overrides, [], [], kins),
});

export const plain = plainWith(KINS);
