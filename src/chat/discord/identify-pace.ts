// Spaces the identifies: Discord allows 1000 a day, and a bot that uses more has its token reset.
import { wait } from "../../back-off.js";

export interface IdentifyPace {
  /** ms between two identifies. */
  readonly gap: number;
  /** The longest ms that a failing gateway is waited for: 288 identifies a day at most. */
  readonly longest: number;
}
/** Discord asks for 5 s, from one that came late to one that comes in time. */
export const DISCORD_PACE: IdentifyPace = { gap: 5_250, longest: 300_000 };
/** After so many gaps without an identify, sessions are taken to hold again. */
const CALM = 120;

export interface IdentifyTurns {
  /** Shards that have the same remainder by it wait for each other (Gateway, Session Start Limit). */
  readonly concurrency?: () => number;
  /** Whether a turn of these ms, which all processes with the token share, is the caller's; each is unless told. */
  readonly take?: (remainder: number, ms: number) => Promise<boolean>;
}
/** Between two looks for a turn, in gaps. */
const LOOKS = 0.1;

/** A throttler as discord.js wants it: a shard's first three identifies at the usual gap, then doubled gaps. */
export function identifyPace(
  { gap, longest }: IdentifyPace,
  { concurrency = () => 1, take = async () => true }: IdentifyTurns = {},
) {
  const lastOf = new Map<number, number>();
  const triesOf = new Map<number, { readonly at: number; readonly inRow: number }>();
  return {
    async waitForIdentify(shard: number, signal: AbortSignal): Promise<void> {
      const remainder = shard % concurrency();
      // A clock that is set back must not keep the bot away.
      const now = performance.now();
      const { at, inRow } = triesOf.get(shard) ?? { at: -Infinity, inRow: 0 };
      const tries = now - at > gap * CALM ? 0 : inRow + 1;
      const delay = tries === 0 ? 0 : Math.min(longest, gap * 2 ** Math.max(0, tries - 3));
      const due = Math.max(now, at + delay, (lastOf.get(remainder) ?? -Infinity) + gap);
      lastOf.set(remainder, due);
      triesOf.set(shard, { at: due, inRow: tries });
      let goesOn = due <= now || (await wait(due - now, signal));
      // While the store does not tell, Discord itself refuses what comes too early.
      const isTurn = (): Promise<boolean> => take(remainder, gap).catch(() => true);
      while (goesOn && !(await isTurn())) goesOn = await wait(gap * LOOKS, signal);
      if (!goesOn) throw new Error("the connection was given up");
    },
  };
}
