// One shard: a connection to the gateway that is kept up until it is closed, refused, or too small for its servers.
import { GatewayDispatchEvents } from "discord-api-types/v10";
import { Events, type Client, type Guild } from "discord.js";
import { ChatError, type ChatState } from "../chat.js";
import { backOff, wait } from "../../back-off.js";
import type { Log } from "../../log.js";
import type { Network } from "../../net/network.js";
import { closeGateway, newClient, openGateway, Outgrown, type ShardName } from "./client.js";
import { faultFields } from "./faults.js";
import type { identifyPace } from "./identify-pace.js";
import { watchPresence } from "./presence.js";
import { reachHint } from "./reach.js";
import { answeringRest } from "./rest.js";

export const LONGEST_RETRY = 60_000;

export interface ShardOptions {
  readonly token: string;
  /** Root of the API without its version, `https://discord.com/api`; null for Discord's own. */
  readonly apiUrl: string | null;
  readonly network?: Network;
  readonly log: Log;
}

export interface ShardDeps extends ShardOptions {
  readonly throttle: ReturnType<typeof identifyPace>;
  /** The first wait after a failed sign-in, in ms; it doubles. */
  readonly retry: number;
  /** Throws at what has another shape than Discord's, and so drops it (client.ts). */
  readonly onInteraction: (client: Client, interaction: unknown) => void;
  readonly onServer: (server: Guild) => void;
  /** Told which channels and threads may be open to the bot again, or are closed to it. */
  readonly onPresence: (ids: readonly string[], open: boolean) => void;
  /** Told when it is connected, and when it is not any more, each time. */
  readonly onChange: (isConnected: boolean, client: Client) => void;
  /** Told when it never will be again. */
  readonly onLost: (why: ChatError | Outgrown) => void;
}

export interface Shard extends ShardName {
  /** Null while it is not connected. */
  connected(): Client | null;
  /** As long as it was not reached at all. */
  fault(): Extract<ChatState, { readonly kind: "unreachable" }> | null;
  close(): Promise<void>;
}

/** What keeps a chat from Discord, as its state tells it. */
export const unreachable = (error: unknown, { network, apiUrl }: ShardOptions) =>
  ({
    kind: "unreachable",
    reason: faultFields(error).reason,
    hint: reachHint(network, apiUrl),
  }) as const;

/** Tells it once, and more only to who wants to know all. */
export const tellUnreachable = (error: unknown, tries: number, options: ShardOptions): void => {
  const { log, network, apiUrl } = options;
  const fields = { ...faultFields(error), hint: reachHint(network, apiUrl) };
  if (tries === 0) log.warn(fields, "Discord: not reachable yet; trying again");
  else log.debug(fields, "Discord: still not reachable");
};

export function openShard(name: ShardName, deps: ShardDeps): Shard {
  const { log } = deps;
  const closing = new AbortController();
  let client: Client | null = null;
  let isConnected = false;
  let fault: ReturnType<typeof unreachable> | null = null;

  const lost = (why: ChatError | Outgrown): void => {
    isConnected = false;
    if (!closing.signal.aborted) deps.onLost(why);
  };

  function connect(): Client {
    const next = newClient(name, log, answeringRest(deps), deps.throttle);
    const connected = (is: boolean): void => {
      isConnected = is;
      if (is) fault = null;
      deps.onChange(is, next);
    };
    next.ws.on(GatewayDispatchEvents.InteractionCreate, (data: unknown) => deps.onInteraction(next, data));
    next.on(Events.GuildCreate, deps.onServer);
    watchPresence(next, deps.onPresence);
    next.on(Events.ShardReconnecting, () => connected(false));
    next.on(Events.ShardResume, () => connected(true));
    next.on(Events.ShardReady, () => connected(true));
    return next;
  }

  async function keep(): Promise<void> {
    for (let tries = 0; !closing.signal.aborted; tries++) {
      const next = connect();
      client = next;
      try {
        return await openGateway(next, deps.token, lost);
      } catch (error) {
        isConnected = false;
        await closeGateway(next);
        if (closing.signal.aborted) return;
        if (error instanceof ChatError || error instanceof Outgrown) return lost(error);
        fault = unreachable(error, deps);
        tellUnreachable(error, tries, deps);
        await wait(backOff(tries, deps.retry, LONGEST_RETRY), closing.signal);
      }
    }
  }
  void keep();

  return {
    ...name,
    connected: () => (isConnected ? client : null),
    fault: () => fault,
    async close() {
      closing.abort();
      isConnected = false;
      if (client) await closeGateway(client);
    },
  };
}
