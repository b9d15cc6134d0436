// The worker of one platform: while it holds the lease it takes due rows and sends them at the platform's pace.
import PQueue from "p-queue";
import type { OutboxRow } from "../store/outbox.js";
import { placeName } from "../subscription/place.js";
import type { Subscription } from "../subscription/subscription.js";
import { timing } from "../subscription/timing.js";
import { Gates } from "./gates.js";
import { isDead } from "./holder.js";
import { Pacer } from "./pacer.js";
import { send } from "./send.js";
import { ROW_LEASE_MS, type SendParts } from "./send-parts.js";

export interface WorkerParts extends Omit<SendParts, "gates" | "pacer" | "now" | "random"> {
  readonly now?: () => number;
  readonly random?: () => number;
}

export interface Worker {
  /** There may be something due. */
  nudge(): void;
  /** Takes nothing new, finishes what is under way (within 4 s) and gives the lease back. */
  stop(): Promise<void>;
}

/** Another process takes over after this time; it is prolonged three times as often. */
const LEASE_MS = 15_000;
const STOP_MS = 4000;
const IDLE_MS = 1000;
const TEND_MS = 5000;
/** Suspended places looked at every TEND_MS. */
const CHECKS = 5;
/** A suspended place whose platform did not answer is asked again after so long. */
const UNANSWERED_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;
const TOO_OLD = (days: number): string => `its place was closed for over ${days} days`;

/** Starts at once and goes on through every fault of store and platform. */
export function startWorker(given: WorkerParts): Worker {
  const { store, messenger, worker, log } = given;
  const { platform, pace } = messenger;
  const gates = new Gates();
  const pacer = new Pacer(pace.perSecond);
  const parts: SendParts = { now: Date.now, random: Math.random, ...given, gates, pacer };
  const { now } = parts;
  const queue = new PQueue({ concurrency: pace.inFlight });
  const waiting = new Set<readonly OutboxRow[]>();
  const stopping = new AbortController();
  let interrupt: () => void = () => {};
  let nudged = false;
  let [leaseEnd, tendedAt, caughtUpAt, lookedAt] = [0, -Infinity, -Infinity, -Infinity];

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

  /** Whether this process may send now; tends the lease, and frees rows of the dead. */
  async function mayWork(): Promise<boolean> {
    const time = performance.now();
    if (time - tendedAt < TEND_MS) return leaseEnd > time;
    const { held, from } = await store.takeLease({
      name: `send ${platform}`,
      holder: worker,
      now: now(),
      lasts: LEASE_MS,
      isDead,
    });
    tendedAt = time;
    if (!held) {
      leaseEnd = 0;
      // Asked again soon: a standby must be there in time.
      tendedAt = time - TEND_MS + IDLE_MS;
      return false;
    }
    leaseEnd = time + LEASE_MS;
    await store.outbox.recover(platform, now(), from !== null && isDead(from) ? from : null, ROW_LEASE_MS);
    return true;
  }

  async function lookAfterSuspended(): Promise<void> {
    const time = performance.now();
    if (time - caughtUpAt >= IDLE_MS) {
      caughtUpAt = time;
      await catchUp();
    }
    if (time - lookedAt >= TEND_MS) {
      lookedAt = time;
      await lookAtSuspended();
    }
  }

  /** What waited for places that are open again goes out; what waited too long is given up. */
  async function catchUp(): Promise<void> {
    const ids = await store.outbox.reopened(platform);
    for (const [id, to] of await store.subscriptions.byIds(new Set(ids))) {
      await giveUpOld(id);
      const { maxAtOnce } = parts;
      const posts = await store.outbox.catchUp(id, {
        now: now(),
        timing: timing(to.wishes, now()),
        maxAtOnce,
      });
      if (posts > 0) log.info(`${placeName(to.place)}: ${posts} posts that waited for it are sent.`);
    }
  }

  const giveUpOld = async (id: string): Promise<void> => {
    const days = Math.round(parts.catchUp / DAY_MS);
    const given = await store.outbox.expire(id, now() - parts.catchUp, TOO_OLD(days), now());
    if (given > 0)
      log.warn(`${given} messages waited over ${days} days for a closed place and are given up.`);
  };

  /** A few at a time and in turn with the messages: a platform takes no more calls because many shut us out. */
  async function lookAtSuspended(): Promise<void> {
    for (const { id, place } of await store.subscriptions.dueForCheck(platform, now(), CHECKS)) {
      await giveUpOld(id);
      void queue
        .add(async () => {
          await pacer.turn();
          const access = await messenger.check(place, AbortSignal.timeout(5000), () => pacer.turn());
          switch (access.may) {
            case "unknown":
              return store.subscriptions.lookAt(id, now() + UNANSWERED_MS);
            case "moved": {
              const moved = await store.subscriptions.move(id, access.address);
              if (access.address !== place.address) await store.subscriptions.lookAt(moved, now());
              return;
            }
            case "no":
              return;
            case "yes":
              await store.subscriptions.wake(id);
              log.info(`${placeName(place)} is open again.`);
              caughtUpAt = -Infinity;
              wake();
          }
        })
        .catch((error: unknown) => log.warn(`A suspended place could not be looked at: ${String(error)}`));
    }
  }

  async function job(rows: readonly OutboxRow[], to: Subscription): Promise<void> {
    waiting.delete(rows);
    try {
      await send(rows, to, parts);
    } catch (error) {
      // The row's lease ends by itself; what was under way is then of unknown outcome.
      log.warn(`Writing down a delivery failed, it will be looked into: ${(error as Error).message}`);
    } finally {
      wake();
    }
  }

  /** Claims what a second takes, and again when half of it is gone: a claim for every message would be dear. */
  async function take(): Promise<number> {
    const room = pace.perSecond - queue.size - queue.pending;
    if (room < pace.perSecond / 2 || gates.allClosedUntil(now()) > now()) return 0;
    const claim = { platform, worker, now: now(), leaseUntil: now() + ROW_LEASE_MS, limit: room };
    const rows = await store.outbox.claimDue(claim);
    const subscriptions = await store.subscriptions.byIds(new Set(rows.map((row) => row.subscription_id)));
    const taken = new Set<OutboxRow>();
    for (const row of rows) {
      if (taken.has(row)) continue;
      const to = subscriptions.get(row.subscription_id);
      if (!to) {
        await store.outbox.fail({ keys: [row.key], worker }, "the subscription was ended", now());
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
        if (may) await lookAfterSuspended();
        const taken = may ? await take() : 0;
        if (taken === 0 || queue.size > 0) await pause(IDLE_MS);
      } catch (error) {
        log.warn(`The store does not answer, ${platform} waits: ${(error as Error).message}`);
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
      for (const rows of waiting)
        await store.outbox.release({ keys: rows.map((row) => row.key), worker }, now()).catch(() => {});
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise((resolve) => (timer = setTimeout(resolve, STOP_MS)));
      await Promise.race([queue.onIdle(), limit]);
      clearTimeout(timer);
      await store.dropLease(`send ${platform}`, worker).catch(() => {});
    },
  };
}
