// The discord.js client as Postern uses it: one intent, no mentions, nearly no cache.
import type { REST } from "@discordjs/rest";
import { GatewayCloseCodes, GatewayIntentBits } from "discord-api-types/v10";
import { Client, DiscordjsError, DiscordjsErrorCodes, Events, Options, type ClientOptions } from "discord.js";
import type { WebSocket } from "ws";
import { ChatError } from "../chat.js";
import { isLate } from "../../is-late.js";
import type { Log } from "../../log.js";
import { faultFields } from "./faults.js";
import type { identifyPace } from "./identify-pace.js";
import { closeRest } from "./rest.js";
import { REFUSED } from "./sign-in.js";

/** How long a socket may take to be closed in order, in ms. */
const CLOSING = 1_000;
/** Close codes after which connecting again is useless or harmful. */
const AUTHENTICATION_FAILED: number = GatewayCloseCodes.AuthenticationFailed;
/** Those after which it helps with more shards. */
const OUTGROWN: readonly number[] = [GatewayCloseCodes.InvalidShard, GatewayCloseCodes.ShardingRequired];

/** The bot is in more servers than so many shards may hear of. */
export class Outgrown extends Error {
  override readonly name = "Outgrown";
}

/** A part of the servers: those that Discord counts to `id` of `of`. */
export interface ShardName {
  readonly id: number;
  readonly of: number;
}

/** @param rest by which all its calls go, as they do in tests and by HTTP: discord.js brings one of its own otherwise */
export function newClient(
  { id, of }: ShardName,
  log: Log,
  rest: REST,
  throttle: ReturnType<typeof identifyPace>,
): Client {
  const options: ClientOptions = {
    intents: [GatewayIntentBits.Guilds],
    shards: [id],
    shardCount: of,
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
    ws: { buildIdentifyThrottler: () => throttle },
  };
  const client = new Client(options);
  closeRest(client.rest);
  client.rest = rest;
  dropMalformed(client, log);
  // A listener that rejects, a lost socket: without these two the process would end.
  client.on(Events.Error, (error) => log.warn(faultFields(error), "Discord: a fault in the connection"));
  client.on(Events.ShardError, (error) => log.debug(faultFields(error), "Discord: a fault in the gateway"));
  return client;
}

/** The parts of discord.js between its sockets and its handlers, which throw at packets of another shape than they expect. */
interface Dispatching {
  attachEvents(): void;
  /** Null before it connects. */
  readonly _ws: {
    emit(...event: readonly unknown[]): unknown;
    readonly options: { retrieveSessionInfo: () => Promise<unknown> };
    readonly strategy: { readonly shards: ReadonlyMap<number, { readonly connection: WebSocket | null }> };
  } | null;
}

/** What Discord sends ends nothing: a packet at which a handler throws is told and dropped. */
function dropMalformed(client: Client, log: Log): void {
  const sockets = client.ws as unknown as Dispatching;
  const attach = sockets.attachEvents.bind(sockets);
  sockets.attachEvents = () => {
    attach();
    const manager = sockets._ws;
    if (!manager) return;
    const emit = manager.emit.bind(manager);
    manager.emit = (...event) => {
      try {
        return emit(...event);
      } catch (error) {
        log.warn(
          { ...faultFields(error), event: eventName(event) },
          "Discord: a malformed packet is dropped",
        );
        return true;
      }
    };
  };
}

const eventName = ([kind, packet]: readonly unknown[]): string => {
  const { data } = (packet ?? {}) as { data?: { t?: unknown } };
  return typeof data?.t === "string" ? data.t.slice(0, 60) : String(kind);
};

/** For good: a socket that was being opened, or about to be, would stay all the same, and be heard by nobody. */
export async function closeGateway(client: Client): Promise<void> {
  const { _ws: manager } = client.ws as unknown as Dispatching;
  // What it asks for before it opens a socket.
  if (manager) manager.options.retrieveSessionInfo = () => new Promise(() => {});
  const shards = [...(manager?.strategy.shards.values() ?? [])];
  // It waits for ever where the socket was opened just now.
  await isLate(
    client.destroy().catch(() => undefined),
    CLOSING,
  );
  for (const { connection } of shards) {
    connection?.on("error", () => {});
    connection?.terminate();
  }
}

/**
 * Resolves when the gateway is ready. Rejects with ChatError when the token is refused, with Outgrown when it takes more
 * shards, with anything else when trying again may help. `lost` is told when a session that was ready is closed for good.
 */
export async function openGateway(
  client: Client,
  token: string,
  lost: (error: ChatError | Outgrown) => void,
): Promise<void> {
  let ready = false;
  await new Promise<void>((resolve, reject) => {
    client.once(Events.ClientReady, () => {
      ready = true;
      resolve();
    });
    client.on(Events.ShardDisconnect, ({ code }) => {
      const error = closedBy(code);
      if (ready) lost(error);
      else reject(error);
    });
    client.login(token).catch((error: unknown) => {
      const refused =
        error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid
          ? new ChatError(REFUSED)
          : error;
      reject(refused instanceof Error ? refused : new Error(String(refused)));
    });
  });
}

function closedBy(code: number): ChatError | Outgrown {
  if (code === AUTHENTICATION_FAILED) return new ChatError(REFUSED);
  if (OUTGROWN.includes(code)) return new Outgrown(`the gateway was closed with code ${code}`);
  return new ChatError(`Discord closed the gateway for good (code ${code}). Update Postern, please.`);
}
