// Discord by HTTP: Discord sends each question to our server, and the response answers it. Any number of processes may.
import { DiscordAPIError } from "@discordjs/rest";
import { Routes } from "discord-api-types/v10";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { ChatError, type Chat, type ChatState } from "../chat.js";
import { backOff, wait } from "../../back-off.js";
import type { Route } from "../../http/route.js";
import type { Network } from "../../net/network.js";
import { applicationSchema, type Application } from "./application.js";
import { faultFields } from "./faults.js";
import { httpAnswer } from "./http-answer.js";
import { httpServers } from "./http-servers.js";
import { INTERACTIONS_PATH, interactionsRoute } from "./interactions-route.js";
import { keptBeforeDone, watchLeft, type DeferredStore } from "./promised-answer.js";
import { reachHint } from "./reach.js";
import { openReception, type ReceptionOptions } from "./reception.js";
import { answeringRest, closeRest } from "./rest.js";
import { invitationsOf, REFUSED } from "./sign-in.js";
import { keyOf } from "./signature.js";
import type { GuildMemory } from "./registration.js";

export interface DiscordHttpOptions extends ReceptionOptions {
  readonly token: string;
  /** As of the gateway's chat. */
  readonly apiUrl: string | null;
  /** The application's, in hexadecimal digits. */
  readonly publicKey: string;
  readonly network?: Network;
  readonly store: GuildMemory & { readonly deferred: DeferredStore };
  readonly onRefused?: (error: ChatError) => void;
  /** Waits, for tests; all in ms. */
  readonly timing?: Partial<HttpTiming>;
}

interface HttpTiming {
  readonly retry: number;
  readonly deferAfter: number;
  /** Between two looks for promised answers whose process has ended. */
  readonly lookEvery: number;
}
/**
 * A load balancer that asks another process after 1.2 s without a word, and leaves that one time, must have heard one:
 * also where the store, in which a promise is kept first, does not answer (promised-answer.ts).
 */
const TIMING: HttpTiming = { retry: 1_000, deferAfter: 800, lookEvery: 5_000 };
const FIRST_TRY = 10_000;
const LONGEST_RETRY = 60_000;

export const WRONG_KEY =
  "DISCORD_PUBLIC_KEY is not that of the application whose token DISCORD_TOKEN is. Open discord.com/developers, your application, General Information, and copy Public Key into it.";

const lookSchema = applicationSchema.extend({
  id: z.string(),
  name: z.string(),
  bot: z.object({ username: z.string() }).nullish(),
  verify_key: z.string().nullish(),
});

export function discordHttpChat(options: DiscordHttpOptions): Chat & { readonly routes: readonly Route[] } {
  const { log, store } = options;
  const { deferred } = store;
  const timing = { ...TIMING, ...options.timing };
  const leaving = new AbortController();
  const { signal } = leaving;
  const rest = answeringRest(options);
  const reception = openReception(options, timing, httpServers(rest), signal);
  let state: ChatState = { kind: "connecting" };
  let started = false;

  const route = interactionsRoute(
    keyOf(options.publicKey),
    (question, interaction) => {
      if (!started || state.kind === "refused") return null;
      return new Promise((resolve) => {
        const promises = { rest, deferred: keptBeforeDone(deferred) };
        const port = httpAnswer(question, { ...promises, interaction, respond: resolve });
        const answered = reception.receive(question, port);
        if (answered) void answered.then(() => resolve(new Response(null, { status: 500 })));
        else resolve(new Response(null, { status: 503 }));
      });
    },
    log,
  );

  function tellOfEndpoint({ interactions_endpoint_url: url }: Application): void {
    if (!url)
      log.warn(
        {},
        `Discord sends no questions by HTTP yet. Call \`postern discord-receive http https://YOUR.NAME${INTERACTIONS_PATH}\` with the public address that leads here`,
      );
  }

  /** Resolves once Discord has told whose token it is; questions are answered meanwhile. Throws ChatError. */
  async function signIn(): Promise<void> {
    for (let tries = 0; !signal.aborted; tries++) {
      try {
        const application = lookSchema.parse(await rest.get(Routes.currentApplication(), { signal }));
        const { id, name, bot, verify_key: key } = application;
        if (key && key.toLowerCase() !== options.publicKey.toLowerCase()) throw new ChatError(WRONG_KEY);
        state = { kind: "connected", as: bot?.username ?? name, invitations: invitationsOf(id) };
        log.info({ bot: bot?.username ?? name }, "Discord: answering by HTTP");
        tellOfEndpoint(application);
        return reception.introduce(rest, id);
      } catch (error) {
        if (signal.aborted) return;
        const refused =
          error instanceof DiscordAPIError && error.status === 401 ? new ChatError(REFUSED) : error;
        if (refused instanceof ChatError) {
          state = { kind: "refused", reason: refused.message };
          throw refused;
        }
        const hint = reachHint(options.network, options.apiUrl);
        state = { kind: "unreachable", reason: faultFields(error).reason, hint };
        const level = tries === 0 ? "warn" : "debug";
        log[level]({ ...faultFields(error), hint }, "Discord: not reachable yet; trying again");
        await wait(backOff(tries, timing.retry, LONGEST_RETRY), signal);
      }
    }
  }

  return {
    name: "discord",
    routes: [route],
    state: () => state,

    async start() {
      started = true;
      void watchLeft({ rest, deferred, reception, log, every: timing.lookEvery }, signal);
      const clock = new AbortController();
      let waits = true;
      const signedIn = signIn();
      signedIn.catch((error: unknown) => {
        if (waits || !(error instanceof ChatError)) return;
        log.error({ reason: error.message }, "Discord: the settings are refused");
        options.onRefused?.(error);
      });
      const patience = sleep(FIRST_TRY, undefined, { signal: clock.signal }).catch(() => undefined);
      try {
        await Promise.race([signedIn, patience]);
      } finally {
        waits = false;
        clock.abort();
      }
    },

    async stop() {
      leaving.abort();
      await reception.done();
      closeRest(rest);
    },
  };
}
