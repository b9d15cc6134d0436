// How Discord's API is reached: where it is, and by which proxy.
import type { RESTOptions } from "discord.js";
import { openNetwork, type Network } from "../../net/network.js";

const OWN_API = "https://discord.com/api";

/** `apiUrl` is the root of the API without its version, null for Discord's own. */
export function reachedBy(
  network: Network,
  apiUrl: string | null,
): Pick<Partial<RESTOptions>, "api" | "agent"> {
  const api = apiUrl ?? OWN_API;
  // discord.js has an undici of its own, an older one; without a proxy its own agent serves.
  return network.proxyFor(api) === null
    ? { api }
    : { api, agent: network.dispatcherFor(api) as unknown as NonNullable<RESTOptions["agent"]> };
}

/** What to say where Discord is not reached. */
export const reachHint = (network = openNetwork(), apiUrl: string | null): string =>
  network.hint(apiUrl ?? OWN_API);
