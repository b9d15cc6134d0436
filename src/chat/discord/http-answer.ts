// Answers in the response to Discord's request; what takes longer is promised there, and comes later over the API.
import { DiscordAPIError, type REST } from "@discordjs/rest";
import { RESTJSONErrorCodes } from "discord-api-types/v10";
import { setTimeout as pause } from "node:timers/promises";
import { isLate } from "../../is-late.js";
import type { ChatDeps } from "../platform.js";
import {
  deferring,
  replying,
  showing,
  suggesting,
  type AnswerMessage,
  type AnswerPort,
} from "./answer-port.js";
import { jsonResponse } from "./interactions-route.js";
import { uploadParts } from "./pictures.js";
import type { DiscordQuestion } from "./question.js";
import { editAnswer } from "./rest-answer.js";

/** The part of the store where promised answers stand. */
export type DeferredStore = ChatDeps["store"]["deferred"];

interface HttpAnswerDeps {
  readonly rest: REST;
  readonly deferred: DeferredStore;
  /** Keeps what is needed to answer from another process. */
  readonly keep: (where: Parameters<AnswerPort["defer"]>[0]) => Promise<void>;
  /** What goes out in the response; by null there is none any more. */
  readonly respond: (response: Response) => void;
}

/** A promise that the store does not take within so many ms is given all the same: mostly its process lives. */
const PATIENCE = 200;
/** The edit may overtake the response, of which Discord then does not know yet: waits between tries, in ms. */
const OVERTAKEN = [200, 400, 800, 1_600, 3_200] as const;
const UNKNOWN: readonly number[] = [
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownInteraction,
];

export function httpAnswer(
  question: DiscordQuestion,
  { rest, deferred, keep, respond }: HttpAnswerDeps,
): AnswerPort {
  const defer: AnswerPort["defer"] = async (where) => {
    await isLate(
      keep(where).catch(() => {}),
      PATIENCE,
    );
    respond(jsonResponse(deferring(where)));
  };
  const done = (): Promise<void> => deferred.done("discord", question.id).catch(() => {});

  async function edit(message: AnswerMessage): Promise<void> {
    for (const wait of [...OVERTAKEN, null]) {
      try {
        await editAnswer(rest, question, message);
        return await done();
      } catch (error) {
        if (wait === null || !isUnknown(error)) {
          if (isForGood(error)) await done();
          throw error;
        }
        await pause(wait);
      }
    }
  }

  return {
    // Of more than some 150 KB in a response Discord takes none.
    repliesWithFiles: false,
    suggest: async (choices) => respond(jsonResponse(suggesting(choices))),
    async reply({ body }, where) {
      const { attachments } = uploadParts([], where === "in place" ? "edit" : "new");
      respond(jsonResponse(replying({ ...body, ...(attachments && { attachments }) }, where)));
    },
    show: async (form) => respond(jsonResponse(showing(form))),
    ignore: async () => respond(jsonResponse(deferring("in place"))),
    defer,
    edit,
  };
}

const isUnknown = (error: unknown): boolean =>
  error instanceof DiscordAPIError && UNKNOWN.includes(Number(error.code));
/** Another try, by whoever, would be refused as well. */
const isForGood = (error: unknown): boolean => error instanceof DiscordAPIError && error.status < 500;
