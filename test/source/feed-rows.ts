// A feed served on this machine, read as the bot reads it: its articles by their keys, or one for each row of a table.
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openNetwork } from "../../src/net/network.js";
import { openFeed } from "../../src/source/feed.js";
import { loopback } from "../loopback.js";

export interface Article {
  readonly key: string;
  readonly title: string;
  readonly url: string | null;
  readonly summary: string;
  readonly body: string;
  readonly image: string | null;
  readonly published: string | null;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
}

const undo: (() => unknown)[] = [];
afterAll(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function read(body: string, type: string): Promise<ReadonlyMap<string, Article>> {
  const base = await mkdtemp(join(tmpdir(), "postern-feed-"));
  undo.push(() => rm(base, { recursive: true, force: true }));
  const server = createServer((_request, response) =>
    response.writeHead(200, { "content-type": type }).end(body),
  );
  const url = await loopback(server);
  undo.push(() => server.close());
  const source = await openFeed(url, { dataDir: base, interval: 3600, network: openNetwork() });
  await source.arrived?.();
  undo.push(() => source.stop());
  const files = await source.scan((path) => path.startsWith("items/"));
  const texts = await Promise.all(files.map((file) => source.read(file.path, 1e7)));
  const articles = texts.map((bytes) => JSON.parse(Buffer.from(bytes).toString()) as Article);
  return new Map(articles.map((article) => [article.key, article]));
}

/** One feed of all these rows; each is found by its place. */
export function feedOf<Row>(
  rows: readonly Row[],
  of: (row: Row, id: string) => string,
  whole: (items: readonly string[]) => string,
  type: string,
) {
  let feed: Promise<ReadonlyMap<string, Article>> | undefined;
  return async (row: Row): Promise<Article> => {
    feed ??= read(whole(rows.map((one, at) => of(one, `k${at}`))), type);
    const article = (await feed).get(`k${rows.indexOf(row)}`);
    if (!article) throw new Error("the feed has no such article");
    return article;
  };
}
