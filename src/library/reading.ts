// Reads one file of a site and has the generator's rules make an entry of it, or an article to be shown.
import { createHash } from "node:crypto";
import type { BodyText } from "../document/body-text.js";
import { articleOf, type DividedArticle } from "../fit/article.js";
import { ownFault, type ParsedPost, type Problem, type SiteReader } from "../generator/generator.js";
import type { Body } from "../post/body.js";
import { isVisible } from "../post/post.js";
import { readPlainFile } from "../source/read-plain.js";
import type { Source, Unread } from "../source/source.js";
import { LARGEST_FILE } from "../settings.js";
import type { LibraryEntry } from "./library-entry.js";
import { TextPacker, type PackedText } from "./packed-texts.js";
import { sketch } from "./sketch.js";

export type ReadResult =
  | {
      readonly kind: "post";
      readonly entry: LibraryEntry;
      readonly text: BodyText;
      readonly problems: readonly Problem[];
      /** Whether it holds as long as the file: what may be judged otherwise later, or has something to warn of, is read anew. */
      readonly lasting: boolean;
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
  /** Whether it asks for no other file, not for one that is missing either. */
  readonly alone: boolean;
}

/** Fetches the file of a post; a link is followed only to another post of the same folder. */
export async function fetchFile(source: Source, reader: SiteReader, path: string): Promise<Fetched> {
  let target = path;
  const bytes = await source.read(path, LARGEST_FILE, (to) => {
    target = to;
    return mayBePost(source, reader, to) && reader.postsFolder(to) === reader.postsFolder(path);
  });
  const others = typeof bytes === "string" ? [] : (reader.included?.(path, bytes) ?? []);
  const included = new Map<string, string>();
  for (const other of others) {
    const found = await source.read(other, LARGEST_FILE);
    if (typeof found !== "string") included.set(other, new TextDecoder().decode(found));
  }
  return { bytes, target, included, alone: others.length === 0 };
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

const LINKS: readonly (Unread | "hidden")[] = ["outside", "link", "repository link", "hidden"];

const unread = (source: string, why: Unread | "hidden"): ReadResult => ({
  kind: LINKS.includes(why) ? "withheld" : "broken",
  problem: { source, line: null, message: `cannot be read: ${WHY[why]}` },
});

/** Whether readers may see a post and its text. */
const isShown = ({ known }: ParsedPost): boolean => isVisible(known) && !known.protected;

/** Whether readers may see a file under its own name, by what its folder says of it too. */
function isOpen(reader: SiteReader, path: string, bytes: Uint8Array, now: Date): boolean {
  const own = reader.parse(path, bytes, now);
  return own.kind === "post" && isShown(own.parsed);
}

/** Of the file and of what it takes in: in bytes, and in UTF-16 units. */
export const sizeOf = ({ bytes, included }: Fetched): number =>
  [...included.values()].reduce(
    (sum, text) => sum + text.length,
    typeof bytes === "string" ? 0 : bytes.length,
  );

export function digestOf({ bytes, included }: Fetched): string {
  const hash = createHash("sha256").update(bytes);
  for (const [other, text] of included) hash.update(other).update(text);
  return hash.digest("base64").slice(0, 16);
}

/** Many files to be read where they lie. */
export interface PlainFiles {
  readonly files: readonly {
    readonly path: string;
    readonly place: string;
    /** Its digest as an earlier run read it by the same rules; null where none did. */
    readonly known: string | null;
  }[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What became of each; null where more than the file itself is needed, a link's target or what it takes in. */
export type PlainReading =
  | { readonly kind: "known" }
  | Exclude<ReadResult, { kind: "post" }>
  | (Omit<ReadResult & { kind: "post" }, "text"> & { readonly text: PackedText })
  | null;

export interface PlainReadings {
  readonly readings: readonly PlainReading[];
  /** Of all posts among them. */
  readonly texts: ArrayBuffer;
}

/** An order of many ends after so many milliseconds or bytes: it has the budget of one, and others wait for the thread. */
const ENOUGH_MS = 100;
const ENOUGH_BYTES = LARGEST_FILE;

/**
 * Reads files in a thread, all but those that are known; the first of them at least, and no more where that was enough
 * for one order.
 */
export function readPlainFiles(reader: SiteReader, { files, now }: PlainFiles): PlainReadings {
  const end = performance.now() + ENOUGH_MS;
  const readings: PlainReading[] = [];
  const texts = new TextPacker();
  let size = 0;
  for (const { path, place, known } of files) {
    const bytes = readPlainFile(place, LARGEST_FILE);
    size += bytes?.length ?? 0;
    if (bytes === null || [...(reader.included?.(path, bytes) ?? [])].length > 0) readings.push(null);
    else {
      const file: Fetched = { bytes, target: path, included: new Map(), alone: true };
      const digest = digestOf(file);
      const reading = digest === known ? null : readFileAsPost(reader, { path, file, digest, now });
      readings.push(
        reading === null
          ? { kind: "known" }
          : reading.kind === "post"
            ? { ...reading, text: texts.add(reading.text) }
            : reading,
      );
    }
    if (size >= ENOUGH_BYTES || performance.now() >= end) break;
  }
  return { readings, texts: texts.bytes() };
}

/** A file to be read. */
export interface FileToRead {
  readonly path: string;
  readonly file: Fetched;
  readonly digest: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Files of such a size (`sizeOf`) are read where they are: whatever stands in them, that takes 30 ms at most. */
export const SMALL = 4 * 1024;
/** An article of such a size (`sizeOf`) is divided within a thread's time, whatever stands in it: should that grow with the cube of its length. */
const DIVIDED_IN_TIME = 16 * 1024;

/** Makes an entry of a file. Pure, and never throws: it may run in a thread. */
export function readFileAsPost(reader: SiteReader, { path, file, digest, now }: FileToRead): ReadResult {
  const { bytes, target, included } = file;
  if (typeof bytes === "string") return unread(path, bytes);
  if (bytes.length === 0) return { kind: "empty" };
  if (target !== path && !isOpen(reader, target, bytes, new Date(now))) return unread(path, "hidden");
  const result = reader.parse(path, bytes, new Date(now), included);
  if (result.kind !== "post") return result;
  const { known, body, permanent } = result.parsed;
  try {
    const { post } = result.parsed;
    // What cannot be divided in time is known before anybody asks for it.
    if (sizeOf(file) > DIVIDED_IN_TIME) articleOf(body.document);
    return {
      kind: "post",
      entry: { path, post, permanent, sketch: sketch(body.written), digest },
      text: body.text,
      problems: result.problems,
      lasting: target === path && result.problems.length === 0 && known.visibility !== "scheduled",
    };
  } catch (fault) {
    return { kind: "broken", problem: ownFault(path, fault) };
  }
}

/** What a file says now to readers; null where they may not see it. */
function shownBody(reader: SiteReader, { path, file, now }: FileToRead): Body | null {
  const { bytes, target, included } = file;
  if (typeof bytes === "string") return null;
  if (target !== path && !isOpen(reader, target, bytes, new Date(now))) return null;
  const result = reader.parse(path, bytes, new Date(now), included);
  if (result.kind !== "post") return null;
  return isShown(result.parsed) ? result.parsed.body : null;
}

/** The whole article of a file, or what is searched of it: judged by what it says now, null where readers may not see it. */
export const shownIn = {
  article: (reader: SiteReader, order: FileToRead): DividedArticle | null => {
    const document = madeOf(shownBody(reader, order), "document");
    return document && articleOf(document);
  },
  text: (reader: SiteReader, order: FileToRead): BodyText | null => madeOf(shownBody(reader, order), "text"),
};

/** Null also where our reading of the text is at fault: that is told when the file is read for its post. */
function madeOf<What extends "document" | "text">(body: Body | null, what: What): Body[What] | null {
  try {
    return body && body[what];
  } catch {
    return null;
  }
}

/** As much of a file as is read of one that takes too long: whole lines where there are any. */
export function beginningOf(order: FileToRead): FileToRead {
  const { bytes } = order.file;
  if (typeof bytes === "string" || bytes.length <= SMALL) return order;
  let end = bytes.lastIndexOf(LINE_FEED, SMALL - 1) + 1;
  // One long line: up to where a character begins.
  if (end === 0) for (end = SMALL; ((bytes[end] ?? 0) & 0xc0) === 0x80;) end -= 1;
  return { ...order, file: { ...order.file, bytes: bytes.subarray(0, end) } };
}

const LINE_FEED = 0x0a;

/** Tells the owner of a post that is shown as its beginning. */
export const tooSlow = (source: string): Problem => ({
  source,
  line: null,
  message:
    "takes more time or memory to read than one post may, so readers see its beginning and the link. Divide it, or take out what repeats thousands of times.",
});
