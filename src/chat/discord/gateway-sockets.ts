// The gateway's sockets as discord.js does not make them: by way of a proxy, and telling of what comes one by one.
import { createRequire } from "node:module";
import type { ClientOptions, WebSocket } from "ws";
import type { Network } from "../../net/network.js";

/** What discord.js itself loads. */
const library = createRequire(import.meta.url)("ws") as { WebSocket: typeof WebSocket };
const Direct = library.WebSocket;
let network: Network | null = null;

/** Of what comes in one piece each message is told in a turn of the event loop: hundreds at once hold up nobody. */
const ONE_BY_ONE: ClientOptions = { allowSynchronousEvents: false };

const optionsFor = (address: string | URL, options: ClientOptions = {}): ClientOptions => {
  const agent = network?.agentFor(address);
  return { ...options, ...ONE_BY_ONE, ...(agent && { agent }) };
};

/** `new` gives what the original makes. */
const ours = new Proxy(Direct, {
  construct: (target, [address, protocols, options]: [string | URL, string[]?, ClientOptions?]) =>
    new target(address, protocols, optionsFor(address, options)),
});

/** To be called before discord.js is loaded, which takes the class of its sockets then. */
export function socketsBy(wanted: Network): void {
  network = wanted;
  library.WebSocket = ours;
}
