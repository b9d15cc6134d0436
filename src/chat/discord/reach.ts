// How Discord's API is reached: where it is, and by which proxy.
import { DefaultRestOptions, type RESTOptions } from "@discordjs/rest";
import { openNetwork, type Network } from "../../net/network.js";

const OWN_API = "https://discord.com/api";

/** `apiUrl` is the root of the API without its version, null for Discord's own. */
export function reachedBy(
  network: Network,
  apiUrl: string | null,
): Pick<Partial<RESTOptions>, "api" | "agent" | "makeRequest"> {
  const api = apiUrl ?? OWN_API;
  const makeRequest: RESTOptions["makeRequest"] = async (url, init) =>
    DefaultRestOptions.makeRequest(url, await inBytes(init));
  // Without a proxy the agent of @discordjs/rest serves.
  return network.proxyFor(api) === null
    ? { api, makeRequest }
    : { api, makeRequest, agent: network.dispatcherFor(api) };
}

type Init = Parameters<RESTOptions["makeRequest"]>[1];

/**
 * A form with files as bytes: the undici that sends it may be another than the one that knows the form's class, be it
 * ours (of a proxy, or the first that was loaded), and then fails at it.
 */
async function inBytes(init: Init): Promise<Init> {
  if (!(init.body instanceof FormData)) return init;
  const form = new Response(init.body);
  const type = form.headers.get("content-type") ?? "";
  const body = Buffer.from(await form.arrayBuffer());
  return { ...init, body, headers: { ...(init.headers as Record<string, string>), "content-type": type } };
}

/** What to say where Discord is not reached. */
export const reachHint = (network = openNetwork(), apiUrl: string | null): string =>
  network.hint(apiUrl ?? OWN_API);
