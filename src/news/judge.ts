// Decides what is news: the posts as they are now against what is known of them. Changes nothing.
import { createYielder } from "../slices.js";
import type { Post } from "../post/post.js";
import type { NewsRow } from "../store/news.js";
import { isTakenBack, type Reason } from "../subscription/reason.js";
import { dueAt, isRecent } from "./kept-time.js";
import { changeOf } from "./facts.js";

export interface NewsRules {
  /** More new posts than this at once are held for the owner. */
  readonly maxAtOnce: number;
  /** Milliseconds a change must have stood. */
  readonly settle: number;
  /** Milliseconds; a post dated longer ago that appears is no news. */
  readonly maxAge: number;
  /** Whether a post's page must be live first. */
  readonly live: boolean;
  /** Whether posts behind a password are news too. */
  readonly withProtected: boolean;
  /** Milliseconds a post must have been away to count as taken back. */
  readonly removeAfter: number;
}

export interface Judgement {
  /** Written down, told to nobody. */
  readonly seen: readonly { readonly post: Post; readonly reason: Reason }[];
  readonly held: readonly Post[];
  /** To be announced, in the order of their dates. */
  readonly fresh: readonly Post[];
  /** Whether some that are new have yet to stand for long enough. */
  readonly unsettled: boolean;
  /** A post that goes by another id now. */
  readonly renamed: readonly { readonly from: NewsRow; readonly to: Post }[];
  readonly edited: readonly Post[];
  /** Known, and looking different, but not told, or read otherwise only: written down again. */
  readonly refreshed: readonly Post[];
  /** Told, and away from now on; or away long enough. */
  readonly away: readonly NewsRow[];
  readonly takenBack: readonly NewsRow[];
  readonly back: readonly NewsRow[];
  /** Waiting for their page, and gone before that. */
  readonly forgotten: readonly NewsRow[];
  /** How many told posts vanished at once, when that is too many to believe. */
  readonly vanished: number;
  /** When to look again, or null. */
  readonly next: number | null;
}

export interface Scene {
  readonly posts: readonly Post[];
  readonly rows: readonly NewsRow[];
  /** When a post last changed, for those that did while we watched. */
  readonly changedAt: (postId: string) => number;
  readonly rules: NewsRules;
  /** A stamp of the rules by which Postern reads files. */
  readonly readBy: string;
  readonly now: number;
}

/** Posts held within this time show that an import is going on: what follows them is held too. */
const IMPORT_MS = 10 * 60_000;

/** In slices: thousands of posts are compared. The scene must stay as it is meanwhile. */
export async function judge({ posts, rows, changedAt, rules, readBy, now }: Scene): Promise<Judgement> {
  const breathe = createYielder();
  const known = new Map<string, NewsRow>();
  for (const row of rows) known.set(row.post_id, row);
  const present = new Map<string, Post>();
  for (const post of posts) present.set(post.id, post);
  await breathe();
  const waits: number[] = [];
  /** Whether it has stood long enough; else it is looked at again when it has. */
  const stands = (postId: string): boolean => {
    const ready = dueAt(changedAt(postId) + rules.settle, rules.settle, now);
    if (ready > now) waits.push(ready);
    return ready <= now;
  };

  const { arrived, renamed } = newcomers(posts, known, present, rows);
  const notNews = (post: Post): Reason | null => {
    if (post.announcing.notify === "never") return { code: "author" };
    if (post.protected && !rules.withProtected) return { code: "protected" };
    if (post.date === null) return { code: "undated" };
    return post.date.instant < now - rules.maxAge ? { code: "dated-long-ago" } : null;
  };
  const candidates = arrived.filter((post) => notNews(post) === null);
  const importing = rows.some(
    (row) =>
      row.state === "held" &&
      row.reason?.code === "too-many-at-once" &&
      isRecent(row.seen_at, IMPORT_MS, now),
  );
  const tooMany = importing || together(candidates) > rules.maxAtOnce;
  const settled = candidates.filter((post) => stands(post.id));
  settled.sort((a, b) => (a.date?.instant ?? 0) - (b.date?.instant ?? 0) || (a.source < b.source ? -1 : 1));

  const seen = arrived.flatMap((post) => {
    const reason = notNews(post);
    return reason !== null && stands(post.id) ? [{ post, reason }] : [];
  });
  const away = judgeAway(
    rows.filter((row) => !present.has(row.post_id) && !renamed.some(({ from }) => from === row)),
    rules,
    now,
  );
  if (away.next !== null) waits.push(away.next);
  const different: { readonly row: NewsRow; readonly post: Post; readonly edit: boolean }[] = [];
  const returned: { readonly row: NewsRow; readonly post: Post }[] = [];
  for (const row of rows) {
    const post = present.get(row.post_id);
    if (!post) continue;
    const change = changeOf(row, post, readBy);
    if (change !== "none" && stands(post.id))
      different.push({ row, post, edit: row.state === "told" && change === "changed" });
    if (row.state === "told" && row.gone_at !== null) returned.push({ row, post });
    await breathe();
  }
  const edited = [
    ...different.filter(({ edit }) => edit),
    ...returned.filter(({ row }) => isTakenBack(row.reason)),
  ];
  return {
    seen,
    held: tooMany ? settled : [],
    fresh: tooMany ? [] : settled,
    unsettled: settled.length + seen.length < arrived.length,
    renamed,
    edited: [...new Set(edited.map(({ post }) => post))],
    refreshed: different.filter(({ edit }) => !edit).map(({ post }) => post),
    back: returned.filter(({ row }) => !isTakenBack(row.reason)).map(({ row }) => row),
    ...away,
    next: waits.length > 0 ? Math.min(...waits) : null,
  };
}

/** How many posts these are when translations of one count once. */
const together = (posts: readonly Post[]): number =>
  new Set(posts.map(({ id, translationKey }) => (translationKey === null ? `id ${id}` : translationKey)))
    .size;

/** Posts nobody has written down yet. A file's second copy is no newcomer; one that outlives the first takes its place. */
function newcomers(
  posts: readonly Post[],
  known: ReadonlyMap<string, NewsRow>,
  present: ReadonlyMap<string, Post>,
  rows: readonly NewsRow[],
): { readonly arrived: readonly Post[]; readonly renamed: Judgement["renamed"] } {
  const arrived: Post[] = [];
  const renamed: { from: NewsRow; to: Post }[] = [];
  const unknown = posts.filter((post) => !known.has(post.id));
  if (unknown.length === 0) return { arrived, renamed };
  const taken = new Set(posts.flatMap((post) => (known.has(post.id) && post.url !== null ? [post.url] : [])));
  const orphans = new Map(
    rows.flatMap((row) => (row.url !== null && !present.has(row.post_id) ? [[row.url, row] as const] : [])),
  );
  for (const post of unknown) {
    const orphan = post.url === null ? undefined : orphans.get(post.url);
    if (post.url !== null && taken.has(post.url)) continue;
    if (post.url !== null) taken.add(post.url);
    if (orphan) renamed.push({ from: orphan, to: post });
    else arrived.push(post);
  }
  return { arrived, renamed };
}

function judgeAway(
  missing: readonly NewsRow[],
  rules: NewsRules,
  now: number,
): Pick<Judgement, "away" | "takenBack" | "forgotten" | "vanished" | "next"> {
  const told = missing.filter((row) => row.state === "told" && !isTakenBack(row.reason));
  // A folder that is unplugged, a checkout gone wrong: nobody takes back so many posts in one minute.
  const tooMany = told.length > rules.maxAtOnce;
  const due = (row: NewsRow): number =>
    row.gone_at === null ? Infinity : dueAt(row.gone_at + rules.removeAfter, rules.removeAfter, now);
  const away = told.filter((row) => row.gone_at === null);
  const ends = [
    ...told.filter((row) => due(row) > now && row.gone_at !== null).map(due),
    ...away.map(() => now + rules.removeAfter),
  ];
  return {
    away,
    takenBack: tooMany ? [] : told.filter((row) => due(row) <= now),
    forgotten: missing.filter((row) => row.state === "waiting"),
    vanished: tooMany ? told.length : 0,
    next: ends.length > 0 && !tooMany ? Math.min(...ends) : null,
  };
}
