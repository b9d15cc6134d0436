// Where Discord sends questions by HTTP. Who asks is checked before anything of it is read.
import { InteractionResponseType, InteractionType } from "discord-api-types/v10";
import type { KeyObject } from "node:crypto";
import type { Route } from "../../http/route.js";
import type { Log } from "../../log.js";
import { seldom } from "../seldom.js";
import { faultFields } from "./faults.js";
import { questionIn, type DiscordQuestion } from "./question.js";
import { signedAt } from "./signature.js";

export const INTERACTIONS_PATH = "/discord/interactions";
/** Most are some KB; a message of 4000 letters comes with what was pressed below it. */
const LARGEST = 64 * 1024;
/** A request that is older, in ms, is somebody's copy. */
const OLDEST = 60_000;

/** Gives the response by which a question is answered; null where none is taken just now. */
export type Respond = (question: DiscordQuestion, interaction: string) => Promise<Response> | null;

/** Not by `Response.json`, of which the server knows no text and so makes a stream. */
export const jsonResponse = (body: object): Response =>
  new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
const status = (code: number): Response => new Response(null, { status: code });

export function interactionsRoute(key: KeyObject, respond: Respond, log: Log): Route {
  const tellOfClock = seldom(log);
  const tellOfShape = seldom(log);
  return {
    method: "POST",
    path: INTERACTIONS_PATH,
    bodyLimit: LARGEST,
    async handle(request) {
      const body = Buffer.from(await request.arrayBuffer());
      const at = await signedAt(key, request.headers, body);
      if (at === null) return status(401);
      const age = Math.round((Date.now() - at) / 1000);
      if (Math.abs(age) > OLDEST / 1000) {
        tellOfClock(
          { seconds: age },
          "Discord: a signed question is too old, or this machine's clock is wrong",
        );
        return status(401);
      }
      try {
        const text = body.toString();
        const interaction: unknown = JSON.parse(text);
        if ((interaction as { type?: unknown } | null)?.type === InteractionType.Ping)
          return jsonResponse({ type: InteractionResponseType.Pong });
        const question = questionIn(interaction);
        if (!question) return status(400);
        // The next process may have room; Discord itself asks once.
        return (await respond(question, text)) ?? status(503);
      } catch (error) {
        tellOfShape(faultFields(error), "Discord: a malformed question is refused");
        return status(400);
      }
    },
  };
}
