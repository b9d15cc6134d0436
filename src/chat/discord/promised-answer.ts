// Answers that were promised for later: kept in the store before Discord hears of it, finished by whoever lives.
import { DiscordAPIError, type REST } from "@discordjs/rest";
import { RESTJSONErrorCodes } from "discord-api-types/v10";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Log } from "../../log.js";
import { isLate } from "../../is-late.js";
import { wait } from "../../back-off.js";
import type { ChatDeps } from "../platform.js";
import type { AnswerMessage, AnswerPort, Where } from "./answer-port.js";
import { faultFields } from "./faults.js";
import { questionIn, type DiscordQuestion } from "./question.js";
import type { Reception } from "./reception.js";
import { editAnswer } from "./rest-answer.js";

/** The part of the store where promised answers stand. */
export type DeferredStore = ChatDeps["store"]["deferred"];

/** A promise that the store does not take within so many ms is given all the same: mostly its process lives. */
const PATIENCE = 200;
/** The edit may overtake the promise, of which Discord then does not know yet: waits between tries, in ms. */
const OVERTAKEN = [200, 400, 800, 1_600, 3_200] as const;
const UNKNOWN: readonly number[] = [
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownInteraction,
];

const keptSchema = z.object({
  interaction: z.string(),
  where: z.enum(["everyone", "asker", "in place"]),
});

export interface Promises {
  readonly rest: REST;
  readonly deferred: DeferredStore;
}

/** For one promise: it is done with only after it was kept, whichever of both the store takes longer for. */
export function keptBeforeDone(deferred: DeferredStore): DeferredStore {
  let kept: Promise<unknown> = Promise.resolve();
  return {
    ...deferred,
    keep(platform, question) {
      const keeping = deferred.keep(platform, question);
      kept = keeping.catch(() => {});
      return keeping;
    },
    async done(platform, id) {
      await kept;
      await deferred.done(platform, id);
    },
  };
}

/** Keeps what is needed to answer from another process; `interaction` as Discord wrote it. Never rejects. */
export async function keepPromise(
  { deferred }: Promises,
  { id }: DiscordQuestion,
  interaction: string,
  where: Where,
): Promise<void> {
  const entry = JSON.stringify({ interaction, where } satisfies z.output<typeof keptSchema>);
  await isLate(
    deferred.keep("discord", { id, entry }).catch(() => {}),
    PATIENCE,
  );
}

/** Throws what @discordjs/rest throws. */
export async function fulfil(
  { rest, deferred }: Promises,
  question: DiscordQuestion,
  message: AnswerMessage,
): Promise<void> {
  const done = (): Promise<void> => deferred.done("discord", question.id).catch(() => {});
  for (const ms of [...OVERTAKEN, null]) {
    try {
      await editAnswer(rest, question, message);
      return await done();
    } catch (error) {
      if (ms === null || !isUnknown(error)) {
        if (isForGood(error)) await done();
        throw error;
      }
      await pause(ms);
    }
  }
}

/** All that is left to do about a question whose asker was told to wait. */
function later(promises: Promises, question: DiscordQuestion): AnswerPort {
  const nothing = async (): Promise<void> => {};
  return {
    repliesWithFiles: false,
    suggest: nothing,
    reply: nothing,
    show: nothing,
    ignore: nothing,
    defer: nothing,
    edit: (message) => fulfil(promises, question, message),
  };
}

interface LeftDeps extends Promises {
  readonly reception: Reception;
  readonly log: Log;
  /** Between two looks, in ms. */
  readonly every: number;
}

/** Finishes what another process promised, or this one before it was started anew, until `signal` aborts. */
export async function watchLeft({ reception, log, every, ...promises }: LeftDeps, signal: AbortSignal) {
  async function finish(): Promise<void> {
    for (const { id, entry } of await promises.deferred.takeLeft("discord")) {
      try {
        const { interaction, where } = keptSchema.parse(JSON.parse(entry));
        const question = questionIn(JSON.parse(interaction));
        if (question) void reception.receive(question, later(promises, question), where);
      } catch (error) {
        log.warn(faultFields(error), "Discord: a promised answer cannot be read any more");
        await promises.deferred.done("discord", id);
      }
    }
  }
  do await finish().catch((error: unknown) => log.debug(faultFields(error), "Discord: the store is away"));
  while (await wait(every, signal));
}

const isUnknown = (error: unknown): boolean =>
  error instanceof DiscordAPIError && UNKNOWN.includes(Number(error.code));
/** Another try, by whoever, would be refused as well. */
const isForGood = (error: unknown): boolean => error instanceof DiscordAPIError && error.status < 500;
