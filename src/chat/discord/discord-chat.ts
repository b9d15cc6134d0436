// Discord over the gateway: signs in, answers, stops.
import { GatewayDispatchEvents } from "discord-api-types/v10";
import { Events, type Client, type Guild, type GuildBasedChannel } from "discord.js";
import { setTimeout as sleep } from "node:timers/promises";
import { ChatError, type Chat, type ChatState, type OnPresence } from "../chat.js";
import { backOff, wait } from "../back-off.js";
import type { Application } from "./application.js";
import { newClient, openGateway } from "./client.js";
import { greetServer } from "./greet-server.js";
import { faultFields } from "./faults.js";
import { DISCORD_PACE, identifyPace, type IdentifyPace } from "./identify-pace.js";
import type { Network } from "../../net/network.js";
import { questionIn } from "./question.js";
import { reachHint } from "./reach.js";
import { openReception, type ReceptionOptions } from "./reception.js";
import { answeringRest } from "./rest.js";
import { restAnswer } from "./rest-answer.js";
import { setRole } from "./servers.js";
import { watchPresence } from "./presence.js";
import { invitationsOf } from "./sign-in.js";

export interface DiscordOptions extends ReceptionOptions {
  readonly token: string;
  /** Root of the API without its version, `https://discord.com/api`; null for Discord's own. */
  readonly apiUrl: string | null;
  readonly network?: Network;
  /** Whether a server that the bot is added to is greeted. */
  readonly greets?: boolean;
  /** Told which places may be open to the bot again, or are closed to it. */
  readonly onPresence?: OnPresence;
  /** Told when Discord refuses the token for good while running. */
  readonly onRefused?: (error: ChatError) => void;
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
const LONGEST_RETRY = 60_000;

const applicationOf = ({ application, user }: Client): string => application?.id ?? user?.id ?? "";

const opensChannel = (role: string, channels: readonly GuildBasedChannel[]): boolean =>
  channels.some(
    (channel) =>
      "permissionOverwrites" in channel &&
      (channel.permissionOverwrites.cache.get(role)?.allow.bitfield ?? 0n) !== 0n,
  );

export function discordChat(options: DiscordOptions): Chat {
  const { log, dispatcher, fallbackLocale = () => null } = options;
  const timing = { ...TIMING, ...options.timing };
  const throttle = identifyPace(timing.identify);
  const leaving = new AbortController();
  let client: Client | null = null;
  let state: ChatState = { kind: "connecting" };
  const channelsIn = (server: string) => client?.guilds.cache.get(server)?.channels.cache;
  const reception = openReception(
    options,
    timing,
    {
      isMember: (_, server) => channelsIn(server) !== undefined,
      roles: (server) =>
        [...(client?.guilds.cache.get(server)?.roles.cache.values() ?? [])].map(
          ({ id, name, managed, permissions, position }) => ({
            id,
            name,
            managed,
            permissions: permissions.bitfield,
            position,
            opens: opensChannel(id, [...(channelsIn(server)?.values() ?? [])]),
          }),
        ),
      setRole: async (...wanted) => (client ? setRole(client.rest, ...wanted) : undefined),
      has: (server, address) => channelsIn(server)?.has(address) ?? false,
    },
    leaving.signal,
  );

  /** Throws at what has another shape than Discord's, and so drops it (client.ts). */
  function receive({ rest }: Client, interaction: unknown): void {
    const question = questionIn(interaction);
    if (question) void reception.receive(question, restAnswer(rest, question));
  }

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
    const title = dispatcher.title();
    await greetServer(guild, { store: options.store, title, fallbackLocale }).catch((error: unknown) =>
      log.warn({ server: guild.id, reason: String(error) }, "Discord: a server could not be greeted"),
    );
  }

  /** Resolves when the bot answers or is told to leave; throws ChatError when Discord never will. */
  async function signIn(): Promise<void> {
    for (let tries = 0; !leaving.signal.aborted; tries++) {
      const next = newClient(log, answeringRest(options), throttle);
      client = next;
      next.ws.on(GatewayDispatchEvents.InteractionCreate, (data: unknown) => receive(next, data));
      next.on(Events.GuildCreate, (guild) => void greet(guild));
      watchPresence(next, (ids, open) => void present(ids, open));
      try {
        await openGateway(next, options.token, refusedLater);
        const connected = {
          kind: "connected",
          as: next.user?.username ?? "",
          invitations: invitationsOf(applicationOf(next)),
        } as const;
        state = connected;
        next.on(Events.ShardReconnecting, () => (state = { kind: "connecting" }));
        next.on(Events.ShardResume, () => (state = connected));
        next.on(Events.ShardReady, () => (state = connected));
        log.info({ bot: next.user?.username }, "Discord: answering");
        return reception.introduce(next.rest, applicationOf(next), tellOfHttp);
      } catch (error) {
        await next.destroy().catch(() => undefined);
        if (error instanceof ChatError) {
          state = { kind: "refused", reason: error.message };
          throw error;
        }
        const hint = reachHint(options.network, options.apiUrl);
        state = { kind: "unreachable", reason: faultFields(error).reason, hint };
        if (tries === 0)
          log.warn({ ...faultFields(error), hint }, "Discord: not reachable yet; trying again");
        else log.debug(faultFields(error), "Discord: still not reachable");
        await wait(backOff(tries, timing.retry, LONGEST_RETRY), leaving.signal);
      }
    }
  }

  function refusedLater(error: ChatError): void {
    state = { kind: "refused", reason: error.message };
    log.error({ reason: error.message }, "Discord: the token is refused");
    options.onRefused?.(error);
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
    state: () => state,

    async start() {
      const signedIn = signIn();
      const clock = new AbortController();
      let started = false;
      signedIn.catch((error: unknown) => {
        if (started && error instanceof ChatError) refusedLater(error);
      });
      const patience = sleep(FIRST_TRY, undefined, { signal: clock.signal }).catch(() => undefined);
      try {
        await Promise.race([signedIn, patience]);
        started = true;
      } finally {
        clock.abort();
      }
    },

    async stop() {
      leaving.abort();
      await reception.done();
      await client?.destroy().catch(() => undefined);
    },
  };
}
