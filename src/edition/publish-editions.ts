// Makes editions of a library that is read here, for all processes on the store.
import { createHash } from "node:crypto";
import { wait } from "../back-off.js";
import { readBy } from "../library/rules-stamp.js";
import type { Library } from "../library/library.js";
import { createYielder } from "../slices.js";
import type { Log } from "../log.js";
import { NO_BODY } from "../post/body.js";
import { isVisible, type Post } from "../post/post.js";
import type { EditionPost, Editions } from "../store/editions.js";
import { LeaseLost, type LeaseTerm } from "../store/lease.js";
import { factsOf } from "./facts.js";
import { packed } from "./text.js";

/** Changes that come so close together (ms) are one edition. */
const GATHER = 200;
/** After a fault of the store, in ms. */
const AGAIN = 2_000;
/** Texts written at a time. */
const TOGETHER = 20;

export interface PublishDeps {
  readonly library: Library;
  readonly editions: Editions;
  readonly term: LeaseTerm;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const printOf = (post: Post, digest: string): string =>
  createHash("sha256")
    .update(JSON.stringify([readBy, digest, post]))
    .digest("base64url")
    .slice(0, 22);

/** Resolves once `signal` aborts, or another process reads. */
export async function publishEditions(deps: PublishDeps): Promise<void> {
  const { library, editions, term, log, signal } = deps;
  let isStale = true;
  let wake = new AbortController();
  const unfollow = library.onChange(() => {
    isStale = true;
    wake.abort();
  });
  const end = (): void => wake.abort();
  signal.addEventListener("abort", end, { once: true });

  async function putTexts(posts: readonly { readonly post: Post; readonly print: string }[]): Promise<void> {
    const turn = createYielder();
    for (let from = 0; from < posts.length && !signal.aborted; from += TOGETHER) {
      const texts: Parameters<Editions["putTexts"]>[0][number][] = [];
      // One after another: what is read here, and not in a thread, holds up others for some ms each.
      for (const { post, print } of posts.slice(from, from + TOGETHER)) {
        const article = await library.article(post.id);
        await turn();
        const text = (await library.body(post.id)?.text()) ?? NO_BODY.text;
        await turn();
        texts.push({ id: post.id, print, bytes: await packed({ text, article }) });
      }
      await editions.putTexts(texts);
    }
  }

  /** What the latest edition has, whoever published it; asked for once, and after a fault. */
  let before: Map<string, Omit<EditionPost, "post">> | null = null;
  let facts = "";
  /** The edition that `before` is of. */
  let latest = 0;

  async function publish(): Promise<void> {
    isStale = false;
    if (before === null) {
      const rows = await editions.since(0);
      before = new Map(rows.flatMap(({ post, ...row }) => (post === null ? [] : [[row.id, row] as const])));
      const there = await editions.latest();
      facts = there?.facts ?? "";
      latest = Math.max(latest, there?.n ?? 0);
    }
    const there = before;
    const turn = createYielder();
    const ids = new Set<string>();
    const changed: { readonly post: Post; readonly digest: string; readonly print: string }[] = [];
    for (const post of library.all()) {
      ids.add(post.id);
      const digest = library.body(post.id)?.digest ?? "";
      const print = printOf(post, digest);
      if (there.get(post.id)?.print !== print) changed.push({ post, digest, print });
      await turn();
    }
    // What a source that is not there yet has is not gone.
    const gone: EditionPost[] = library.complete()
      ? [...there.values()].filter(({ id }) => !ids.has(id)).map((row) => ({ ...row, post: null }))
      : [];
    const factsNow = factsOf(library);
    if (changed.length + gone.length === 0 && facts === factsNow) return;
    const open = changed.filter(({ post }) => isVisible(post) && !post.protected);
    await putTexts(open);
    if (signal.aborted) return;
    const rows: EditionPost[] = [];
    for (const { post, print, digest } of changed) {
      rows.push({ id: post.id, print, digest, post: JSON.stringify(post) });
      await turn();
    }
    before = null;
    const opened = new Set(open.map(({ post }) => post.id));
    const textless = [...rows, ...gone].flatMap(({ id }) => (opened.has(id) ? [] : [id]));
    const n = await editions.publish(term, [...rows, ...gone], textless, factsNow, latest);
    for (const { id } of gone) there.delete(id);
    for (const { post: _, ...row } of rows) there.set(row.id, row);
    [before, facts, latest] = [there, factsNow, n];
    log.info(
      { edition: n, changed: changed.length, gone: gone.length },
      "An edition of the posts is published",
    );
  }

  /** A database that another took the place of may lack what it said it had. */
  async function isLost(): Promise<boolean> {
    if (before === null || latest === 0 || (await editions.latest())?.n === latest) return false;
    before = null;
    return true;
  }

  await library.settled();
  while (!signal.aborted) {
    try {
      if (isStale) await publish();
      wake = new AbortController();
      if (isStale || signal.aborted) continue;
      // What a source says of itself (whether it is up to date) changes without a change of posts.
      if (!(await wait(AGAIN, wake.signal))) await wait(GATHER, signal);
      // Never set back here: the library may change while the store is asked.
      else if (factsOf(library) !== facts || (await isLost())) isStale = true;
    } catch (error) {
      if (error instanceof LeaseLost) break;
      // The store's own faults are told once, by whoever opened it.
      log.debug({ reason: String(error) }, "No edition can be published");
      isStale = true;
      await wait(AGAIN, signal);
    }
  }
  unfollow();
  signal.removeEventListener("abort", end);
}
