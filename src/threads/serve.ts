// The side of a thread: carries out one order after the other and answers each.
import { parentPort } from "node:worker_threads";
import type { WorkerReply } from "./worker-pool.js";

export interface WorkerService {
  /** What orders may need to know, by the key that they name. */
  learn(key: string, facts: unknown): Promise<void>;
  /** Gives the answer to an order; what of it is to be moved, not copied, it says by `move`. */
  carryOut(order: unknown, move: (part: ArrayBuffer) => void): unknown;
}

type WorkerMessage = { readonly order: unknown } | { readonly facts: unknown; readonly key: string };

/** To be called once by a program that `openWorkerPool` starts. */
export function serve(service: WorkerService): void {
  const port = parentPort;
  if (port === null) throw new Error("This program only runs in a thread of Postern's.");
  const tell = (told: WorkerReply, moved: readonly ArrayBuffer[] = []): void => port.postMessage(told, moved);
  const answer = async (message: WorkerMessage, moved: ArrayBuffer[]): Promise<WorkerReply> => {
    if ("key" in message) return { answer: await service.learn(message.key, message.facts) };
    return { answer: service.carryOut(message.order, (part) => moved.push(part)) };
  };
  let work = Promise.resolve();
  port.on("message", (message: WorkerMessage) => {
    work = work.then(async () => {
      const moved: ArrayBuffer[] = [];
      tell(await answer(message, moved).catch((fault: unknown) => ({ fault: String(fault) })), moved);
    });
  });
  tell({ ready: true });
}
