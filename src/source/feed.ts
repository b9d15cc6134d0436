// The source that is a feed, for blogs whose files cannot be had: each article becomes a file that stays.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { isPrivate } from "../net/public-address.js";
import { feedForm } from "./feed-form.js";
import { parseItems, type Feed, type FeedItem } from "./feed-items.js";
import { markdown } from "./feed-markdown.js";
import { openMirror } from "./mirror.js";
import type { FileChange, Source } from "./source.js";
import { getPage } from "./web.js";

export interface FeedOptions {
  /** Folder below which articles are kept. */
  readonly dataDir: string;
  /** Seconds. */
  readonly interval: number;
}

const FEED_LIMIT = 8 * 1024 * 1024;
const ITEMS = 2_000;

const state = z.object({
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** What the articles were written by. */
  form: z.string().optional(),
});

const fileOf = (key: string): string =>
  `items/${createHash("sha256").update(key).digest("hex").slice(0, 24)}.json`;

/** What a file of ours holds of an article; texts as Markdown. */
function fileText(item: FeedItem, form: string): string {
  const { summary, content, title, ...rest } = item;
  const texts = { title: markdown(title), summary: markdown(summary), body: markdown(content) };
  return `${JSON.stringify({ ...rest, ...texts, form }, null, 1)}\n`;
}

async function replaceFile(path: string, text: string): Promise<boolean> {
  if ((await readFile(path, "utf8").catch(() => null)) === text) return false;
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
  return true;
}

/** Opens a feed. Articles that the feed drops stay; one that cannot be had yet is an empty source that goes on trying. */
export async function openFeed(url: string, options: FeedOptions): Promise<Source> {
  const key = createHash("sha256").update(url).digest("hex").slice(0, 16);
  const top = join(options.dataDir, "sources", `feed-${key}`);
  const site = join(top, "site");
  const stateFile = join(top, "state.json");

  const readState = async (): Promise<z.infer<typeof state>> => {
    try {
      return state.parse(JSON.parse(await readFile(stateFile, "utf8")));
    } catch {
      return { etag: null, lastModified: null };
    }
  };

  const fetch = async (signal: AbortSignal): Promise<readonly FileChange[] | "everything"> => {
    const [was, form] = [await readState(), await feedForm()];
    // Another version of Postern may make more of the same feed: it asks for all of it once.
    const { etag, lastModified } = was.form === form ? was : { etag: null, lastModified: null };
    const answer = await getPage(
      url,
      {
        headers: {
          accept:
            "application/feed+json, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5",
          ...(etag === null ? {} : { "if-none-match": etag }),
          ...(lastModified === null ? {} : { "if-modified-since": lastModified }),
        },
        limit: FEED_LIMIT,
        signal,
      },
      await isPrivate(url),
    );
    if (answer.status === 304) return [];
    if (answer.status !== 200) throw new Error(`answered ${answer.status} instead of a feed`);
    const feed = readFeed(answer.body, answer.url, answer.headers.get("content-type"));
    await mkdir(join(site, "items"), { recursive: true });
    const changes = await save(feed, site);
    await replaceFile(
      stateFile,
      JSON.stringify({
        etag: answer.headers.get("etag"),
        lastModified: answer.headers.get("last-modified"),
        form,
      }),
    );
    return changes;
  };

  const ready = async (): Promise<boolean> =>
    readFile(stateFile).then(
      () => true,
      () => false,
    );
  // The articles lie where we put them.
  const isRoot = async (): Promise<boolean> => false;
  return openMirror({ name: url, folder: site, top, isRoot, ready, interval: options.interval, fetch });
}

/** The first of these names that is a charset, byte order mark, declaration, header. */
function decoded(bytes: Uint8Array, contentType: string | null): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : null;
  const utf8 = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? "utf-8" : null;
  const sent = /\bcharset\s*=\s*["']?([\w-]+)/i.exec(contentType ?? "")?.[1];
  const beginning = new TextDecoder("latin1").decode(bytes.subarray(0, 256));
  const declared = /^[^>]{0,200}encoding=["']([\w-]+)["']/.exec(beginning)?.[1];
  // Servers say utf-8 of all that they send; where it is not, the file itself knows better.
  const named = [marked, utf8, declared, sent, "utf-8"];
  for (const name of named) {
    try {
      if (name !== null && name !== undefined) return new TextDecoder(name).decode(bytes);
    } catch {
      // No charset of that name.
    }
  }
  return beginning;
}

function readFeed(bytes: Uint8Array, url: string, contentType: string | null): Feed {
  try {
    return parseItems(decoded(bytes, contentType), url);
  } catch (error) {
    throw new Error(`holds no RSS, Atom or JSON feed (${(error as Error).message})`, { cause: error });
  }
}

/** Writes what is new or changed. Files of articles that are not in the feed are let alone, unless one moved. */
async function save(feed: Feed, site: string): Promise<readonly FileChange[]> {
  const changes: FileChange[] = [];
  const about = JSON.stringify({ title: feed.title, url: feed.url, lang: feed.lang });
  if (await replaceFile(join(site, "_feed.json"), `${about}\n`))
    changes.push({ kind: "changed", path: "_feed.json" });
  const there = new Set((await readdir(join(site, "items"))).map((name) => `items/${name}`));
  const [items, form] = [feed.items.slice(0, ITEMS), await feedForm()];
  const current = new Set(items.map((item) => fileOf(item.key)));
  const moved = items.some((item) => !there.has(fileOf(item.key)))
    ? await leftBehind(
        [...there].filter((path) => path.endsWith(".json") && !current.has(path)),
        site,
      )
    : new Map<string, string>();
  for (const item of items) {
    const path = fileOf(item.key);
    const from = there.has(path)
      ? undefined
      : moved.get(sameArticle({ ...item, title: markdown(item.title) }));
    if (await replaceFile(join(site, path), fileText(item, form)))
      changes.push({ kind: "changed", path, ...(from === undefined ? {} : { from }) });
    if (from !== undefined) {
      await rm(join(site, from), { force: true });
      changes.unshift({ kind: "removed", path: from });
    }
    await setImmediate(); // one article at a time: turning HTML into Markdown is slow work
  }
  return changes;
}

/** An article whose key changed (a new domain, http to https) has the same date and title. */
const sameArticle = (item: { readonly published: string | null; readonly title: string }): string =>
  JSON.stringify([item.published, item.title]);

async function leftBehind(paths: readonly string[], site: string): Promise<Map<string, string>> {
  const shape = z.object({ published: z.string(), title: z.string() });
  const found = new Map<string, string>();
  for (const path of paths) {
    try {
      found.set(sameArticle(shape.parse(JSON.parse(await readFile(join(site, path), "utf8")))), path);
    } catch {
      // Damaged: it is written anew when the feed has it.
    }
  }
  return found;
}
