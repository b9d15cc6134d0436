// The discord.js client as Postern uses it: one intent, no mentions, nearly no cache.
import {
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayIntentBits,
  Options,
  type ClientOptions,
} from "discord.js";
import { ChatError } from "../chat.js";
import type { Log } from "../../log.js";
import { faultFields } from "./faults.js";
import type { identifyPace } from "./identify-pace.js";
import { REFUSED } from "./sign-in.js";

/** Close codes after which connecting again is useless or harmful (Gateway Close Event Codes). */
const AUTHENTICATION_FAILED = 4004;

export function newClient(
  { apiUrl, log }: { readonly apiUrl: string | null; readonly log: Log },
  throttle: ReturnType<typeof identifyPace>,
): Client {
  const options: ClientOptions = {
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
    rest: {
      ...(apiUrl && { api: apiUrl }),
      timeout: 10_000,
      retries: 1,
      invalidRequestWarningInterval: 500,
      userAgentAppendix: "Postern",
    },
    ws: { buildIdentifyThrottler: () => throttle },
  };
  const client = new Client(options);
  // A listener that rejects, a lost socket: without these two the process would end.
  client.on(Events.Error, (error) => log.warn(faultFields(error), "Discord: a fault in the connection"));
  client.on(Events.ShardError, (error) => log.debug(faultFields(error), "Discord: a fault in the gateway"));
  client.rest.on("invalidRequestWarning", ({ count }) =>
    log.warn({ count }, "Discord: many calls are refused; at 10000 in ten minutes it blocks this address"),
  );
  return client;
}

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
