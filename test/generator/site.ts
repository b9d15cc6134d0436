// A site in memory: files by path, opened as the bot would open them, and its posts read by path.
import { openSite } from "../../src/generator/detect.js";
import type {
  Generator,
  Overrides,
  ParsedPost,
  Problem,
  SiteFiles,
  SiteReader,
} from "../../src/generator/generator.js";
import type { Post } from "../../src/post/post.js";

export const NOW = new Date("2026-01-01T00:00:00Z");

export function memoryFiles(files: Readonly<Record<string, string>>): SiteFiles {
  const paths = Object.keys(files);
  return {
    read: async (path) => files[path] ?? null,
    exists: async (path) => paths.some((one) => one === path || one.startsWith(`${path}/`)),
    list: async (folder) => {
      const prefix = folder === "" ? "" : `${folder.replace(/\/$/, "")}/`;
      const below = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
      return [...new Set(below.map((path) => path.replace(/\/.*$/, "/")))];
    },
  };
}

const NONE: Overrides = {
  url: null,
  title: null,
  timezone: null,
  buildTimezone: "UTC",
  permalink: null,
  lang: null,
  generator: null,
};

export const open = (
  files: Readonly<Record<string, string>>,
  overrides: Partial<Overrides> = {},
  generators?: readonly Generator[],
): Promise<SiteReader> => openSite(memoryFiles(files), { ...NONE, ...overrides }, generators);

export interface ReadSite {
  readonly reader: SiteReader;
  /** The Post of a path; throws where the file is none. */
  post(path: string): Post;
  parsed(path: string): ParsedPost;
  /** Why a file is no post, or what its author should know. */
  problems(path: string): readonly Problem[];
  kind(path: string): string;
}

/** Opens a site and reads its files on demand. */
export async function site(
  files: Readonly<Record<string, string | Uint8Array>>,
  overrides: Partial<Overrides> = {},
  generators?: readonly Generator[],
): Promise<ReadSite> {
  const texts = Object.fromEntries(
    Object.entries(files).map(([path, one]) => [path, typeof one === "string" ? one : ""]),
  );
  const reader = await open(texts, overrides, generators);
  const result = (path: string) => {
    const file = files[path] ?? "";
    return reader.parse(path, typeof file === "string" ? new TextEncoder().encode(file) : file, NOW);
  };
  const parsed = (path: string): ParsedPost => {
    const read = result(path);
    if (read.kind !== "post") throw new Error(`${path} is ${read.kind}: ${JSON.stringify(read)}`);
    return read.parsed;
  };
  return {
    reader,
    parsed,
    post: (path) => parsed(path).post,
    kind: (path) => result(path).kind,
    problems: (path) => {
      const read = result(path);
      return read.kind === "post" ? read.problems : read.kind === "broken" ? [read.problem] : [];
    },
  };
}
