// What reaches subscribers: a post becomes news, changes, is taken back, or goes by another id, in one transaction each.
import type { Post } from "../post/post.js";
import { writeReason } from "../subscription/reason.js";
import { fanOut, follow, type Telling } from "./fan-out.js";
import type { InOne, NewsFacts } from "./news.js";
import { renameNotices } from "./notices.js";
import type { Kind } from "./outbox.js";
import { movePopular } from "./popular.js";

export const newsTelling = (inOne: InOne) => ({
  /** The post goes by another id now; what was sent stays known. */
  async rename(from: string, facts: NewsFacts): Promise<void> {
    await inOne(async (tx) => {
      await tx.deleteFrom("news").where("post_id", "=", facts.post_id).execute();
      await tx
        .updateTable("news")
        .set({ post_id: facts.post_id, source: facts.source })
        .where("post_id", "=", from)
        .execute();
      await tx.updateTable("outbox").set({ post_id: facts.post_id }).where("post_id", "=", from).execute();
      await movePopular(tx, from, facts.post_id);
      await renameNotices(tx, from, facts.post_id);
    });
  },

  /**
   * Makes a post news: in one transaction it is marked told and a row is written for every subscription that
   * wants it, or for the ones named. What is written already stays as it is, unless it is told again. How many
   * rows are to be sent by this. A post that is still to be told to everybody stays so when only some are named.
   */
  async tell(
    post: Post,
    facts: NewsFacts,
    now: number,
    { only = null, again = false, ...telling }: Partial<Telling> = {},
  ): Promise<number> {
    return await inOne(async (tx) => {
      const told = { state: "told", told_at: now, check_at: null, reason: null } as const;
      if (only === null) {
        const fresh = { seen_at: now, live_at: null, gone_at: null, checks: 0, perhaps_since: null };
        await tx
          .insertInto("news")
          .values({ ...facts, ...told, ...fresh })
          .onConflict((conflict) => conflict.column("post_id").doUpdateSet(told))
          .execute();
      } else {
        const past = tx.updateTable("news").where("post_id", "=", facts.post_id).where("state", "=", "seen");
        await past.set(told).execute();
      }
      return await fanOut(tx, post, now, { only, again, ...telling });
    });
  },

  /** The post looks different now: what was sent is to be edited. */
  async edit(facts: NewsFacts, now: number): Promise<void> {
    await inOne(async (tx) => {
      await tx
        .updateTable("news")
        .set({
          digest: facts.digest,
          title: facts.title,
          url: facts.url,
          source: facts.source,
          gone_at: null,
          reason: null,
        })
        .where("post_id", "=", facts.post_id)
        .execute();
      await follow(tx, facts.post_id, "edit", now);
    });
  },

  /** The post was taken back: what is not sent yet never will be; what was is edited or removed, or kept. */
  async takeBack(postId: string, kind: Exclude<Kind, "post"> | null, now: number): Promise<void> {
    await inOne(async (tx) => {
      await tx
        .updateTable("news")
        .set({ reason: writeReason({ code: "taken-back" }) })
        .where("post_id", "=", postId)
        .execute();
      await tx
        .deleteFrom("outbox")
        .where("post_id", "=", postId)
        .where("kind", "=", "post")
        .where((where) =>
          where.or([
            where("state", "=", "pending"),
            // Else an earlier try of it may have arrived.
            where.and([where("state", "in", ["claimed", "suspended"]), where("started_at", "is", null)]),
          ]),
        )
        .execute();
      if (kind) await follow(tx, postId, kind, now);
    });
  },
});
