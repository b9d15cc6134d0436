// The worker of one platform: while it holds the lease it takes due rows and sends them at the platform's pace.
import { setMaxListeners } from "node:events";
import PQueue from "p-queue";
import { heldBy, type OutboxRow } from "../store/outbox.js";
import { StoreError } from "../store/store-error.js";
import type { Subscription } from "../subscription/subscription.js";
import { delivering } from "../under-way.js";
import { InTurn } from "./in-turn.js";
import { PlaceThrottle } from "./place-throttle.js";
import { RateLimiter } from "./rate-limiter.js";
import { send } from "./send.js";
import { ROW_LEASE_MS, type SendDeps } from "./send-deps.js";
import { SendTerm } from "./send-term.js";
import { suspendedPlaces } from "./suspended-places.js";
import { WakeablePause } from "./wakeable-pause.js";

export interface WorkerDeps extends Omit<
  SendDeps,
  "throttle" | "rateLimiter" | "inTurn" | "mayStillSend" | "ending" | "now" | "random"
> {
  /** Who this process is to the others. */
  readonly holder: string;
  readonly now?: () => number;
  readonly random?: () => number;
  /** Milliseconds between two looks at suspended places. */
  readonly lookEvery?: number;
}

export interface Worker {
  /** There may be something due. */
  nudge(): void;
  /** Takes nothing new, finishes what is under way (within 3 s) and gives the lease back. */
  stop(): Promise<void>;
}

const STOP_MS = 3000;
/** Between two tries. */
const PAUSE_MS = 1000;
/** What another process wrote down is found after so many ms; of what this one does, it is told. */
const IDLE_MS = 2000;

/** Starts at once and goes on through every fault of store and platform. */
export function startWorker(given: WorkerDeps): Worker {
  const { store, messenger, holder, log, now = () => given.store.now() } = given;
  const { platform, pace } = messenger;
  const waiting = new Set<readonly OutboxRow[]>();
  const underWay = new Set<readonly OutboxRow[]>();
  const term = new SendTerm({ store, platform, holder, now, claimed: () => [...waiting, ...underWay] });
  const throttle = new PlaceThrottle();
  const rateLimiter = new RateLimiter(pace.perSecond);
  const inTurn = new InTurn(pace.alone);
  const ending = new AbortController();
  // All that is under way may wait by it.
  setMaxListeners(pace.inFlight, ending.signal);
  const deps: SendDeps = {
    random: Math.random,
    ...given,
    now,
    throttle,
    rateLimiter,
    inTurn,
    mayStillSend: () => term.isOn(),
    ending: ending.signal,
  };
  const queue = new PQueue({ concurrency: pace.inFlight });
  const stopping = new AbortController();
  const pause = new WakeablePause();
  const wake = (): void => pause.wake();
  const tendSuspended = suspendedPlaces(deps, queue, wake, given.lookEvery);

  async function job(rows: readonly OutboxRow[], to: Subscription): Promise<void> {
    waiting.delete(rows);
    underWay.add(rows);
    try {
      await delivering(rows[0]?.bundle ?? rows[0]?.key ?? "", () => send(rows, to, deps));
    } catch (error) {
      // The row's lease ends by itself; what was under way is then of unknown outcome.
      if (!(error instanceof StoreError))
        log.warn(
          { reason: String(error) },
          "What became of a message could not be written down; it is looked into",
        );
    } finally {
      underWay.delete(rows);
      wake();
    }
  }

  /**
   * Claims what a second takes, and again when half of it is gone: a claim for every message would be dear. Gives how long
   * there is nothing more to take, in ms.
   */
  async function take(): Promise<number> {
    const room = pace.perSecond - queue.size - queue.pending;
    if (room < pace.perSecond / 2 || throttle.allClosedUntil(now()) > now()) return PAUSE_MS;
    // A look is cheaper than two claims that take nothing.
    const dueAt = await store.outbox.nextDue(platform);
    if (dueAt === null || dueAt > now()) return Math.min(IDLE_MS, (dueAt ?? Infinity) - now());
    const claim = { platform, worker: term.name, now: now(), leaseUntil: now() + ROW_LEASE_MS, limit: room };
    const rows = await store.outbox.claimDue(claim);
    const subscriptions = await store.subscriptions.byIds(new Set(rows.map((row) => row.subscription_id)));
    const taken = new Set<OutboxRow>();
    for (const row of rows) {
      if (taken.has(row)) continue;
      const to = subscriptions.get(row.subscription_id);
      if (!to) {
        await store.outbox.fail(heldBy([row]), { code: "unsubscribed" }, now());
        continue;
      }
      const beside = rows.filter((other) => !taken.has(other) && goesWith(row, other));
      const all = isGathered(row) ? await store.outbox.claimBundle(row, beside, claim) : [row];
      for (const each of [row, ...beside]) taken.add(each);
      waiting.add(all);
      void queue.add(() => job(all, to));
    }
    return rows.length > 0 && queue.size === 0 ? 0 : PAUSE_MS;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const may = await term.tend();
        if (may) await tendSuspended();
        const nothingFor = may ? await take() : PAUSE_MS;
        if (nothingFor > 0) await pause.wait(nothingFor);
      } catch (error) {
        // The store's own faults are told once, by whoever opened it.
        if (!(error instanceof StoreError))
          log.warn({ platform, reason: String(error) }, "The store does not answer; sending waits");
        await pause.wait(2 * PAUSE_MS);
      }
    }
  }
  const running = run();

  return {
    nudge: wake,
    async stop() {
      stopping.abort();
      queue.pause();
      pause.stop();
      await running;
      queue.clear();
      for (const rows of waiting) await store.outbox.release(heldBy(rows), now()).catch(() => {});
      // What is under way is fenced by its rows: whoever takes over need not wait for it.
      await term.end().catch(() => {});
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise((resolve) => (timer = setTimeout(resolve, STOP_MS)));
      await Promise.race([queue.onIdle(), limit]);
      clearTimeout(timer);
      ending.abort();
    },
  };
}

/** Whether a row is of a message that tells of several posts. */
const isGathered = ({ kind, gather, bundle }: OutboxRow): boolean =>
  kind === "post" && (gather === 1 || bundle !== null);

/** Whether another row that was claimed goes into the same message. */
const goesWith = (row: OutboxRow, other: OutboxRow): boolean =>
  isGathered(row) &&
  other !== row &&
  other.kind === "post" &&
  other.gather === 1 &&
  other.subscription_id === row.subscription_id &&
  other.bundle === row.bundle;
