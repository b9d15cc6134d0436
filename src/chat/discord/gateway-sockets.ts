// The gateway's sockets, by way of a proxy: discord.js gives its sockets no agent, so the class they are made of does.
import { createRequire } from "node:module";
import type { ClientOptions, WebSocket } from "ws";
import type { Network } from "../../net/network.js";

/** What discord.js itself loads. */
const library = createRequire(import.meta.url)("ws") as { WebSocket: typeof WebSocket };
const Direct = library.WebSocket;
let network: Network | null = null;

const withAgent = (address: string | URL, options: ClientOptions = {}): ClientOptions => {
  const agent = network?.agentFor(address);
  return agent ? { ...options, agent } : options;
};

/** `new` gives what the original makes. */
const proxied = new Proxy(Direct, {
  construct: (target, [address, protocols, options]: [string | URL, string[]?, ClientOptions?]) =>
    new target(address, protocols, withAgent(address, options)),
});

/** To be called before discord.js is loaded, which takes the class of its sockets then. */
export function socketsBy(wanted: Network): void {
  network = wanted;
  library.WebSocket = proxied;
}
