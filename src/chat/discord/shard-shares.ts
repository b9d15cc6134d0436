// Which process holds which shards: worked out alike by all, from who there is; where one comes or goes, few shards move.
import { createHash } from "node:crypto";

/** A process and what it tells the others. */
export interface Fellow {
  readonly name: string;
  /** How many shards it knows there to be, and which of so many it is connected with; 0 before it knows. */
  readonly of: number;
  readonly connected: readonly number[];
}

/** Two processes hear the same questions, so that one may end; Discord allows any number. */
export const COPIES = 2;

const rank = (shard: number, name: string): string =>
  createHash("sha256").update(`${shard} ${name}`).digest("hex");

/** Of `of` shards those that are `me`'s. */
export const sharesOf = (me: string, fellows: readonly Fellow[], of: number): ReadonlySet<number> =>
  new Set(
    Array.from({ length: of }, (_, shard) => shard).filter((shard) => {
      const mine = rank(shard, me);
      return fellows.filter(({ name }) => name !== me && rank(shard, name) < mine).length < COPIES;
    }),
  );

/** How many processes are connected with a shard of `of`. */
export const holders = (fellows: readonly Fellow[], of: number, shard: number): number =>
  fellows.filter((one) => one.of === of && one.connected.includes(shard)).length;
