// The library of a process that does not read the posts itself: the latest edition, and what the next one changes.
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { wait } from "../back-off.js";
import { Listeners } from "../library/listeners.js";
import type { Library, PostChange } from "../library/library.js";
import type { Log } from "../log.js";
import { served } from "../measures.js";
import { NO_BODY, type LazyBody } from "../post/body.js";
import { byDate, isVisible, type Post } from "../post/post.js";
import { broughtInOrder, createYielder } from "../slices.js";
import type { EditionPost, Editions } from "../store/editions.js";
import { readFacts, type EditionFacts } from "./facts.js";
import { unpacked, type EditionText } from "./text.js";

/** Between two looks for a newer edition, in ms. */
const LOOK_EVERY = 2_000;
/** Texts read just now, so that turning a page asks for none again. */
const TEXTS = 24;
/** Posts handed on in one batch. */
const BATCH = 200;

interface ServedPost {
  readonly post: Post;
  readonly print: string;
  readonly digest: string;
}

/** Written by a Post's own reader, perhaps of another version: only what all stands on is checked. */
const postSchema = z.looseObject({ id: z.string(), title: z.string(), visibility: z.string() });
const readPost = (text: string): Post => postSchema.parse(JSON.parse(text)) as unknown as Post;

const NOTHING: EditionFacts = {
  site: { title: "", url: null, timezone: null, lang: null, generator: "plain" },
  problems: [],
  complete: false,
  upToDate: false,
};

/** Posts come with the first edition: see `settled`. */
export function followEditions(editions: Editions, log: Log, lookEvery = LOOK_EVERY): Library {
  const listeners = new Listeners(log);
  let shown: ReadonlyMap<string, ServedPost> = new Map();
  const texts = new LRUCache<string, EditionText>({ max: TEXTS });
  const ending = new AbortController();
  let facts = NOTHING;
  let n = 0;
  let all: readonly Post[] = [];
  let visible: readonly Post[] = [];
  let arrive: () => void = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  let told = false;

  const open = (id: string): ServedPost | null => {
    const one = shown.get(id);
    return one && isVisible(one.post) && !one.post.protected ? one : null;
  };
  async function textOf({ post: { id }, print }: ServedPost): Promise<EditionText | null> {
    const key = `${id} ${print}`;
    const known = texts.get(key);
    if (known) return known;
    const bytes = await editions.text(id, print);
    if (!bytes) return null;
    const text = await unpacked(bytes);
    texts.set(key, text);
    return text;
  }
  /** For the index: it waits for the store, or it would know nothing of the text for ever. */
  const bodyOf = (one: ServedPost): LazyBody => ({
    digest: one.digest,
    async text() {
      while (!ending.signal.aborted)
        try {
          return (await textOf(one))?.text ?? NO_BODY.text;
        } catch {
          await wait(lookEvery, ending.signal);
        }
      return NO_BODY.text;
    },
  });

  function change(posts: Map<string, ServedPost>, row: EditionPost): PostChange | null {
    const { id, print, digest } = row;
    const before = posts.get(id);
    if (row.post === null) {
      posts.delete(id);
      return before ? { kind: "removed", post: before.post } : null;
    }
    const post = readPost(row.post);
    const now = { post, print, digest };
    posts.set(id, now);
    const body = bodyOf(now);
    return before ? { kind: "changed", before: before.post, post, body } : { kind: "added", post, body };
  }

  /** What there is no more where another database took the place of the one that knew more. */
  function missingIn(rows: readonly EditionPost[]): readonly EditionPost[] {
    const there = new Set(rows.map(({ id }) => id));
    return [...shown].flatMap(([id, { print, digest }]) =>
      there.has(id) ? [] : [{ id, print, digest, post: null }],
    );
  }

  async function look(): Promise<void> {
    const latest = await editions.latest();
    if (!latest) {
      if (!told)
        log.info({}, "There is no edition of the posts yet; waiting for the process that reads them");
      told = true;
      return;
    }
    if (latest.n === n) return;
    const isAnother = latest.n < n;
    const rows = await editions.since(isAnother ? 0 : n);
    const turn = createYielder();
    const posts = new Map(shown);
    const changes: PostChange[] = [];
    for (const row of isAnother ? [...rows, ...missingIn(rows)] : rows) {
      const changed = change(posts, row);
      if (changed) changes.push(changed);
      await turn();
    }
    const stays = (post: Post): boolean => posts.get(post.id)?.post === post;
    const fresh = changes.flatMap(({ kind, post }) => (kind === "removed" ? [] : [post]));
    const sorted = await broughtInOrder(all.filter(stays), fresh, byDate);
    await turn();
    // From here on nobody is answered before all of it is there: it is one edition.
    shown = posts;
    facts = readFacts(latest.facts);
    all = sorted;
    visible = all.filter(isVisible);
    n = latest.n;
    served.tell({ edition: n });
    log.info({ edition: n, posts: all.length, changes: changes.length }, "An edition of the posts is served");
    for (let from = 0; from < changes.length; from += BATCH)
      await listeners.tell(changes.slice(from, from + BATCH));
    arrive();
  }

  async function follow(): Promise<void> {
    while (!ending.signal.aborted) {
      // The store's own faults are told once, by whoever opened it; meanwhile this edition is served on.
      await look().catch((error: unknown) => log.debug({ reason: String(error) }, "No edition can be had"));
      await wait(lookEvery, ending.signal);
    }
  }
  const following = follow();

  return {
    get site() {
      return facts.site;
    },
    visible: () => visible,
    all: () => all,
    get(id) {
      const post = shown.get(id)?.post;
      return post && isVisible(post) ? post : undefined;
    },
    async article(id) {
      const one = open(id);
      return one && ((await textOf(one))?.article ?? null);
    },
    body(id) {
      const one = open(id);
      // For sentences below titles: without the store a search goes on without them.
      const text = async (from: ServedPost) => (await textOf(from).catch(() => null))?.text ?? NO_BODY.text;
      return one && { digest: one.digest, text: () => text(one) };
    },
    problems: () => facts.problems,
    complete: () => facts.complete,
    upToDate: () => facts.upToDate,
    progress: () => (n === 0 ? { read: 0, of: 0 } : null),
    onChange: (listener) => listeners.add(listener),
    settled: () => Promise.race([arrived, following]),
    async stop() {
      ending.abort();
      await following;
    },
  };
}
