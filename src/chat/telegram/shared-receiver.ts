// Takes updates in where several processes answer at a time, and answers what others left.
import type { Result } from "./api.js";
import { Lanes } from "./lanes.js";
import { SharedInbox } from "./shared-inbox.js";
import { questionReader, resume, type ReceiverDeps, type UpdateReceiver } from "./update-receiver.js";

/** Its `take` throws where the store does not take the updates. */
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
  return {
    get full() {
      return lanes.full;
    },
    async take(updates) {
      for (const update of updates) {
        const question = read(update);
        if (question && (await inbox.take(question))) lanes.add(question);
      }
    },
    lead: (leads) => inbox.lead(leads),
    async stop() {
      await lanes.stop();
      await inbox.close();
    },
  };
}
