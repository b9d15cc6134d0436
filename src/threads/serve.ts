// The side of a thread: carries out one order after the other and answers each.
import { parentPort } from "node:worker_threads";
import type { Told } from "./threads.js";

export interface Service {
  /** What orders may need to know, by the key that they name. */
  learn(key: string, facts: unknown): Promise<void>;
  /** Gives the answer to an order. */
  carryOut(order: unknown): unknown;
}

type Message = { readonly order: unknown } | { readonly facts: unknown; readonly key: string };

/** To be called once by a program that `openThreads` starts. */
export function serve(service: Service): void {
  const port = parentPort;
  if (port === null) throw new Error("This program only runs in a thread of Postern's.");
  const tell = (told: Told): void => port.postMessage(told);
  const answer = async (message: Message): Promise<Told> => {
    if ("key" in message) return { answer: await service.learn(message.key, message.facts) };
    return { answer: service.carryOut(message.order) };
  };
  let work = Promise.resolve();
  port.on("message", (message: Message) => {
    work = work.then(async () =>
      tell(await answer(message).catch((fault: unknown) => ({ fault: String(fault) }))),
    );
  });
  tell({ ready: true });
}
