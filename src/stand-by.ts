// Of the processes on one store one answers in a chat, or leads where all answer; another takes over when it ends.
import type { Chat, ChatError } from "./chat/chat.js";
import { wait } from "./back-off.js";
import type { Lead, OpenChat } from "./chat/platform.js";
import { isDead, newHolder, retire } from "./delivery/lease-holder.js";
import type { Log } from "./log.js";
import type { LeaseTerm } from "./store/lease.js";
import type { Store } from "./store/store.js";

/** In ms: after it another process takes over, at once where the one that answered is known to have ended. */
const LEASE_MS = 10_000;
const PROLONG_EVERY = 3_000;
const LOOK_EVERY = 1_000;

export interface StandByDeps {
  readonly platform: string;
  readonly store: Pick<Store, "takeLease" | "dropLease">;
  readonly log: Log;
  /** Told when the chat is refused as it takes over. */
  readonly onRefused: (error: ChatError) => void;
}

/** The lease of who answers on a platform; who leads there holds it too, so that the two ways exclude each other. */
export const answerLease = (platform: string): string => `answer ${platform}`;

/** Takes or prolongs it; gives the term for which it is held, null where another holds it. */
const termOf = async (store: StandByDeps["store"], name: string, holder: string): Promise<LeaseTerm | null> =>
  (await store.takeLease({ name, holder, lasts: LEASE_MS, isDead })).term;

/** What only one of several processes may do, by a lease; all of them stop leading, at once, when `ending` aborts. */
export const leading =
  (
    { name, store }: { readonly name: string; readonly store: StandByDeps["store"] },
    ending: AbortSignal,
  ): Lead =>
  async (work, signal) => {
    const holder = newHolder();
    const leaving = AbortSignal.any([signal, ending]);
    const fault = new AbortController();
    let turn = new AbortController();
    let term: LeaseTerm | null = null;
    let ended: Promise<void> = Promise.resolve();
    const look = async (): Promise<void> => {
      // While the store does not tell all stays as it is.
      const now = await termOf(store, name, holder).catch(() => term);
      if (now === term) return;
      turn.abort();
      term = now;
      if (now === null) return;
      const mine = (turn = new AbortController());
      // What was done in a turn before is brought to its end.
      ended = ended
        .then(() => (mine.signal.aborted ? undefined : work(mine.signal, now)))
        .catch((error: unknown) => fault.abort(error));
    };
    const until = AbortSignal.any([leaving, fault.signal]);
    do await look();
    while (await wait(term === null ? LOOK_EVERY : PROLONG_EVERY, until));
    turn.abort();
    await store.dropLease(name, holder).catch(() => {});
    await ended;
    retire(holder);
    fault.signal.throwIfAborted();
  };

/**
 * The chat that `open` makes, answering only while no other process on the store does, unless all of them may; null where it makes none. It is
 * made anew after another process took over, for a chat that was stopped does not start again.
 */
export async function standBy(
  open: () => Promise<OpenChat | null>,
  { platform, store, log, onRefused }: StandByDeps,
): Promise<OpenChat | null> {
  const first = await open();
  if (!first || first.together) return first;
  let inner = first;
  const name = answerLease(platform);
  const holder = newHolder();
  const leaving = new AbortController();
  /** Null until it is known. */
  let answers: boolean | null = null;
  let started: Promise<void> = Promise.resolve();
  let tending: Promise<void> = Promise.resolve();

  /** While the store does not tell all stays as it is: readers are answered without it. */
  const mayAnswer = (): Promise<boolean> =>
    termOf(store, name, holder).then(
      (term) => term !== null,
      () => answers ?? true,
    );

  async function look(): Promise<void> {
    const may = await mayAnswer();
    if (may === answers) return;
    if (!may)
      log.warn({ platform }, "Another process on this store answers here; standing by until it is gone");
    else if (answers === false) log.info({ platform }, "The process that answered here is gone; taking over");
    if (answers) {
      await inner.chat.stop();
      inner = (await open()) ?? inner;
    }
    answers = may;
    // Not waited for: the lease has to be prolonged meanwhile.
    if (may) started = inner.chat.start();
  }

  async function tend(): Promise<void> {
    while (await wait(answers ? PROLONG_EVERY : LOOK_EVERY, leaving.signal)) {
      const before = started;
      await look().catch((err: unknown) => log.error({ err }, "Something did not stop in order"));
      if (started !== before)
        started.catch((error: ChatError) => {
          log.error({ reason: error.message }, "A chat does not start");
          onRefused(error);
        });
    }
  }

  const chat: Chat = {
    name: first.chat.name,
    state: () => (answers === false ? { kind: "standby" } : inner.chat.state()),
    async start() {
      await look();
      tending = tend();
      await started;
    },
    async stop() {
      leaving.abort();
      await tending;
      await inner.chat.stop();
      await store.dropLease(name, holder).catch(() => {});
      retire(holder);
    },
  };
  // Those of the chat that answers now.
  const routes = first.routes.map((route, at) => ({
    ...route,
    handle: (request: Request) => (inner.routes[at] ?? route).handle(request),
  }));
  return { ...first, chat, routes };
}
