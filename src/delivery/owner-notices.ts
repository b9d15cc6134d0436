// Tells owners in private what wants a decision: each matter once, and never before what readers are sent.
import { StoreError } from "../store/store-error.js";
import { personName } from "../subscription/owners.js";
import { isDead } from "./lease-holder.js";
import type { Messenger } from "./messenger.js";
import { OwnerNotifier, type NotifiedOwner, type NotifierDeps } from "./owner-notifier.js";

export interface OwnerNoticesDeps extends NotifierDeps {
  readonly owners: readonly NotifiedOwner[];
  readonly messengers: readonly Messenger[];
  /** This process, to the others on the store. */
  readonly holder: string;
  readonly now?: () => number;
  /** Milliseconds between two looks. */
  readonly lookEvery?: number;
}

const LOOK_MS = 3_000;
const LEASE_MS = 45_000;

/** Starts at once, and goes on through every fault of store and platform; gives how to stop it. */
export function tellOwners(deps: OwnerNoticesDeps): { stop(): Promise<void> } {
  const { store, owners, holder, log, now = () => deps.store.now(), lookEvery = LOOK_MS } = deps;
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  const notifiers = owners.flatMap((owner) => {
    const messenger = deps.messengers.find(({ platform }) => platform === owner.platform);
    if (messenger) return new OwnerNotifier(owner, messenger, deps, now, stopping.signal);
    log.warn({ owner: personName(owner) }, "OWNER names somebody on a platform that has no token");
    return [];
  });

  async function look(): Promise<void> {
    try {
      const lease = { name: "owner", holder, lasts: LEASE_MS, isDead };
      if ((await store.takeLease(lease)).term === null) return;
      for (const notifier of notifiers) await notifier.look();
    } catch (error) {
      // The store's own faults are told once, by whoever opened it; what the end cuts off is found again.
      if (!(error instanceof StoreError) && !stopping.signal.aborted)
        log.warn({ reason: String(error) }, "The owner could not be told; it is tried again");
    }
  }

  let work: Promise<void> = Promise.resolve();
  const lookAgain = (): void => {
    work = look().then(() => {
      if (!stopping.signal.aborted) timer = setTimeout(lookAgain, lookEvery);
    });
  };
  if (owners.length > 0) lookAgain();

  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await work;
      if (owners.length > 0) await store.dropLease("owner", holder).catch(() => {});
    },
  };
}
