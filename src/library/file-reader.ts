// Where files are read: small ones here, what may take long in threads, and of what takes too long the beginning.
import { LRUCache } from "lru-cache";
import type { BodyText } from "../document/body-text.js";
import type { DividedArticle } from "../fit/article.js";
import type { Overrides, Problem, SiteReader } from "../generator/generator.js";
import { NO_BODY, type LazyBody } from "../post/body.js";
import type { Log } from "../log.js";
import type { Source } from "../source/source.js";
import { OverBudget, Stopped, type Haste, type WorkerPool } from "../threads/worker-pool.js";
import type { LibraryEntry } from "./library-entry.js";
import type { ReadOrder, SiteFacts } from "./read-orders.js";
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
  type ReadResult,
} from "./reading.js";

/** The rules of the site as they are now, and what tells them from other rules. */
export interface Rules {
  readonly reader: SiteReader;
  readonly stamp: string;
  /** What the site was asked for to make them (see `replayed`). */
  readonly seen: readonly string[];
}

/** What an earlier run read of a file with this digest by the same rules. */
export type Recall = (path: string, digest: string) => LibraryEntry | null;

/** A post as it was read, or as it is remembered. */
export type FilePost = Omit<ReadResult & { kind: "post" }, "text"> & { readonly body: LazyBody };
export type FileReading = Exclude<ReadResult, { kind: "post" }> | FilePost;

export interface FileReader {
  fetch(path: string): Promise<Fetched>;
  /** `many`: it is one of many, so that it pays to read them side by side. */
  read(path: string, file: Fetched, recall: Recall, many: boolean): Promise<FileReading>;
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
  readonly now: () => Date;
  readonly log: Log;
}

/** Articles read just now, so that turning a page does not read a long one again. */
const ARTICLES = 24;
/** UTF-16 units of the texts of posts that were asked for lately, all together: the sentence that answers is looked for in them. */
const TEXTS = 4_000_000;

export function createFileReader(deps: FileReaderDeps): FileReader {
  const { source, rules, threads, now } = deps;
  const articles = new LRUCache<string, { readonly article: DividedArticle | null }>({ max: ARTICLES });

  const texts = new LRUCache<string, BodyText>({ maxSize: TEXTS, sizeCalculation: lengthOf });

  const fetch = (path: string): Promise<Fetched> => fetchFile(source, rules().reader, path);
  const orderOf = (path: string, file: Fetched): FileToRead => ({
    path,
    file,
    digest: typeof file.bytes === "string" ? "" : digestOf(file),
    now: now().getTime(),
  });

  const keyOf = ({ path, digest }: Pick<FileToRead, "path" | "digest">): string =>
    [path, digest, rules().stamp].join(" ");

  /** Carries out an order in a thread; `null` where only the beginning of the file can be read. */
  async function inThread<T>(
    order: FileToRead,
    wanted: ReadOrder["wanted"],
    here: () => T,
    haste: Haste,
  ): Promise<T | null> {
    const { stamp, seen } = rules();
    if (threads === null) return here();
    try {
      const facts = (): SiteFacts => ({ seen, overrides: deps.overrides });
      const one: ReadOrder = { ...order, site: stamp, wanted };
      return (await threads.run(one, { key: stamp, value: facts }, haste)) as T;
    } catch (fault) {
      if (fault instanceof OverBudget) return null;
      if (fault instanceof Stopped) throw fault;
      deps.log.warn(
        { file: order.path, reason: String(fault) },
        "A thread that reads had a fault; the file is read without it",
      );
      return here();
    }
  }

  async function readNew(order: FileToRead, many: boolean): Promise<ReadResult> {
    const { reader } = rules();
    const here = (): ReadResult => readFileAsPost(reader, order);
    const whole =
      many || sizeOf(order.file) > SMALL
        ? await inThread(order, "entry", here, many ? "many" : "few")
        : here();
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
    return sizeOf(order.file) <= SMALL ? here() : inThread(order, wanted, here, "first");
  }

  const textOf = async (entry: LibraryEntry): Promise<BodyText> => {
    // As long as the library knows of no change, the file is not looked at.
    const kept = texts.get(keyOf(entry));
    if (kept) return kept;
    const order = orderOf(entry.path, await fetch(entry.path));
    const key = keyOf(order);
    const known = texts.get(key);
    if (known) return known;
    const whole = await shown("text", shownIn.text, order, entry);
    const text = whole ? whole.shown : shownIn.text(rules().reader, beginningOf(order));
    // What is not open now may be, without another word in its file.
    if (text === null) return NO_BODY.text;
    texts.set(key, text);
    return text;
  };

  return {
    fetch,
    async read(path, file, recall, many) {
      const order = orderOf(path, file);
      const known = file.target === path && order.digest !== "" ? recall(path, order.digest) : null;
      if (known !== null) {
        const problems = known.cut === true ? [tooSlow(path)] : [];
        return { kind: "post", entry: known, body: this.bodyOf(known), problems, lasting: true };
      }
      const reading = await readNew(order, many);
      if (reading.kind !== "post") return reading;
      const { text, ...post } = reading;
      return { ...post, body: { digest: order.digest, text: async () => text } };
    },
    bodyOf: (entry) => ({ digest: entry.digest, text: () => textOf(entry) }),
    async article(entry) {
      const order = orderOf(entry.path, await fetch(entry.path));
      const key = keyOf(order);
      const known = articles.get(key);
      if (known !== undefined) return known.article;
      const whole = await shown("article", shownIn.article, order, entry);
      const article = whole ? whole.shown : beginning(shownIn.article(rules().reader, beginningOf(order)));
      articles.set(key, { article });
      return article;
    },
  };
}

const lengthOf = ({ prose, code, formulas }: BodyText): number =>
  prose.length + code.length + formulas.length + 1;

const beginning = (article: DividedArticle | null): DividedArticle | null =>
  article && { ...article, cut: true };
