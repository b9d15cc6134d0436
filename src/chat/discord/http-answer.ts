// Answers in the response to Discord's request; what takes longer is promised there, and comes later over the API.
import { deferring, replying, showing, suggesting, type AnswerPort } from "./answer-port.js";
import { jsonResponse } from "./interactions-route.js";
import { uploadParts } from "./pictures.js";
import { fulfil, keepPromise, type Promises } from "./promised-answer.js";
import type { DiscordQuestion } from "./question.js";

interface HttpAnswerDeps extends Promises {
  /** The question as Discord wrote it. */
  readonly interaction: string;
  /** What goes out in the response. */
  readonly respond: (response: Response) => void;
}

export function httpAnswer(
  question: DiscordQuestion,
  { interaction, respond, ...promises }: HttpAnswerDeps,
): AnswerPort {
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
    async defer(where) {
      await keepPromise(promises, question, interaction, where);
      respond(jsonResponse(deferring(where)));
    },
    edit: (message) => fulfil(promises, question, message),
  };
}
