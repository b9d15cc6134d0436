// What is known of a post, written down without telling anybody: that it was seen, and what was decided of it.
import { setImmediate } from "node:timers/promises";
import { writeReason, type Reason } from "../subscription/reason.js";
import { chunksOf } from "./chunks-of.js";
import type { InOne, NewsFacts, NewsRow, NewsState } from "./news.js";

/** Rows that are written at once: some milliseconds. */
const CHUNK = 100;

export const newsKnown = (inOne: InOne) => ({
  /**
   * Writes posts down in a state that sends nothing, all of them or none: what is left of too many at once would be few
   * enough to be news. Those known already are left as they are.
   */
  async record(
    posts: readonly (NewsFacts & {
      readonly state: Exclude<NewsState, "told">;
      readonly reason: Reason | null;
    })[],
    now: number,
    perhapsSince: number | null = null,
  ): Promise<void> {
    if (posts.length === 0) return;
    await inOne(async (at) => {
      for (const some of chunksOf(posts, CHUNK)) {
        const rows = some.map((post) => ({
          ...post,
          reason: writeReason(post.reason),
          seen_at: now,
          live_at: null,
          told_at: null,
          gone_at: null,
          checks: 0,
          check_at: post.state === "waiting" ? now : null,
          perhaps_since: perhapsSince,
        }));
        await at
          .insertInto("news")
          .values(rows)
          .onConflict((conflict) => conflict.column("post_id").doNothing())
          .execute();
        await setImmediate();
      }
    });
  },

  /** Changes what is known of one post, without telling anybody. */
  async update(postId: string, { reason, ...change }: Partial<Omit<NewsRow, "post_id">>): Promise<void> {
    await inOne((at) =>
      at
        .updateTable("news")
        .set({ ...change, ...(reason !== undefined && { reason: writeReason(reason) }) })
        .where("post_id", "=", postId)
        .execute(),
    );
  },

  /** Forgets a post that was never told, so that it is new when it comes back. */
  async forget(postId: string): Promise<void> {
    await inOne((at) =>
      at.deleteFrom("news").where("post_id", "=", postId).where("state", "!=", "told").execute(),
    );
  },

  /** Moves posts from one state to another as the owner decided; how many. */
  async decide(posts: readonly string[], from: NewsState, to: NewsState, now: number): Promise<number> {
    // PostgreSQL knows no empty list.
    if (posts.length === 0) return 0;
    const { numUpdatedRows } = await inOne((at) =>
      at
        .updateTable("news")
        .set(
          to === "waiting"
            ? { state: to, reason: null, check_at: now, checks: 0 }
            : { state: to, reason: writeReason({ code: "owner" }), check_at: null },
        )
        .where("state", "=", from)
        .where("post_id", "in", posts)
        .executeTakeFirst(),
    );
    return Number(numUpdatedRows);
  },
});
