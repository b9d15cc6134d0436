// The discord.js client as Postern uses it: one intent, no mentions, nearly no cache.
import type { REST } from "@discordjs/rest";
import { GatewayIntentBits } from "discord-api-types/v10";
import { Client, DiscordjsError, DiscordjsErrorCodes, Events, Options, type ClientOptions } from "discord.js";
import { ChatError } from "../chat.js";
import type { Log } from "../../log.js";
import { faultFields } from "./faults.js";
import type { identifyPace } from "./identify-pace.js";
import { closeRest } from "./rest.js";
import { REFUSED } from "./sign-in.js";

/** Close codes after which connecting again is useless or harmful (Gateway Close Event Codes). */
const AUTHENTICATION_FAILED = 4004;

/** @param rest by which all its calls go, as they do in tests and by HTTP: discord.js brings one of its own otherwise */
export function newClient(log: Log, rest: REST, throttle: ReturnType<typeof identifyPace>): Client {
  const options: ClientOptions = {
    intents: [GatewayIntentBits.Guilds],
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
  readonly _ws: { emit(...event: readonly unknown[]): unknown };
}

/** What Discord sends ends nothing: a packet at which a handler throws is told and dropped. */
function dropMalformed(client: Client, log: Log): void {
  const sockets = client.ws as unknown as Dispatching;
  const attach = sockets.attachEvents.bind(sockets);
  sockets.attachEvents = () => {
    attach();
    const manager = sockets._ws;
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

/**
 * Resolves when the gateway is ready. Rejects with ChatError when the token is refused, with anything
 * else when trying again may help. `refusedLater` is told when a session that was ready is closed for good.
 */
export async function openGateway(
  client: Client,
  token: string,
  refusedLater: (error: ChatError) => void,
): Promise<void> {
  let ready = false;
  await new Promise<void>((resolve, reject) => {
    client.once(Events.ClientReady, () => {
      ready = true;
      resolve();
    });
    client.on(Events.ShardDisconnect, ({ code }) => {
      const error =
        code === AUTHENTICATION_FAILED
          ? new ChatError(REFUSED)
          : new ChatError(`Discord closed the gateway for good (code ${code}). Update Postern, please.`);
      if (ready) refusedLater(error);
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
