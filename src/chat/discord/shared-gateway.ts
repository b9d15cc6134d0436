// Several processes on the gateway with one token: each question is answered by one of them, by another where that one ends.
import type { REST } from "@discordjs/rest";
import { setMaxListeners } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { isDead, newHolder, retire } from "../../delivery/lease-holder.js";
import type { Log } from "../../log.js";
import { wait } from "../../back-off.js";
import type { ChatDeps } from "../platform.js";
import { AnsweredElsewhere, type AnswerPort } from "./answer-port.js";
import { isTaken } from "./faults.js";
import { fulfil, keepPromise, keptBeforeDone, watchLeft, type Promises } from "./promised-answer.js";
import type { DiscordQuestion } from "./question.js";
import type { Reception } from "./reception.js";
import { restAnswer } from "./rest-answer.js";
import type { Company } from "./shards.js";

/** What the store does not say within so many ms is not waited for: Discord takes one answer, whoever gives it. */
const PATIENCE = 200;
/** Discord gives 3 s. Who has a question answers or promises within a second (`SHARED_DEFER_AFTER`); who takes it over has as long. */
const LOOK_AFTER = 1_200;
/** As DiscordTiming's `deferAfter`, in ms. */
export const SHARED_DEFER_AFTER = 700;
/** Between two looks for promised answers whose process has ended. */
const LEFT_EVERY = 5_000;

export interface SharedGateway extends Company {
  /** Answers a question, sooner or later, unless another process does. `interaction` as Discord wrote it. */
  answer(question: DiscordQuestion, interaction: unknown, rest: REST, reception: Reception): Promise<void>;
  /** Finishes what others promised, until the chat leaves. */
  finishLeft(rest: REST, reception: Reception): Promise<void>;
  /** Whether this process is the first that is to do something once. */
  isFirst(what: string): Promise<boolean>;
}

const saidIn = z.object({ of: z.number(), connected: z.array(z.number()) });

export function sharedGateway(
  { gateway: rows, deferred }: Pick<ChatDeps["store"], "gateway" | "deferred">,
  log: Log,
  leaving: AbortSignal,
  patience = PATIENCE,
): SharedGateway {
  const me = newHolder();
  // Each question that another process has in hand waits by it.
  setMaxListeners(0, leaving);
  /** Null where it takes too long, or fails. */
  const soon = <T>(work: Promise<T>): Promise<T | null> =>
    Promise.race([work.catch(() => null), pause(patience, null, { ref: false })]);

  /** @param isSure by the store the question is this process's */
  function portOf(question: DiscordQuestion, interaction: string, rest: REST, isSure: boolean): AnswerPort {
    const { id } = question;
    const promises: Promises = { rest, deferred: keptBeforeDone(deferred) };
    const port = restAnswer(rest, question);
    async function first(send: Promise<void>): Promise<void> {
      try {
        await send;
      } catch (error) {
        if (!isTaken(error)) throw error;
        const isRival = isSure && (await soon(rows.isTakenBy(id, me))) === true;
        throw isRival ? error : new AnsweredElsewhere("Discord has an answer already");
      }
      void rows.answered(id).catch(() => {});
    }
    /** What another promised and could not say is not to be said in addition. */
    async function whole(send: Promise<void>): Promise<void> {
      await first(send);
      if (!isSure) void deferred.done("discord", id).catch(() => {});
    }
    return {
      repliesWithFiles: port.repliesWithFiles,
      suggest: (choices) => whole(port.suggest(choices)),
      reply: (message, where) => whole(port.reply(message, where)),
      show: (form) => whole(port.show(form)),
      ignore: () => whole(port.ignore()),
      async defer(where) {
        await keepPromise(promises, question, interaction, where);
        await first(port.defer(where));
      },
      edit: (message) => fulfil(promises, question, message),
    };
  }

  return {
    me,
    async answer(question, interaction, rest, reception) {
      const { id } = question;
      const isOurs = await soon(rows.take(id, me));
      if (isOurs === false) {
        if (!(await wait(LOOK_AFTER, leaving))) return;
        if ((await soon(rows.takeOver(id, me))) === false) return;
        log.debug({ question: id }, "Discord: a question is taken over from a process that left it");
      }
      void reception.receive(question, portOf(question, JSON.stringify(interaction), rest, isOurs === true));
    },
    finishLeft: (rest, reception) =>
      watchLeft({ rest, deferred, reception, log, every: LEFT_EVERY }, leaving),
    isFirst: async (what) => (await soon(rows.take(what, me))) === true,
    async meet(said) {
      const members = await rows.meet(me, JSON.stringify(said), isDead);
      return members.flatMap(({ holder, said }) => {
        const { data } = saidIn.safeParse(JSON.parse(said));
        return data ? [{ name: holder, ...data }] : [];
      });
    },
    async leave() {
      await soon(rows.leave(me));
      retire(me);
    },
    turn: (remainder, ms) => rows.turn(`discord identify ${remainder}`, ms),
  };
}
