// The sources that the owner named: POSTS_DIR, or what SOURCE says instead, and the webhook that makes them look anew.
import { mkdir, readFile, realpath, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "./config.js";
import { isSiteRoot } from "./generator/detect.js";
import type { Route } from "./http/route.js";
import type { Log } from "./log.js";
import { networkOf } from "./net/network-of.js";
import { openFolder } from "./source/folder.js";
import { parseSources } from "./source/open-source.js";
import { findSiteRoot } from "./source/root.js";
import { SourceError, type Source } from "./source/source.js";
import { createWebhook, WEBHOOK } from "./source/webhook.js";
import { defaultPosts } from "./state-folder.js";

export type Sources = readonly [Source, ...Source[]];

/**
 * Opens what SOURCE names, or POSTS_DIR. A command that only looks (`lasting` false) fetches into a place of its own:
 * fetching behind a running bot's back would hide from it what changed. Throws SourceError.
 */
export async function openSources(config: Config, log: Log, lasting: boolean): Promise<Sources> {
  const { environment } = config;
  const { names, interval, token, maxBytes } = config.source;
  if (names === null) return [await openPosts(config)];
  if (config.source.besidesPosts)
    log.warn(
      {},
      "POSTS_DIR has no effect beside SOURCE. Remove one of them; SOURCE=folder:/home/me/blog git:https://example.org/blog.git reads both",
    );
  const dataDir = lasting ? config.dataDir : join(config.dataDir, "looking");
  const apart = resolve(config.dataDir);
  const network = await networkOf(config.given);
  const options = {
    dataDir,
    apart,
    interval,
    token,
    maxBytes,
    environment,
    log,
    network,
    isRoot: isSiteRoot,
  };
  if (lasting && /\b(?:git|feed):/.test(names))
    log.info({}, "Opening what SOURCE names; a repository's first fetch may take some minutes");
  const [first, ...rest] = await Promise.all(parseSources(names).map((open) => open(options)));
  if (first === undefined) return [await openPosts(config)];
  const sources: Sources = [first, ...rest];
  if (!lasting) {
    const faults = await Promise.all(sources.map(async (source) => (await source.refresh?.()) ?? null));
    for (const reason of faults)
      if (reason !== null)
        log.warn({ reason }, "A source does not answer; this is what was had of it before");
  }
  return sources;
}

/** Without POSTS_DIR, `postern` started in a blog's own folder reads that blog. */
async function openPosts({ postsDir, dataDir }: Config): Promise<Source> {
  const options = { isRoot: isSiteRoot, apart: resolve(dataDir) };
  if (postsDir !== null) return openFolder(postsDir, options);
  const here = defaultPosts();
  if (here !== "." || (await findSiteRoot(resolve("."), isSiteRoot, resolve("."))) !== null)
    return openFolder(here, options);
  throw new SourceError(
    `There is no folder ./posts here, and this folder is no site. Set POSTS_DIR to a folder of posts or to the root of your site, for example POSTS_DIR=/home/me/my-blog; POSTS_DIR=${SAMPLES} shows the sample posts.`,
  );
}

/** Whether the posts are those that come with Postern, so that the page can say so. */
export async function readsSamples({ postsDir, source }: Config): Promise<boolean> {
  if (source.names !== null) return false;
  const [read, samples] = await Promise.all(
    [postsDir ?? defaultPosts(), SAMPLES].map((folder) => realpath(folder).catch(() => folder)),
  );
  return read === samples;
}

const SAMPLES = fileURLToPath(new URL("../posts", import.meta.url));

/** The route that git servers call after a push, where SOURCE_WEBHOOK_SECRET is set and something can be asked anew. */
export function sourceRoutes(config: Config, log: Log, sources: Sources): readonly Route[] {
  const secret = config.source.webhookSecret;
  if (secret === null) return [];
  if (!sources.some((source) => source.refresh !== undefined)) {
    log.warn(
      {},
      "SOURCE_WEBHOOK_SECRET is set, but SOURCE names no repository or feed; there is no webhook.",
    );
    return [];
  }
  const refresh = (): void => {
    log.info({}, "A webhook called: looking for new posts");
    for (const source of sources) void source.refresh?.();
  };
  return [createWebhook({ secret, refresh, seen: fileOf(join(config.dataDir, "webhook-seen")) })];
}

/** The same where one of several processes reads: it answers, and a load balancer asks the next of those that do not (503). */
export const theSourcesRoute = (now: () => readonly Route[]): Route => ({
  ...WEBHOOK,
  handle: (request) => now()[0]?.handle(request) ?? new Response(null, { status: 503 }),
});

/** A text that outlives the process. */
const fileOf = (path: string) => ({
  load: () => readFile(path, "utf8").catch(() => null),
  async save(text: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
  },
});
