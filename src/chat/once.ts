// What is to be done once, however often and whichever process is asked: in the store, and in memory while that is away.
import { LRUCache } from "lru-cache";
import { isLate } from "../is-late.js";
import type { ChatDeps } from "./platform.js";

/** Whoever began it and was not heard of again, for so many ms, may have ended before it was done. */
const BEGUN = 15_000;
/** Nobody presses a button for the second time after so many ms and means the first. */
const DONE = 24 * 3_600_000;
/** Who asks waits no longer for the store, in ms: rather twice than never. */
const PATIENCE = 200;
/** So many are remembered here. */
const REMEMBERED = 1_000;

/** Does something for a question. */
type Work = () => Promise<void>;

/** Thrown by work that another process does for the same question. */
export class DoneElsewhere extends Error {
  override readonly name: string = "DoneElsewhere";
}

export interface Once {
  /** Does `work` unless it was done, or is being done, for another question; false where it was. */
  do(what: string, question: string, work: Work): Promise<boolean>;
}

export function onceBy(store?: ChatDeps["store"]["once"]): Once {
  const here = new LRUCache<string, string>({ max: REMEMBERED });
  async function claim(what: string, question: string, lasts: number): Promise<boolean> {
    let mine = true;
    const claimed = store?.claim(what, question, lasts).then(
      (is) => (mine = is),
      () => {},
    );
    if (claimed) await isLate(claimed, PATIENCE);
    return mine;
  }
  return {
    async do(what, question, work) {
      if ((here.get(what) ?? question) !== question) return false;
      here.set(what, question);
      if (!(await claim(what, question, BEGUN))) {
        // By the store: whoever began it elsewhere may end before it is done.
        here.delete(what);
        return false;
      }
      try {
        await work();
      } catch (error) {
        const isDone = error instanceof DoneElsewhere;
        if (!isDone) here.delete(what);
        await claim(what, question, isDone ? DONE : 0);
        throw error;
      }
      await claim(what, question, DONE);
      return true;
    },
  };
}
