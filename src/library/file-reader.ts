// Where files are read: small ones here, what may take long in threads, and of what takes too long the beginning.
import { LRUCache } from "lru-cache";
import type { BodyText } from "../document/body-text.js";
import type { DividedArticle } from "../fit/article.js";
import type { Overrides, Problem, SiteReader } from "../generator/generator.js";
import { NO_BODY, type LazyBody } from "../post/body.js";
import type { Log } from "../log.js";
import type { Source } from "../source/source.js";
import { createYielder } from "../slices.js";
import type { Haste, WorkerPool } from "../threads/worker-pool.js";
import type { KeptTexts } from "./kept-texts.js";
import type { LibraryEntry } from "./library-entry.js";
import type { PackedTexts } from "./packed-texts.js";
import {
  beginningOf,
  digestOf,
  fetchFile,
  readFileAsPost,
  shownIn,
  sizeOf,
  SMALL,
  tooSlow,
  type Fetched,
  type FileToRead,
  type PlainFiles,
  type PlainReading,
  type ReadResult,
} from "./reading.js";
import type { Rules } from "./site-rules.js";
import { createThreadReader, type WantedOfOne } from "./thread-reader.js";

/** What an earlier run read of a file by the same rules; it holds as long as the file's digest is the same. */
export type Recall = (path: string) => LibraryEntry | null;

/** A post as it was read, or as it is remembered. */
export type FilePost = Omit<ReadResult & { kind: "post" }, "text"> & { readonly body: LazyBody };
export type FileReading = Exclude<ReadResult, { kind: "post" }> | FilePost;

/** A file that was read. */
export interface ReadFile {
  readonly path: string;
  /** Of the file itself: another path where a link leads to it. */
  readonly target: string;
  readonly isThere: boolean;
  readonly reading: FileReading;
  /** To be called when all have heard of it: from then on its text is read anew for whoever asks. */
  readonly letGo?: () => void;
}

export interface FileReader {
  /** In their order. `many`: they are some of many, so that it pays to read them side by side. */
  read(paths: readonly string[], recall: Recall, many: boolean): Promise<readonly ReadFile[]>;
  /** What the file of an entry says now. */
  bodyOf(entry: LibraryEntry): LazyBody;
  article(entry: LibraryEntry): Promise<DividedArticle | null>;
}

interface FileReaderDeps {
  readonly source: Source;
  readonly rules: () => Rules;
  readonly overrides: Overrides;
  /** Null to read everything here, however long it takes. */
  readonly threads: WorkerPool | null;
  readonly texts: KeptTexts;
  /** Keeps the texts of several sources apart. */
  readonly prefix: string;
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * Articles read just now, so that turning a page does not read a long one again: so many of long ones, and as many more of
 * shorter ones as have room there. A file (`sizeOf`) of so many bytes is long; each has some more beside its text. All take
 * some 4 MB of memory, and up to 15 where they are full of links.
 */
const ARTICLES = 24;
const LONG = 40 * 1024;
const BESIDE = 4 * 1024;

export function createFileReader(deps: FileReaderDeps): FileReader {
  const { source, rules, threads, texts, now } = deps;
  const articles = new LRUCache<string, { readonly article: DividedArticle | null }>({
    maxSize: ARTICLES * LONG,
  });

  const fetch = (path: string): Promise<Fetched> => fetchFile(source, rules().reader, path);
  const orderOf = (path: string, file: Fetched): FileToRead => ({
    path,
    file,
    digest: typeof file.bytes === "string" ? "" : digestOf(file),
    now: now().getTime(),
  });

  const keyOf = ({ path, digest }: Pick<FileToRead, "path" | "digest">): string =>
    [path, digest, rules().stamp].join(" ");

  const threaded =
    threads && createThreadReader({ threads, rules, overrides: deps.overrides, log: deps.log });

  /** Of one file; null where only its beginning can be read. */
  async function ofOne<T>(
    order: FileToRead,
    wanted: WantedOfOne,
    here: () => T,
    haste: Haste,
  ): Promise<T | null> {
    return threaded ? threaded.one(order, wanted, here, haste) : here();
  }

  /** Of many where they lie; null for each that is to be fetched and read by itself. */
  async function ofMany(paths: readonly string[], recall: Recall): Promise<readonly (ReadFile | null)[]> {
    if (threaded === null) return [];
    const files = paths.flatMap((path): PlainFiles["files"] => {
      const place = source.place?.(path) ?? null;
      return place === null ? [] : [{ path, place, known: recall(path)?.digest ?? null }];
    });
    const byPath = new Map<string, ReadFile | null>();
    for (const { path, reading, texts } of await threaded.many(files, now()))
      byPath.set(path, readPlainly(path, reading, texts, recall));
    return paths.map((path) => byPath.get(path) ?? null);
  }

  async function readNew(order: FileToRead, many: boolean): Promise<ReadResult> {
    const { reader } = rules();
    const here = (): ReadResult => readFileAsPost(reader, order);
    const whole =
      many || sizeOf(order.file) > SMALL ? await ofOne(order, "entry", here, many ? "many" : "few") : here();
    if (whole !== null) return whole;
    const begun = readFileAsPost(reader, beginningOf(order));
    const problem: Problem = tooSlow(order.path);
    if (begun.kind !== "post") return { kind: "broken", problem };
    return { ...begun, entry: { ...begun.entry, cut: true }, problems: [...begun.problems, problem] };
  }

  /** Made of a small file here, of a larger one in a thread; null of what takes too long for either. */
  async function shown<T>(
    wanted: keyof typeof shownIn,
    make: (reader: SiteReader, order: FileToRead) => T,
    order: FileToRead,
    { digest, cut }: LibraryEntry,
  ): Promise<{ readonly shown: T } | null> {
    if (cut === true && order.digest === digest) return null;
    const { reader } = rules();
    const here = () => ({ shown: make(reader, order) });
    return sizeOf(order.file) <= SMALL ? here() : ofOne(order, wanted, here, "first");
  }

  const textOf = async (entry: LibraryEntry): Promise<BodyText> => {
    // Looked at before it is read: what is written meanwhile has another mark.
    const mark = (await source.mark?.(entry.path)) ?? null;
    const kept = texts.get(deps.prefix + keyOf(entry));
    if (kept && mark !== null && kept.mark === mark) return kept.text;
    const order = orderOf(entry.path, await fetch(entry.path));
    const key = deps.prefix + keyOf(order);
    const text = texts.get(key)?.text ?? (await newText(order, entry));
    // What is not open now may be, without another word in its file.
    if (text === null) return NO_BODY.text;
    texts.set(key, { text, mark: order.file.alone ? mark : null });
    return text;
  };

  async function newText(order: FileToRead, entry: LibraryEntry): Promise<BodyText | null> {
    const whole = await shown("text", shownIn.text, order, entry);
    return whole ? whole.shown : shownIn.text(rules().reader, beginningOf(order));
  }

  const bodyOf = (entry: LibraryEntry): LazyBody => ({ digest: entry.digest, text: () => textOf(entry) });

  const withBody = (reading: ReadResult): FileReading => {
    if (reading.kind !== "post") return reading;
    const { text, ...post } = reading;
    return { ...post, body: { digest: post.entry.digest, text: async () => text } };
  };

  const remembered = (entry: LibraryEntry): FilePost => {
    const problems = entry.cut === true ? [tooSlow(entry.path)] : [];
    return { kind: "post", entry, body: bodyOf(entry), problems, lasting: true };
  };

  async function readFetched(path: string, file: Fetched, recall: Recall, many: boolean): Promise<ReadFile> {
    const order = orderOf(path, file);
    const { target } = file;
    const known = target === path && order.digest !== "" ? recall(path) : null;
    const reading = known?.digest === order.digest ? remembered(known) : withBody(await readNew(order, many));
    return { path, target, isThere: typeof file.bytes !== "string", reading };
  }

  /** What a thread read of a file; null where it is still to be fetched. */
  function readPlainly(
    path: string,
    plain: PlainReading,
    texts: PackedTexts,
    recall: Recall,
  ): ReadFile | null {
    const file = { path, target: path, isThere: true };
    if (plain?.kind === "known") {
      const known = recall(path);
      return known && { ...file, reading: remembered(known) };
    }
    if (plain?.kind !== "post") return plain && { ...file, reading: plain };
    const { text: packed, ...post } = plain;
    const { entry } = post;
    const text = async (): Promise<BodyText> => texts.at(packed) ?? bodyOf(entry).text();
    return {
      ...file,
      reading: { ...post, body: { digest: entry.digest, text } },
      letGo: () => texts.letGo(),
    };
  }

  return {
    async read(paths, recall, many) {
      const pause = createYielder();
      const plain = many ? await ofMany(paths, recall) : [];
      const files = await Promise.all(
        paths.map(async (path, at) => plain[at] ?? { path, fetched: await fetch(path) }),
      );
      const reading: Promise<ReadFile>[] = [];
      for (const file of files) {
        if (!("fetched" in file)) reading.push(Promise.resolve(file));
        else {
          const one = readFetched(file.path, file.fetched, recall, many);
          // It may fail before the others are begun; who waits for all of them is told.
          one.catch(() => undefined);
          reading.push(one);
          await pause();
        }
      }
      return Promise.all(reading);
    },
    bodyOf,
    async article(entry) {
      const order = orderOf(entry.path, await fetch(entry.path));
      const key = keyOf(order);
      const known = articles.get(key);
      if (known !== undefined) return known.article;
      const whole = await shown("article", shownIn.article, order, entry);
      const article = whole ? whole.shown : beginning(shownIn.article(rules().reader, beginningOf(order)));
      articles.set(key, { article }, { size: Math.min(LONG, BESIDE + sizeOf(order.file)) });
      return article;
    },
  };
}

const beginning = (article: DividedArticle | null): DividedArticle | null =>
  article && { ...article, cut: true };
