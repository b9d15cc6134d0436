// Reads one file of a site and has the generator's rules make an entry of it.
import { createHash } from "node:crypto";
import type { ParseResult, Problem, SiteReader } from "../generator/generator.js";
import { NO_BODY, type Body } from "../post/body.js";
import type { Source, Unread } from "../source/source.js";
import { LARGEST_FILE } from "../settings.js";
import type { LibraryEntry } from "./library-entry.js";
import { sketch } from "./sketch.js";

export type ReadResult =
  | {
      readonly kind: "post";
      readonly entry: LibraryEntry;
      readonly body: Body;
      readonly problems: readonly Problem[];
      /** How many characters at the end of the file are its body; null when it was not taken over as it stands. */
      readonly tail: number | null;
    }
  | { readonly kind: "ignored" }
  | { readonly kind: "broken"; readonly problem: Problem }
  /** A link that is not followed: whatever was read of this path before is not shown either. */
  | { readonly kind: "withheld"; readonly problem: Problem }
  /** Nothing is written in it yet, or no more. */
  | { readonly kind: "empty" };

/** Whether a path may hold a post of the folder that is wanted; a hidden file is none under any generator. */
export const mayBePost = (source: Source, reader: SiteReader, path: string): boolean =>
  (source.folder === "" || path.startsWith(`${source.folder}/`)) &&
  !/(?:^|\/)\.[^/]*$/.test(path) &&
  reader.isPost(path);

/** What lies at the path of a post. */
export interface Fetched {
  readonly bytes: Uint8Array | Unread;
  /** The path of the file itself: another where a link leads to it. */
  readonly target: string;
  /** The texts of other files that the post takes in, by their paths. */
  readonly included: ReadonlyMap<string, string>;
}

/** Fetches the file of a post; a link is followed only to another post of the same folder. */
export async function fetchFile(source: Source, reader: SiteReader, path: string): Promise<Fetched> {
  let target = path;
  const bytes = await source.read(path, LARGEST_FILE, (to) => {
    target = to;
    return mayBePost(source, reader, to) && reader.postsFolder(to) === reader.postsFolder(path);
  });
  return { bytes, target, included: await includedIn(source, reader, path, bytes) };
}

async function includedIn(
  source: Source,
  reader: SiteReader,
  path: string,
  bytes: Uint8Array | Unread,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  if (typeof bytes === "string") return texts;
  for (const other of reader.included?.(path, bytes) ?? []) {
    const found = await source.read(other, LARGEST_FILE);
    if (typeof found !== "string") texts.set(other, new TextDecoder().decode(found));
  }
  return texts;
}

const WHY: Readonly<Record<Unread | "hidden", string>> = {
  gone: "it is no file any more.",
  large: `it is over ${LARGEST_FILE / 1024 / 1024} MB.`,
  outside:
    "it is a link that leads out of the site's folder. Put the file itself here, or set POSTS_DIR to where it lies.",
  link: "it is a link, and not to a post in the same folder of posts. Put the file itself here.",
  "repository link": "it is a link, and links in a repository are never followed. Put the file itself here.",
  hidden: "it is a link to what readers may not see.",
  refused: "this account may not read it; check its permissions.",
};

/** What an earlier run read of the same bytes by the same rules. */
export interface KnownReading {
  readonly entry: LibraryEntry;
  readonly tail: number;
}

const LINKS: readonly (Unread | "hidden")[] = ["outside", "link", "repository link", "hidden"];

const unread = (source: string, why: Unread | "hidden"): ReadResult => ({
  kind: LINKS.includes(why) ? "withheld" : "broken",
  problem: { source, line: null, message: `cannot be read: ${WHY[why]}` },
});

/** Whether readers may see a file under its own name, by what its folder says of it too. */
function isOpen(reader: SiteReader, path: string, bytes: Uint8Array, now: Date): boolean {
  const own = reader.parse(path, bytes, now);
  return own.kind === "post" && own.parsed.post.visibility === "public" && !own.parsed.post.protected;
}

/** `recall` finds what is known of a file by its digest; without it the file is parsed. */
export function readFileAsPost(
  reader: SiteReader,
  path: string,
  { bytes, target, included }: Fetched,
  now: Date,
  recall?: (path: string, digest: string) => KnownReading | null,
): ReadResult {
  if (typeof bytes === "string") return unread(path, bytes);
  if (bytes.length === 0) return { kind: "empty" };
  if (target !== path && !isOpen(reader, target, bytes, now)) return unread(path, "hidden");
  const hash = createHash("sha256").update(bytes);
  for (const [other, text] of included) hash.update(other).update(text);
  const digest = hash.digest("base64").slice(0, 16);
  const known = target === path ? (recall?.(path, digest) ?? null) : null;
  if (known !== null) {
    const text = new TextDecoder().decode(bytes);
    const body = readLater(text.slice(text.length - known.tail), () =>
      reader.parse(path, bytes, now, included),
    );
    return { kind: "post", entry: known.entry, body, problems: [], tail: known.tail };
  }
  const result = reader.parse(path, bytes, now, included);
  if (result.kind !== "post") return result;
  const { post, body, permanent } = result.parsed;
  // A post that may be judged otherwise later, or that has something to warn of, is read anew every time.
  const lasting = target === path && result.problems.length === 0 && post.visibility !== "scheduled";
  const tail = lasting && new TextDecoder().decode(bytes).endsWith(body.written) ? body.written.length : null;
  return {
    kind: "post",
    entry: { path, post, permanent, sketch: sketch(body.written), digest },
    body,
    problems: result.problems,
    tail,
  };
}

/** A body that was read by an earlier run: it is read again only if somebody asks what it says. */
function readLater(written: string, parse: () => ParseResult): Body {
  let read: Body | null = null;
  const body = (): Body => {
    if (read === null) {
      const result = parse();
      read = result.kind === "post" ? result.parsed.body : NO_BODY;
    }
    return read;
  };
  return {
    written,
    get document() {
      return body().document;
    },
    get text() {
      return body().text;
    },
  };
}
