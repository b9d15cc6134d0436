// The worker of one platform: while it holds the lease it takes due rows and sends them at the platform's pace.
import PQueue from "p-queue";
import { heldBy, type OutboxRow } from "../store/outbox.js";
import { sendLease } from "../store/lease.js";
import { StoreError } from "../store/store-error.js";
import type { Subscription } from "../subscription/subscription.js";
import { delivering } from "../under-way.js";
import { InTurn } from "./in-turn.js";
import { PlaceThrottle } from "./place-throttle.js";
import { isDead } from "./lease-holder.js";
import { RateLimiter } from "./rate-limiter.js";
import { send } from "./send.js";
import { ROW_LEASE_MS, type SendDeps } from "./send-deps.js";
import { suspendedPlaces } from "./suspended-places.js";

export interface WorkerDeps extends Omit<
  SendDeps,
  "throttle" | "rateLimiter" | "inTurn" | "mayStillSend" | "now" | "random"
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

/** Another process takes over after this time; it is prolonged three times as often. */
const LEASE_MS = 15_000;
const STOP_MS = 3000;
const IDLE_MS = 1000;
const TEND_MS = 5000;

/** Starts at once and goes on through every fault of store and platform. */
export function startWorker(given: WorkerDeps): Worker {
  const { store, messenger, holder, log } = given;
  const { platform, pace } = messenger;
  const throttle = new PlaceThrottle();
  const rateLimiter = new RateLimiter(pace.perSecond);
  const inTurn = new InTurn(pace.alone);
  const deps: SendDeps = {
    now: () => store.now(),
    random: Math.random,
    ...given,
    throttle,
    rateLimiter,
    inTurn,
    mayStillSend: () => leaseEnd > performance.now(),
  };
  const { now } = deps;
  const queue = new PQueue({ concurrency: pace.inFlight });
  const waiting = new Set<readonly OutboxRow[]>();
  const underWay = new Set<readonly OutboxRow[]>();
  const stopping = new AbortController();
  let interrupt: () => void = () => {};
  let nudged = false;
  let [leaseEnd, tendedAt] = [0, -Infinity];
  let worker = "";

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
      if (nudged || stopping.signal.aborted) interrupt();
      nudged = false;
    });
  /** Ends the pause, or the next one: a nudge that comes between two is not lost. */
  const wake = (): void => {
    nudged = true;
    interrupt();
  };

  const tendSuspended = suspendedPlaces(deps, queue, wake, given.lookEvery);

  /**
   * Whether this process may send now; tends the lease, and frees rows of the dead. The lease is counted by this
   * process's own clock from before it was asked for, so that it never ends later here than for the others.
   */
  async function mayWork(): Promise<boolean> {
    const time = performance.now();
    if (time - tendedAt < TEND_MS) return leaseEnd > time;
    const { term, from } = await store.takeLease({
      name: sendLease(platform),
      holder,
      lasts: LEASE_MS,
      isDead,
    });
    tendedAt = time;
    if (term === null) {
      leaseEnd = 0;
      // Asked again soon: a standby must be there in time.
      tendedAt = time - TEND_MS + IDLE_MS;
      return false;
    }
    leaseEnd = time + LEASE_MS;
    worker = term;
    // This process stood still until another may have taken over.
    if (!deps.mayStillSend()) return false;
    const dead = from !== null && isDead(from) ? from : null;
    const mine = [...waiting, ...underWay].flat().map((row) => row.key);
    await store.outbox.recover(platform, now(), dead, ROW_LEASE_MS, mine);
    return true;
  }

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

  /** Claims what a second takes, and again when half of it is gone: a claim for every message would be dear. */
  async function take(): Promise<number> {
    const room = pace.perSecond - queue.size - queue.pending;
    if (room < pace.perSecond / 2 || throttle.allClosedUntil(now()) > now()) return 0;
    const claim = { platform, worker, now: now(), leaseUntil: now() + ROW_LEASE_MS, limit: room };
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
      const gathered = row.kind === "post" && (row.gather === 1 || row.bundle !== null);
      const beside = rows.filter(
        (other) =>
          gathered &&
          other !== row &&
          !taken.has(other) &&
          other.kind === "post" &&
          other.gather === 1 &&
          other.subscription_id === row.subscription_id &&
          other.bundle === row.bundle,
      );
      const all = gathered ? await store.outbox.claimBundle(row, beside, claim) : [row];
      for (const each of [row, ...beside]) taken.add(each);
      waiting.add(all);
      void queue.add(() => job(all, to));
    }
    return rows.length;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const may = await mayWork();
        if (may) await tendSuspended();
        const taken = may ? await take() : 0;
        if (taken === 0 || queue.size > 0) await pause(IDLE_MS);
      } catch (error) {
        // The store's own faults are told once, by whoever opened it.
        if (!(error instanceof StoreError))
          log.warn({ platform, reason: String(error) }, "The store does not answer; sending waits");
        await pause(2 * IDLE_MS);
      }
    }
  }
  const running = run();

  return {
    nudge: () => wake(),
    async stop() {
      stopping.abort();
      queue.pause();
      wake();
      await running;
      queue.clear();
      for (const rows of waiting) await store.outbox.release(heldBy(rows), now()).catch(() => {});
      // What is under way is fenced by its rows: whoever takes over need not wait for it.
      await store.dropLease(sendLease(platform), holder).catch(() => {});
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise((resolve) => (timer = setTimeout(resolve, STOP_MS)));
      await Promise.race([queue.onIdle(), limit]);
      clearTimeout(timer);
    },
  };
}
