// How `postern init` asks: a person at the terminal, or nobody, where every answer is what is set already.
import * as clack from "@clack/prompts";

/** A sentence of what is wrong with an answer, or null. */
export type Check = (answer: string) => string | null;

export interface Asking {
  /** Whether an answer that turned out wrong can be asked for again. */
  readonly again: boolean;
  /** `given`: what it is unless something else is said. Resolves only with an answer that passes the check. */
  text(question: string, given: string, check: Check): Promise<string>;
  /** Shows nothing of what is typed; empty where nothing was. */
  secret(question: string, hint: string, check: Check): Promise<string>;
  confirm(question: string, given: boolean): Promise<boolean>;
  say(line: string): void;
  warn(line: string): void;
  /** Shows that something is under way until it ends. */
  during<T>(what: string, work: Promise<T>): Promise<T>;
}

/** The person has had enough; nothing is to be written. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

function answerOf<T>(answer: T): Exclude<T, symbol> {
  if (clack.isCancel(answer)) throw new Cancelled();
  return answer as Exclude<T, symbol>;
}

/** `yes` and `no` in the person's language. */
export const asksPerson = (yes: string, no: string): Asking => ({
  again: true,
  async text(message, given, check) {
    const validate = (value: string | undefined) => check(value ?? "") ?? undefined;
    return answerOf(await clack.text({ message, initialValue: given, defaultValue: "", validate }));
  },
  async secret(message, hint, check) {
    clack.log.message(hint);
    const validate = (value: string | undefined) => (value ? (check(value.trim()) ?? undefined) : undefined);
    return (answerOf(await clack.password({ message, validate })) ?? "").trim();
  },
  confirm: async (message, initialValue) =>
    answerOf(await clack.confirm({ message, initialValue, active: yes, inactive: no })),
  say: (line) => clack.log.message(line),
  warn: (line) => clack.log.warn(line),
  async during(what, work) {
    const spinner = clack.spinner();
    spinner.start(what);
    try {
      return await work;
    } finally {
      spinner.stop(what);
    }
  },
});

/** For `--yes`: what is wrong ends it. `fault` makes the error of a sentence. */
export const asksNobody = (write: (line: string) => void, fault: (why: string) => Error): Asking => ({
  again: false,
  async text(_question, given, check) {
    const wrong = check(given);
    if (wrong !== null) throw fault(wrong);
    return given;
  },
  secret: async () => "",
  confirm: async (_question, given) => given,
  say: write,
  warn: write,
  during: async (_what, work) => work,
});
