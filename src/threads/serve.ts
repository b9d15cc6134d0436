// The side of a thread: carries out one order after the other and answers each.
import { parentPort } from "node:worker_threads";
import type { WorkerReply } from "./worker-pool.js";

export interface WorkerService {
  /** What orders may need to know, by the key that they name. */
  learn(key: string, facts: unknown): Promise<void>;
  /** Gives the answer to an order. */
  carryOut(order: unknown): unknown;
}

type WorkerMessage = { readonly order: unknown } | { readonly facts: unknown; readonly key: string };

/** To be called once by a program that `openWorkerPool` starts. */
export function serve(service: WorkerService): void {
  const port = parentPort;
  if (port === null) throw new Error("This program only runs in a thread of Postern's.");
  const tell = (told: WorkerReply): void => port.postMessage(told);
  const answer = async (message: WorkerMessage): Promise<WorkerReply> => {
    if ("key" in message) return { answer: await service.learn(message.key, message.facts) };
    return { answer: service.carryOut(message.order) };
  };
  let work = Promise.resolve();
  port.on("message", (message: WorkerMessage) => {
    work = work.then(async () =>
      tell(await answer(message).catch((fault: unknown) => ({ fault: String(fault) }))),
    );
  });
  tell({ ready: true });
}
