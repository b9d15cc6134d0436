// Files read in threads: what takes too long there is told, and what has a fault there is read without them.
import type { Overrides } from "../generator/generator.js";
import type { Log } from "../log.js";
import { OverBudget, Stopped, type Haste, type WorkerPool } from "../threads/worker-pool.js";
import { PackedTexts } from "./packed-texts.js";
import type { ReadOrder, SiteFacts } from "./read-orders.js";
import type { FileToRead, PlainFiles, PlainReading, PlainReadings, shownIn } from "./reading.js";
import type { Rules } from "./site-rules.js";

export type WantedOfOne = "entry" | keyof typeof shownIn;

export interface ThreadReader {
  /** What is wanted of one file; null where that takes too long. `here`: reads it without a thread. */
  one<T>(order: FileToRead, wanted: WantedOfOne, here: () => T, haste: Haste): Promise<T | null>;
  /** What files that are read where they lie say, in their order; those that are not among them are to be read one by one. */
  many(files: PlainFiles["files"], now: Date): Promise<readonly FileInThread[]>;
}

interface FileInThread {
  readonly path: string;
  readonly reading: PlainReading;
  /** Of it and of others that were read with it. */
  readonly texts: PackedTexts;
}

interface ThreadReaderDeps {
  readonly threads: WorkerPool;
  readonly rules: () => Rules;
  readonly overrides: Overrides;
  readonly log: Log;
}

export function createThreadReader({ threads, rules, overrides, log }: ThreadReaderDeps): ThreadReader {
  /** Null where that takes too long. */
  async function carriedOut<T>(
    order: ReadOrder,
    haste: Haste,
    onFault: (reason: string) => T,
  ): Promise<T | null> {
    const { stamp, seen } = rules();
    const facts = (): SiteFacts => ({ seen, overrides });
    try {
      return (await threads.run(order, { key: stamp, value: facts }, haste)) as T;
    } catch (fault) {
      if (fault instanceof OverBudget) return null;
      if (fault instanceof Stopped) throw fault;
      return onFault(String(fault));
    }
  }

  return {
    one: (order, wanted, here, haste) =>
      carriedOut({ ...order, site: rules().stamp, wanted }, haste, (reason) => {
        log.warn(
          { file: order.path, reason },
          "A thread that reads had a fault; the file is read without it",
        );
        return here();
      }),
    async many(files, now) {
      const read: FileInThread[] = [];
      while (read.length < files.length) {
        const left = files.slice(read.length);
        const order: ReadOrder = { files: left, now: now.getTime(), site: rules().stamp, wanted: "entries" };
        const more = await carriedOut<PlainReadings | null>(order, "batch", (reason) => {
          log.warn(
            { files: left.length, reason },
            "A thread that reads many files had a fault; they are read one by one",
          );
          return null;
        });
        // What goes over the budget of them all may be any of them.
        if (more === null) break;
        const texts = new PackedTexts(more.texts);
        for (const [at, reading] of more.readings.entries())
          read.push({ path: left[at]?.path ?? "", reading, texts });
      }
      return read;
    },
  };
}
