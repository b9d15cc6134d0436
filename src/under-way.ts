// What is under way: its id in every log line that belongs to it, and how long a question took, told to who measures.
import { AsyncLocalStorage } from "node:async_hooks";
import { answered } from "./measures.js";

interface Undertaking {
  readonly ids: Readonly<Record<string, string>>;
  /** What a question turned out to ask for. */
  command: string;
  outcome: "answered" | "failed";
}

const underWay = new AsyncLocalStorage<Undertaking>();
const begun = (ids: Undertaking["ids"]): Undertaking => ({ ids, command: "none", outcome: "answered" });

/** The ids of what the caller works for. */
export const idsUnderWay = (): Undertaking["ids"] => underWay.getStore()?.ids ?? {};

/** Says what the question under way asks for: the name of a command, never what a reader typed. */
export function asksFor(command: string): void {
  const question = underWay.getStore();
  if (question) question.command = command;
}

/** Says that the question under way gets no answer. */
export function asksInVain(): void {
  const question = underWay.getStore();
  if (question) question.outcome = "failed";
}

/** Answers one question of a chat; `since` when it came, by `performance.now()`. Throws what `work` throws. */
export const answering = (
  chat: string,
  question: string,
  since: number,
  work: () => Promise<void>,
): Promise<void> => {
  const about = begun({ question });
  return underWay.run(about, async () => {
    try {
      await work();
    } catch (error) {
      asksInVain();
      throw error;
    } finally {
      const { command, outcome } = about;
      answered.tell({ chat, command, outcome, seconds: (performance.now() - since) / 1000 });
    }
  });
};

/** Sends one message of the outbox. */
export const delivering = (delivery: string, work: () => Promise<void>): Promise<void> =>
  underWay.run(begun({ delivery }), work);
