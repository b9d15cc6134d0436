// Work in threads of its own, which may be ended at any time: each order has a budget, and none runs while nothing is to be done.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** An order took more time or memory than it may. */
export class OverBudget extends Error {
  override readonly name = "OverBudget";
}

/** An order was not carried out, since the threads were to stop. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

export interface WorkerPool {
  /**
   * What the program makes of an order; both are copied as `structuredClone` copies. Rejects with OverBudget, and with
   * what the program threw. `facts` null: it needs to know nothing.
   */
  run(order: unknown, facts: WorkerContext | null, haste?: Haste): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * `few` (unless told): it may wait a moment for a thread that is at work, since another one costs as much as some ten
 * orders; `many`: so many come that another one pays; `batch`: as `many`, and each takes as long as some of the others;
 * `first`: it goes before those that lie at no thread yet.
 */
export type Haste = "few" | "many" | "batch" | "first";

/** What a thread has to know before it can carry out an order; each is told of it once. */
export interface WorkerContext {
  readonly key: string;
  readonly value: () => unknown;
}

export interface WorkerPoolOptions {
  /** The compiled file that carries out orders, by `serve`. */
  readonly program: URL;
  /** Milliseconds of one order; 2 s unless told. */
  readonly budget?: number;
  /** Threads at once; as many as there are processors unless told. */
  readonly most?: number;
}

const BUDGET = 2_000;
/** What a thread needs to load its program and to learn facts (ms). */
const SETTING_UP = 60_000;
/** A thread that has had nothing to do for so long (ms) ends and gives its memory back. */
const IDLE = 5_000;
/** So many orders lie at a thread where there may be no other one, so that it never waits for us. */
const AHEAD = 8;
/** The same where they are batches: what is to go first waits for them. */
const BATCHES_AHEAD = 2;
/** Few orders have one thread until some have waited for so long (ms), about what another needs to load its program. */
const PATIENCE = 250;
/** Megabytes. The largest post known takes some 60. */
const MEMORY = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 };

interface PoolTask {
  readonly haste: Haste;
  readonly message: { readonly order: unknown } | { readonly facts: unknown; readonly key: string };
  readonly facts: WorkerContext | null;
  readonly budget: number;
  resolve(answer: unknown): void;
  reject(fault: Error): void;
}

export type WorkerReply =
  { readonly answer: unknown } | { readonly fault: string } | { readonly ready: true };

/** Threads start with the first order. */
export function openWorkerPool({ program, budget = BUDGET, most }: WorkerPoolOptions): WorkerPool {
  const waiting: PoolTask[] = [];
  const threads = new Set<PoolWorker>();
  const limit = most ?? availableParallelism();
  let late: NodeJS.Timeout | undefined;

  function open(): PoolWorker {
    const thread = new PoolWorker(
      program,
      () => [...threads].filter(({ load }) => load > 0).length,
      next,
      (gone, left) => {
        threads.delete(gone);
        waiting.unshift(...left);
        next();
      },
    );
    threads.add(thread);
    return thread;
  }

  function waitNoMore(): void {
    clearTimeout(late);
    late = undefined;
  }

  function longWaited(): void {
    waitNoMore();
    // One that still loads its program is no sign that an order takes long.
    next([...threads].every(({ isReady }) => isReady));
  }

  /** `isLate`: the orders have waited long enough for one more thread. */
  function next(isLate = false): void {
    for (let another = isLate; ; another = false) {
      const [task] = waiting;
      if (task === undefined) break;
      let free = [...threads].sort((a, b) => a.load - b.load)[0];
      const isUrgent = another || waiting.some(({ haste }) => haste !== "few");
      if (free === undefined || (isUrgent && free.load > 0 && threads.size < limit)) free = open();
      // While there may be another thread, nothing lies behind an order that may take long.
      const canGrow = threads.size < limit;
      if (free.load >= (canGrow ? 1 : task.haste === "batch" ? BATCHES_AHEAD : AHEAD)) {
        if (canGrow) late ??= setTimeout(longWaited, PATIENCE);
        return;
      }
      waiting.shift();
      free.take(task);
    }
    waitNoMore();
  }

  return {
    run: (order, facts, haste = "few") =>
      new Promise((resolve, reject) => {
        const task = { haste, message: { order }, facts, budget, resolve, reject };
        if (haste === "first") waiting.unshift(task);
        else waiting.push(task);
        next();
      }),
    async stop() {
      waitNoMore();
      for (const task of waiting.splice(0)) task.reject(new Stopped());
      await Promise.all([...threads].map((thread) => thread.stop()));
    },
  };
}

/** One thread with the orders that lie there; it carries out the first of them. */
class PoolWorker {
  readonly #worker: Worker;
  readonly #tasks: PoolTask[] = [];
  readonly #known = new Set<string>();
  readonly #atWork: () => number;
  readonly #done: () => void;
  readonly #gone: (thread: PoolWorker, left: readonly PoolTask[]) => void;
  isReady = false;
  #timer: NodeJS.Timeout | undefined;
  #began = process.cpuUsage();

  constructor(
    program: URL,
    atWork: () => number,
    done: () => void,
    gone: (thread: PoolWorker, left: readonly PoolTask[]) => void,
  ) {
    [this.#atWork, this.#done, this.#gone] = [atWork, done, gone];
    // Nothing of our environment (tokens) is its business.
    this.#worker = new Worker(program, { env: {}, resourceLimits: MEMORY });
    this.#worker.on("message", (told: WorkerReply) => this.#hear(told));
    this.#worker.on("error", (fault: Error & { code?: string }) =>
      this.#end(
        fault.code === "ERR_WORKER_OUT_OF_MEMORY" ? new OverBudget("It takes too much memory.") : fault,
      ),
    );
    this.#worker.on("exit", () => this.#end(new Error("The thread ended.")));
    this.#watch(SETTING_UP);
  }

  /** Orders that lie here. */
  get load(): number {
    return this.#tasks.length;
  }

  take(task: PoolTask): void {
    const { facts } = task;
    if (facts !== null && !this.#known.has(facts.key)) {
      this.#known.add(facts.key);
      const message = { facts: facts.value(), key: facts.key };
      this.#send({ ...task, message, facts: null, budget: SETTING_UP, resolve: () => undefined });
    }
    this.#send(task);
  }

  async stop(): Promise<void> {
    for (const task of this.#tasks.splice(0)) task.reject(new Stopped());
    await this.#terminate();
  }

  #send(task: PoolTask): void {
    this.#tasks.push(task);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
    this.#worker.postMessage(task.message);
    if (this.#tasks.length > 1) return;
    this.#worker.ref();
    if (this.isReady) this.#watch(task.budget);
  }

  #hear(told: WorkerReply): void {
    if ("ready" in told) this.isReady = true;
    else {
      const task = this.#tasks.shift();
      if ("fault" in told) task?.reject(new Error(told.fault));
      else task?.resolve(told.answer);
    }
    const [head] = this.#tasks;
    if (head !== undefined) this.#watch(head.budget);
    else this.#rest();
    this.#done();
  }

  /** From now on the first order has `budget` milliseconds. */
  #watch(budget: number): void {
    clearTimeout(this.#timer);
    this.#began = process.cpuUsage();
    this.#timer = setTimeout(() => this.#look(budget), budget);
  }

  /** A thread that got no processor has used nothing up: on a busy machine it has its time, too. */
  #look(budget: number): void {
    const head = this.#tasks[0];
    const { user, system } = process.cpuUsage(this.#began);
    if ((user + system) / 1000 >= budget * this.#atWork()) {
      // What it has just answered may lie in front of us.
      setImmediate(() => head === this.#tasks[0] && this.#end(new OverBudget("It takes too long.")));
    } else this.#timer = setTimeout(() => this.#look(budget), budget / 8);
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#worker.unref();
    this.#timer = setTimeout(() => this.#end(new Error("It had nothing to do.")), IDLE).unref();
  }

  /** The first order has failed; the others are carried out elsewhere. */
  #end(fault: Error): void {
    const [head, ...left] = this.#tasks.splice(0);
    void this.#terminate();
    head?.reject(fault);
    this.#gone(
      this,
      left.filter(({ message }) => "order" in message),
    );
  }

  async #terminate(): Promise<void> {
    clearTimeout(this.#timer);
    this.#worker.removeAllListeners();
    // Whatever it still has to say, of its end too, is no news.
    this.#worker.on("error", () => undefined);
    await this.#worker.terminate();
  }
}
