// The source that is a feed, for blogs whose files cannot be had: each article becomes a file that stays.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { clearDraftsIn, draftOf } from "../drafts.js";
import type { Network } from "../net/network.js";
import { decodeBytes } from "./feed-bytes.js";
import { parseItems, type Feed, type FeedItem } from "./feed-items.js";
import type { FeedOrder } from "./feed-thread.js";
import { markdown } from "./feed-markdown.js";
import { keptAt, movesOf, sitePath } from "./feed-moves.js";
import { openMirror } from "./mirror.js";
import { NotYet, type FileChange, type Source } from "./source.js";
import { feedOfPage } from "./feed-page.js";
import { OverBudget, openWorkerPool, type WorkerPoolOptions } from "../threads/worker-pool.js";
import { getPage, type WebAnswer } from "../net/get-page.js";

export interface FeedOptions {
  /** Folder below which articles are kept. */
  readonly dataDir: string;
  /** Seconds. */
  readonly interval: number;
  readonly authorization?: string | null;
  readonly network: Network;
  /** FEED_THREADS, or where its program is compiled to; absent, feeds are parsed here, however long it takes. */
  readonly threads?: WorkerPoolOptions;
}

/** The largest feeds take some seconds on a slow machine. */
export const FEED_THREADS: WorkerPoolOptions = {
  program: new URL("./feed-thread.js", import.meta.url),
  budget: 10_000,
  most: 1,
};

/** The folder of the articles, within the source's own. */
const SITE = "site";
const ACCEPT =
  "application/feed+json, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5";
const FEED_LIMIT = 32 * 1024 * 1024;
const DAY_MS = 86_400_000;
/** Of the code that turns a feed into articles; made by scripts/own-code.mjs. */
declare const FEED_CODE: string;

const state = z.object({
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Where its server says that it has moved for good. */
  moved: z.string().nullable().default(null),
  /** What the articles were written by. */
  form: z.string().optional(),
});

/** What to make of an answer that is no feed: when to ask again, where the server says so. */
function refusal({ status, headers }: WebAnswer): Error {
  if (status === 401 || status === 403)
    return new Error(
      `answered ${status}: it wants a name and a password. Write SOURCE=feed:https://NAME:PASSWORD@…`,
    );
  if (status === 410)
    return new NotYet("is gone for good (410): take it out of SOURCE, or name its new address", DAY_MS);
  const after = headers.get("retry-after")?.trim() ?? "";
  const wait = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
  const message = `answered ${status} instead of a feed`;
  return wait > 0 ? new NotYet(message, Math.min(wait, DAY_MS)) : new Error(message);
}

const fileOf = (key: string): string =>
  `items/${createHash("sha256").update(key).digest("hex").slice(0, 24)}.json`;

/** What a file of ours holds of an article; texts as Markdown. */
function fileText(item: FeedItem, seen: string | null): string {
  const { summary, content, title, ...rest } = item;
  const texts = { title: markdown(title), summary: markdown(summary), body: markdown(content) };
  return `${JSON.stringify({ ...rest, ...texts, seen, form: FEED_CODE }, null, 1)}\n`;
}

async function replaceFile(path: string, text: string): Promise<boolean> {
  if ((await readFile(path, "utf8").catch(() => null)) === text) return false;
  const draft = draftOf(path);
  await writeFile(draft, text);
  await rename(draft, path);
  return true;
}

/** Opens a feed. Articles that the feed drops stay; one that cannot be had yet is an empty source that goes on trying. */
export async function openFeed(url: string, options: FeedOptions): Promise<Source> {
  const key = createHash("sha256").update(url).digest("hex").slice(0, 16);
  const top = join(options.dataDir, "sources", `feed-${key}`);
  const site = join(top, SITE);
  const stateFile = join(top, "state.json");

  const readState = async (): Promise<z.infer<typeof state>> => {
    try {
      return state.parse(JSON.parse(await readFile(stateFile, "utf8")));
    } catch {
      return { etag: null, lastModified: null, moved: null };
    }
  };

  for (const folder of [top, site, join(site, "items")]) await clearDraftsIn(folder);
  const ready = async (): Promise<boolean> =>
    readFile(stateFile).then(
      () => true,
      () => false,
    );
  const fetch = async (
    signal: AbortSignal,
    note: (what: string) => void,
  ): Promise<readonly FileChange[] | "everything"> => {
    const was = await readState();
    // Another version of Postern may make more of the same feed: it asks for all of it once.
    const { etag, lastModified } = was.form === FEED_CODE ? was : { etag: null, lastModified: null };
    const ask = async (at: string, conditions: Readonly<Record<string, string>>): Promise<WebAnswer> => {
      const headers = { accept: ACCEPT, ...conditions };
      const isOwn = new URL(at).origin === new URL(url).origin;
      const authorization = isOwn ? (options.authorization ?? null) : null;
      const { network } = options;
      const given = await getPage(at, {
        headers,
        authorization,
        limit: FEED_LIMIT,
        signal,
        network,
        owner: url,
      });
      if (given.status !== 200 && given.status !== 304) throw refusal(given);
      return given;
    };
    const conditions = {
      ...(etag === null ? {} : { "if-none-match": etag }),
      ...(lastModified === null ? {} : { "if-modified-since": lastModified }),
    };
    // The old address may be given up one day; the new one may be, too.
    let answer =
      was.moved === null
        ? await ask(url, conditions)
        : await ask(was.moved, conditions).catch(async () => ask(url, {}));
    const moved = answer.moved ?? (answer.url === was.moved ? was.moved : null);
    if (moved !== null && moved !== was.moved)
      note(`${url} has moved to ${moved} for good. Set SOURCE=feed:${moved}`);
    if (answer.status === 304) return [];
    const named = feedOfPage(answer.body, answer.url, answer.headers.get("content-type"));
    if (named !== null) answer = await ask(named, {});
    const feed = await readFeed(answer, options.threads, signal);
    await mkdir(join(site, "items"), { recursive: true });
    const changes = await save(feed, site, (await ready()) ? new Date() : null);
    await replaceFile(
      stateFile,
      JSON.stringify({
        // What the page says of itself is not said of its feed.
        etag: named === null ? answer.headers.get("etag") : null,
        lastModified: named === null ? answer.headers.get("last-modified") : null,
        moved,
        form: FEED_CODE,
      }),
    );
    return changes.map(({ kind, path, from }) => ({
      kind,
      path: `${SITE}/${path}`,
      ...(from !== undefined && { from: `${SITE}/${from}` }),
    }));
  };

  // The articles lie where we put them.
  const isRoot = async (): Promise<boolean> => false;
  return openMirror({ name: url, folder: site, top, isRoot, ready, interval: options.interval, fetch });
}

async function readFeed(
  { body, url, headers }: WebAnswer,
  threads: WorkerPoolOptions | undefined,
  signal: AbortSignal,
): Promise<Feed> {
  const order: FeedOrder = { body, contentType: headers.get("content-type"), at: url };
  try {
    return threads
      ? await readInThread(order, threads, signal)
      : parseItems(decodeBytes(body, order.contentType), url);
  } catch (error) {
    if (error instanceof OverBudget)
      throw new Error("takes too much time or memory to read", { cause: error });
    throw new Error(`holds no RSS, Atom or JSON feed (${(error as Error).message})`, { cause: error });
  }
}

/** In a thread that ends with it: feeds are few, and seldom other than they were. */
async function readInThread(
  order: FeedOrder,
  threads: WorkerPoolOptions,
  signal: AbortSignal,
): Promise<Feed> {
  const pool = openWorkerPool(threads);
  const stop = (): void => void pool.stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return (await pool.run(order, null)) as Feed;
  } finally {
    signal.removeEventListener("abort", stop);
    await pool.stop();
  }
}

/**
 * Writes what is new or changed. Files of articles that are not in the feed are let alone, unless one moved. What
 * appears in a feed that was known before was seen at `now`.
 */
async function save(feed: Feed, site: string, now: Date | null): Promise<readonly FileChange[]> {
  const changes: FileChange[] = [];
  const about = JSON.stringify({ title: feed.title, url: feed.url, lang: feed.lang });
  if (await replaceFile(join(site, "_feed.json"), `${about}\n`))
    changes.push({ kind: "changed", path: "_feed.json" });
  const there = new Set((await readdir(join(site, "items"))).map((name) => `items/${name}`));
  const items = await Promise.all(feed.items.map(async (item) => ownKey(item, site)));
  const current = new Set(items.map((item) => fileOf(item.key)));
  const moves = await movesOf(
    items.filter((item) => !there.has(fileOf(item.key))),
    [...there].filter((path) => path.endsWith(".json") && !current.has(path)),
    { site, home: feed.url },
  );
  for (const item of items) {
    const path = fileOf(item.key);
    const from = moves.get(item.key);
    const before = await keptAt(join(site, from ?? path));
    const seen = before === null ? (now?.toISOString() ?? null) : before.seen;
    if (await replaceFile(join(site, path), fileText(item, seen)))
      changes.push({ kind: "changed", path, ...(from === undefined ? {} : { from }) });
    if (from !== undefined) {
      await rm(join(site, from), { force: true });
      moves.delete(item.key);
      changes.unshift({ kind: "removed", path: from });
    }
    await setImmediate(); // one article at a time: turning HTML into Markdown is slow work
  }
  return changes;
}

/** A feed that gives the key of an old article to another one, with its own title and address: it is known by both. */
async function ownKey(item: FeedItem, site: string): Promise<FeedItem> {
  const before = await keptAt(join(site, fileOf(item.key)));
  if (before === null || before.url === null || item.url === null) return item;
  const isOther = sitePath(before.url) !== sitePath(item.url) && before.title !== markdown(item.title);
  return isOther ? { ...item, key: `${item.key} ${item.url}` } : item;
}
