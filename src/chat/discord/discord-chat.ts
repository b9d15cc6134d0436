// The Discord chat: signs in, registers its commands, answers, stops.
import { Events, type Client, type Guild, type Interaction } from "discord.js";
import { LRUCache } from "lru-cache";
import { setTimeout as sleep } from "node:timers/promises";
import type { Dispatcher } from "../../command/dispatcher.js";
import type { Formulas } from "../../formula/formulas.js";
import { ChatError, type Chat, type ChatState, type OnPresence } from "../chat.js";
import type { Log } from "../../log.js";
import { seldom } from "../seldom.js";
import { localeFor } from "../../locale/locale.js";
import { answerInteraction } from "./answer.js";
import { backOff, wait } from "../back-off.js";
import { newClient, openGateway } from "./client.js";
import { describeApplication } from "./application.js";
import { greetServer } from "./greet-server.js";
import { faultFields } from "./faults.js";
import { DISCORD_PACE, identifyPace, type IdentifyPace } from "./identify-pace.js";
import type { Network } from "../../net/network.js";
import { reachHint } from "./reach.js";
import { watchPresence } from "./presence.js";
import type { DiscordStyle } from "./render-embed.js";
import { registerCommands, type GuildMemory } from "./registration.js";
import { invitationsOf } from "./sign-in.js";
import { UnderWay } from "./under-way.js";

export interface DiscordOptions {
  readonly token: string;
  /** Root of the API without its version, `https://discord.com/api`; null for Discord's own. */
  readonly apiUrl: string | null;
  /** Register the commands in this server only, which shows them at once; null registers them everywhere. */
  readonly guildId: string | null;
  readonly network?: Network;
  readonly dispatcher: Dispatcher;
  /** How messages look; `components` unless told. */
  readonly style?: DiscordStyle;
  /** Where it is kept in which server the commands are registered. */
  readonly store?: GuildMemory;
  readonly log: Log;
  /** Whether a server that the bot is added to is greeted. */
  readonly greets?: boolean;
  /** Draws formulas; without it they stay source. */
  readonly formulas?: Formulas;
  /** The blog's language, for readers whose own has no catalogue. */
  readonly fallbackLocale?: () => string | null;
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

/** How long the first sign-in may keep the start waiting, and stopping wait for answers under way; in ms. */
const FIRST_TRY = 10_000;
const LAST_WORDS = 3_000;
const LONGEST_RETRY = 60_000;
/** That somebody else answers is told once in so many ms. */
const RIVAL_EVERY = 600_000;

const applicationOf = ({ application, user }: Client): string => application?.id ?? user?.id ?? "";

export function discordChat(options: DiscordOptions): Chat {
  const { log, dispatcher, fallbackLocale = () => null } = options;
  const timing = { ...TIMING, ...options.timing };
  const throttle = identifyPace(timing.identify);
  const leaving = new AbortController();
  const underWay = new UnderWay();
  const shared = new LRUCache<string, true>({ max: 1000 });
  const tellOfFlood = seldom(log);
  const tellOfRival = seldom(log, RIVAL_EVERY);
  let client: Client | null = null;
  let commandIds: ReadonlyMap<string, string> = new Map();
  let state: ChatState = { kind: "connecting" };

  /** Command mentions (Discord, Message Formatting). */
  function mentionOf(command: string): string | undefined {
    const id = commandIds.get(command);
    return id === undefined ? undefined : `</${command}:${id}>`;
  }

  function receive(interaction: Interaction): void {
    if (leaving.signal.aborted) return;
    const taken = underWay.add(interaction, () =>
      answerInteraction(interaction, {
        dispatcher,
        log,
        fallbackLocale,
        formulas: options.formulas ?? null,
        style: options.style ?? "components",
        deferAfter: timing.deferAfter,
        shared,
        tellOfRival,
        mentionOf,
      }),
    );
    if (!taken)
      tellOfFlood(
        { channel: interaction.channelId, person: interaction.user.id },
        "Discord: more is asked than can be answered; a question is dropped",
      );
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

  /** What the application says of itself; of no other importance. */
  async function describe({ rest, application }: Client): Promise<void> {
    if (!options.store || !application) return;
    const words = { title: dispatcher.title(), locale: localeFor(fallbackLocale()) };
    try {
      const fields = await describeApplication(rest, application.id, words, options.store);
      if (fields.length > 0) log.info({ fields }, "Discord: what the application leaves empty is set");
    } catch (error) {
      if (!leaving.signal.aborted)
        log.warn({ reason: String(error) }, "Discord: the application could not be described");
    }
  }

  /** Resolves when the bot answers or is told to leave; throws ChatError when Discord never will. */
  async function signIn(): Promise<void> {
    for (let tries = 0; !leaving.signal.aborted; tries++) {
      const next = newClient(options, throttle);
      client = next;
      next.on(Events.InteractionCreate, receive);
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
        void describe(next);
        return void keepRegistered(next);
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

  async function keepRegistered(next: Client): Promise<void> {
    for (let tries = 0; !leaving.signal.aborted; tries++) {
      try {
        const { outcome, ids } = await registerCommands(
          next.rest,
          applicationOf(next),
          options.guildId,
          dispatcher,
          options.store,
        );
        commandIds = ids;
        return log.info({ guild: options.guildId ?? "all", outcome }, "Discord: commands registered");
      } catch (error) {
        if (leaving.signal.aborted) return;
        log.warn(faultFields(error), "Discord: the commands could not be registered yet");
        await wait(backOff(tries, timing.retry * 5, LONGEST_RETRY * 10), leaving.signal);
      }
    }
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
      const clock = new AbortController();
      const patience = sleep(LAST_WORDS, undefined, { signal: clock.signal }).catch(() => undefined);
      await Promise.race([underWay.done(), patience]);
      clock.abort();
      await client?.destroy().catch(() => undefined);
    },
  };
}
