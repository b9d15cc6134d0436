// Takes updates in where several processes answer at a time, and answers what others left.
import { isLate } from "../../is-late.js";
import { seldom } from "../seldom.js";
import type { Result } from "./api.js";
import { Lanes } from "./lanes.js";
import type { Question } from "./question.js";
import { SharedInbox } from "./shared-inbox.js";
import { questionReader, resume, type ReceiverDeps, type UpdateReceiver } from "./update-receiver.js";

/** The store has so many ms to take an update: nginx waits five seconds for us, and ten in all (packaging/nginx). */
const PATIENCE = 3_000;

/** Its `take` throws where the store does not take the updates in time. */
export interface SharedReceiver extends UpdateReceiver {
  /** Answers what others left, until `signal` aborts. For one process at a time. */
  lead(signal: AbortSignal): void;
}

export function openSharedReceiver(
  me: Result<"getMe">,
  deps: ReceiverDeps,
  signal: AbortSignal,
): SharedReceiver {
  const { store, log } = deps;
  const inbox = new SharedInbox(store, {
    bot: me.id,
    log,
    onFound: (pending) => resume(pending, inbox, lanes, deps),
    signal,
  });
  const lanes = new Lanes({ ...deps, inbox }, signal);
  const read = questionReader(me, deps);
  const tell = seldom(log);

  async function takeOne(question: Question): Promise<void> {
    if (await inbox.take(question)) lanes.add(question);
  }

  return {
    get full() {
      return lanes.full;
    },
    async take(updates) {
      for (const update of updates) {
        const question = read(update);
        if (!question || !(await isLate(takeOne(question), PATIENCE))) continue;
        tell(
          {},
          "Telegram: the store takes long to write a question down; Telegram is asked to give it again",
        );
        throw new Error("the store is late");
      }
    },
    lead: (leads) => inbox.lead(leads),
    async stop() {
      await lanes.stop();
      await inbox.close();
    },
  };
}
