// Discord over the gateway: holds shards, answers, stops.
import type { Client, Guild } from "discord.js";
import { setTimeout as sleep } from "node:timers/promises";
import type { Chat, ChatError, ChatState, OnPresence } from "../chat.js";
import type { Log } from "../../log.js";
import type { Application } from "./application.js";
import { gatewayServers } from "./gateway-servers.js";
import { greetServer } from "./greet-server.js";
import { DISCORD_PACE, type IdentifyPace } from "./identify-pace.js";
import { questionIn } from "./question.js";
import { openReception, type ReceptionOptions } from "./reception.js";
import { answeringRest, closeRest } from "./rest.js";
import { restAnswer } from "./rest-answer.js";
import type { ShardOptions } from "./shard.js";
import type { SharedGateway } from "./shared-gateway.js";
import { Shards } from "./shards.js";
import { invitationsOf } from "./sign-in.js";

export interface DiscordOptions extends ReceptionOptions, ShardOptions {
  /** Whether a server that the bot is added to is greeted. */
  readonly greets?: boolean;
  /** Told which places may be open to the bot again, or are closed to it. */
  readonly onPresence?: OnPresence;
  /** Told when Discord refuses the token for good while running. */
  readonly onRefused?: (error: ChatError) => void;
  /** For who is one of several processes with the token, until the chat leaves. */
  readonly share?: (log: Log, leaving: AbortSignal) => SharedGateway;
  /** Waits, for tests; Discord's by default. All in ms. */
  readonly timing?: Partial<DiscordTiming>;
}

export interface DiscordTiming {
  readonly identify: IdentifyPace;
  /** The first wait after a failed sign-in; it doubles. */
  readonly retry: number;
  readonly deferAfter: number;
}
const TIMING: DiscordTiming = { identify: DISCORD_PACE, retry: 1_000, deferAfter: 1_500 };

/** How long the first sign-in may keep the start waiting, in ms. */
const FIRST_TRY = 10_000;

const applicationOf = ({ application, user }: Client): string => application?.id ?? user?.id ?? "";

export function discordChat(options: DiscordOptions): Chat {
  const { log, dispatcher, fallbackLocale = () => null } = options;
  const timing = { ...TIMING, ...options.timing };
  const leaving = new AbortController();
  const { signal } = leaving;
  const shared = options.share?.(log, signal) ?? null;
  const rest = answeringRest(options);
  let refused: ChatState | null = null;
  let signedIn = (): void => {};
  let fail = (_why: ChatError): void => {};
  /** Or that there is nothing to sign in to, or no more time. */
  const firstSignedIn = new Promise<void>((resolve, reject) => {
    signedIn = resolve;
    fail = reject;
  });
  firstSignedIn.catch(() => {});
  signal.addEventListener("abort", () => signedIn(), { once: true });
  let started = false;

  const servers = gatewayServers(() => shards.clients, rest);
  const reception = openReception(options, timing, servers, signal);

  const shards = new Shards(
    {
      ...options,
      rest,
      pace: timing.identify,
      retry: timing.retry,
      company: shared,
      onInteraction(client, interaction) {
        const question = questionIn(interaction);
        if (!question || signal.aborted) return;
        if (shared) void shared.answer(question, interaction, client.rest, reception);
        else void reception.receive(question, restAnswer(client.rest, question));
      },
      onServer: (server) => void greet(server),
      onPresence: (ids, open) => void present(ids, open),
      onFirst(client) {
        signedIn();
        reception.introduce(rest, applicationOf(client), tellOfHttp);
      },
      onStandBy: () => signedIn(),
      onRefused: refuse,
    },
    signal,
  );

  async function present(ids: readonly string[], open: boolean): Promise<void> {
    const meant = new Set(ids);
    try {
      await options.onPresence?.((address) => meant.has(address), open);
    } catch (error) {
      log.warn({ reason: String(error) }, "Discord: a place that came or went could not be noted");
    }
  }

  async function greet(guild: Guild): Promise<void> {
    if (!options.greets || !options.store) return;
    if (shared && !(await shared.isFirst(`greeting ${guild.id} ${guild.joinedTimestamp}`))) return;
    const title = dispatcher.title();
    await greetServer(guild, { store: options.store, title, fallbackLocale }).catch((error: unknown) =>
      log.warn({ server: guild.id, reason: String(error) }, "Discord: a server could not be greeted"),
    );
  }

  /** Discord never will take the token. */
  function refuse(why: ChatError): void {
    const isNews = refused === null;
    refused = { kind: "refused", reason: why.message };
    fail(why);
    if (!started || !isNews) return;
    log.error({ reason: why.message }, "Discord: the token is refused");
    options.onRefused?.(why);
  }

  function tellOfHttp({ interactions_endpoint_url: url }: Application): void {
    if (url)
      log.warn(
        { url },
        "Discord sends questions to this address, and none over the gateway. `postern discord-receive gateway` changes that; or set DISCORD_RECEIVE=http",
      );
  }

  return {
    name: "discord",

    state() {
      const [client] = shards.clients;
      const { connected, of } = shards.count();
      if (refused) return refused;
      if (!client) return shards.fault() ?? { kind: shards.standsBy ? "standby" : "connecting" };
      const invitations = invitationsOf(applicationOf(client));
      return {
        kind: "connected",
        as: client.user?.username ?? "",
        invitations,
        ...(of > 1 && { shards: { connected, of } }),
      };
    },

    async start() {
      const clock = new AbortController();
      const patience = sleep(FIRST_TRY, undefined, { signal: clock.signal }).catch(() => undefined);
      shards.keep().catch((error: unknown) => refuse(error as ChatError));
      if (shared) void shared.finishLeft(rest, reception);
      try {
        await Promise.race([firstSignedIn, patience]);
        started = true;
      } finally {
        clock.abort();
      }
    },

    async stop() {
      leaving.abort();
      await reception.done();
      await shards.close();
      closeRest(rest);
    },
  };
}
