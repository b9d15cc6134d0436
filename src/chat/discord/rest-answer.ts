// Answers over the API: all of them over the gateway, those that come later by HTTP too.
import type { REST } from "@discordjs/rest";
import { Routes } from "discord-api-types/v10";
import {
  deferring,
  replying,
  showing,
  suggesting,
  type AnswerMessage,
  type AnswerPort,
} from "./answer-port.js";
import { uploadParts } from "./pictures.js";
import type { DiscordQuestion } from "./question.js";

/** The answer's own secret lets it through: no token of the bot's is needed. */
const auth = false;

/** Throws what @discordjs/rest throws. */
export async function editAnswer(
  rest: REST,
  { application, token }: DiscordQuestion,
  { body, files }: AnswerMessage,
): Promise<void> {
  const { files: sent, attachments } = uploadParts(files, "edit");
  await rest.patch(Routes.webhookMessage(application, token, "@original"), {
    auth,
    body: { ...body, attachments },
    ...(sent && { files: sent }),
  });
}

/** Its calls throw what @discordjs/rest throws. */
export function restAnswer(rest: REST, question: DiscordQuestion): AnswerPort {
  const first = async (body: object, files?: ReturnType<typeof uploadParts>["files"]): Promise<void> => {
    const route = Routes.interactionCallback(question.id, question.token);
    await rest.post(route, { auth, body, ...(files && { files }) });
  };
  return {
    repliesWithFiles: true,
    suggest: (choices) => first(suggesting(choices)),
    reply({ body, files }, where) {
      // An edit's list of attachments drops those of the page before.
      const { files: sent, attachments } = uploadParts(files, where === "in place" ? "edit" : "new");
      return first(replying({ ...body, ...(attachments && { attachments }) }, where), sent);
    },
    show: (form) => first(showing(form)),
    ignore: () => first(deferring("in place")),
    defer: (where) => first(deferring(where)),
    edit: (message) => editAnswer(rest, question, message),
  };
}
