// The client for answers and for what the application says of itself; announcements have their own (messenger.ts).
import { REST } from "@discordjs/rest";
import type { Log } from "../../log.js";
import { openNetwork, type Network } from "../../net/network.js";
import { reachedBy } from "./reach.js";
import { tellRefusals } from "./refusals.js";

/** How long an answer may wait because Discord says so, in ms: the first must be there within three seconds. */
const patienceFor = (route: string): number => {
  if (route.startsWith("/interactions/")) return 2_500;
  return route.startsWith("/webhooks/") ? 15_000 : Infinity;
};

export interface RestOptions {
  readonly token: string;
  readonly apiUrl: string | null;
  readonly log: Log;
  readonly network?: Network;
}

export function answeringRest({ token, apiUrl, log, network = openNetwork() }: RestOptions): REST {
  const rest = new REST({
    ...reachedBy(network, apiUrl),
    timeout: 10_000,
    retries: 1,
    invalidRequestWarningInterval: 500,
    rejectOnRateLimit: ({ route, retryAfter }) => retryAfter > patienceFor(route),
    // Answers to interactions do not count towards a bot's 50 calls a second (Rate Limits), and this client makes few others.
    globalRequestsPerSecond: Number.MAX_SAFE_INTEGER,
    userAgentAppendix: "Postern",
  }).setToken(token);
  tellRefusals(rest);
  rest.on("invalidRequestWarning", ({ count }) =>
    log.warn({ count }, "Discord: many calls are refused; at 10000 in ten minutes it blocks this address"),
  );
  return rest;
}

/** Ends what keeps a client's memory small. */
export function closeRest(rest: REST): void {
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
}
