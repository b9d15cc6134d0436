// The network of what the owner set, loaded only where something is asked: undici and the proxies take a fifth of a start.
import type { Network, NetworkSettings } from "./network.js";

export const networkOf = async (given: NetworkSettings): Promise<Network> =>
  (await import("./network.js")).openNetwork(given);
