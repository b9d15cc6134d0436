// Several libraries as one: the posts of every source in one list.
import type { Log } from "../log.js";
import { keptWithPosts } from "../post/kept-with-posts.js";
import { isVisible, type Post } from "../post/post.js";
import { NO_BODY, type LazyBody } from "../post/body.js";
import { AddressClaims } from "./address-claims.js";
import type { Library, Listener, PostChange } from "./library.js";
import { OrderedPosts } from "./ordered-posts.js";
import { createYielder } from "../slices.js";

interface SourcedPost {
  readonly post: Post;
  readonly part: Library;
}

/** Of a post that was gone before it was told of. */
const NOTHING: LazyBody = { digest: "", text: async () => NO_BODY.text };

/**
 * Joins libraries whose ids do not clash; the first gives the site. Where several have a visible post with the same
 * address (a blog's folder and its feed), the earliest library's is shown.
 */
export function joinLibraries(log: Log, first: Library, ...rest: readonly Library[]): Library {
  if (rest.length === 0) return first;
  const parts = [first, ...rest];
  const listeners = new Set<Listener>();
  const shown = new Map<string, SourcedPost>();
  const claims = new AddressClaims();
  const ordered = new OrderedPosts(shown);
  const visibleOf = keptWithPosts((posts) => posts.filter(isVisible));
  let work: Promise<void> = Promise.resolve();

  const follow = async (part: number, changes: readonly PostChange[]): Promise<void> => {
    const breathe = createYielder();
    const library = parts[part] ?? first;
    const bodies = new Map<string, LazyBody>();
    /** Posts to be judged, by id; null for one that went. */
    const touched = new Map<string, { readonly post: Post | null; readonly part: number }>();
    for (const change of changes) {
      const before = change.kind === "added" ? null : change.kind === "changed" ? change.before : change.post;
      const now = change.kind === "removed" ? null : change.post;
      if (change.kind !== "removed") bodies.set(change.post.id, change.body);
      for (const [rival, theirs] of claims.change(part, before, now))
        touched.set(theirs.id, { post: theirs, part: rival });
      touched.set(change.post.id, { post: now, part });
      await breathe();
    }
    const told: PostChange[] = [];
    const homes = new Map<string, Library>();
    for (const [id, one] of touched) {
      const before = shown.get(id)?.post;
      const post = one.post !== null && claims.isFirst(one.post, one.part) ? one.post : null;
      if (post === null) {
        if (before === undefined) continue;
        told.push({ kind: "removed", post: before });
      } else if (before === undefined || one.part === part) {
        const home = parts[one.part] ?? library;
        homes.set(id, home);
        const body = bodies.get(id) ?? home.body(id) ?? NOTHING;
        told.push(
          before === undefined ? { kind: "added", post, body } : { kind: "changed", before, post, body },
        );
      }
      await breathe();
    }
    if (told.length === 0) return;
    // In one turn: who asks is shown all of it or nothing.
    for (const { kind, post } of told) {
      if (kind === "removed") shown.delete(post.id);
      else shown.set(post.id, { post, part: homes.get(post.id) ?? library });
    }
    ordered.changed();
    // Before somebody asks; while a part is first read, the end of that does it.
    if (library.complete()) await ordered.order();
    await Promise.all([...listeners].map((listener) => listener(told)));
  };
  let queued = 0;
  const queue = (job: () => Promise<void>): Promise<void> => {
    queued += 1;
    return (work = work
      .then(job)
      .catch((error: unknown) => {
        log.warn({ reason: String(error) }, "A change of the posts could not be followed");
      })
      .finally(() => (queued -= 1)));
  };
  for (const [at, part] of parts.entries()) {
    // What a part has read before it was joined.
    const early = part.all();
    part.onChange((changes) => queue(() => follow(at, changes)));
    const added = (post: Post): PostChange => ({ kind: "added", post, body: part.body(post.id) ?? NOTHING });
    void queue(() => follow(at, early.map(added)));
    void part.settled().then(() => queue(() => ordered.order()));
  }

  return {
    get site() {
      return first.site;
    },
    visible: () => visibleOf(ordered.all()),
    all: () => ordered.all(),
    get: (id) => shown.get(id)?.part.get(id),
    article: async (id) => (await shown.get(id)?.part.article(id)) ?? null,
    body: (id) => shown.get(id)?.part.body(id) ?? null,
    problems: () => parts.flatMap((part) => part.problems()),
    complete: () => parts.every((part) => part.complete()),
    upToDate: () => queued === 0 && parts.every((part) => part.upToDate()),
    progress() {
      const reading = parts.flatMap((part) => part.progress() ?? []);
      if (reading.length === 0) return null;
      return reading.reduce((sum, { read, of }) => ({ read: sum.read + read, of: sum.of + of }));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async settled() {
      await Promise.all(parts.map((part) => part.settled()));
      await work;
    },
    async stop() {
      await Promise.all(parts.map((part) => part.stop()));
      await work;
    },
  };
}
