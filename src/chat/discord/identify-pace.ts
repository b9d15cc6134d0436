// Spaces the identifies: Discord allows 1000 a day, and a bot that uses more has its token reset.
import { wait } from "../back-off.js";

export interface IdentifyPace {
  /** ms between two identifies; Discord asks for 5 s. */
  readonly gap: number;
  /** The longest ms that a failing gateway is waited for: 288 identifies a day at most. */
  readonly longest: number;
}
export const DISCORD_PACE: IdentifyPace = { gap: 5_000, longest: 300_000 };
/** After so many gaps without an identify, sessions are taken to hold again. */
const CALM = 120;

/** A throttler as discord.js wants it: three identifies at the usual gap, then doubled gaps. */
export function identifyPace({ gap, longest }: IdentifyPace): {
  waitForIdentify(shardId: number, signal: AbortSignal): Promise<void>;
} {
  let last = -Infinity;
  let inRow = 0;
  return {
    async waitForIdentify(_, signal) {
      // A clock that is set back must not keep the bot away.
      const now = performance.now();
      inRow = now - last > gap * CALM ? 0 : inRow + 1;
      const delay = inRow === 0 ? 0 : Math.min(longest, gap * 2 ** Math.max(0, inRow - 3));
      const due = last + delay;
      last = Math.max(now, due);
      if (due > now && !(await wait(due - now, signal))) throw new Error("the connection was given up");
    },
  };
}
