// How hosts are reached: straight, or by the proxy that the environment names for them (HTTPS_PROXY and its kin).
import type { Agent as NodeAgent } from "node:http";
import { createRequire } from "node:module";
import { BlockList, isIP } from "node:net";
import type * as httpsProxy from "https-proxy-agent";
import type * as socks from "socks";
import type * as socksProxy from "socks-proxy-agent";
import { Agent, buildConnector, ProxyAgent, type Dispatcher } from "undici";
import {
  bareHost,
  isOwnPrivate,
  publicAddressesOf,
  publicLookup,
  refusePrivateName,
} from "./public-address.js";

/** What the owner may say of it, as `config.ts` gives it. */
export interface NetworkSettings {
  readonly HTTP_PROXY?: string | undefined;
  readonly HTTPS_PROXY?: string | undefined;
  readonly ALL_PROXY?: string | undefined;
  readonly NO_PROXY?: string | undefined;
  readonly PRIVATE_HOSTS?: string | undefined;
}

export interface Network {
  /** The proxy by which `url` is reached, with its name and password; null where none is. */
  proxyFor(url: string | URL): URL | null;
  /** For clients of undici that go where the owner said. */
  dispatcherFor(url: string | URL): Dispatcher;
  /**
   * The same for addresses that others chose: throws for a private one, and refuses what resolves to one when
   * connecting, unless it is the owner's (`isOwnPrivate`). Behind a proxy, which looks names up itself, a name must do.
   */
  guardedFor(url: URL, owner: string | null): Dispatcher;
  /** As `guardedFor`, for programs that connect by themselves: the addresses they may use; null where that is not ours to say. */
  addressesOf(url: URL, owner: string | null): Promise<readonly string[] | null>;
  /** For clients of node's own http; undefined where there is no proxy. */
  agentFor(url: string | URL): NodeAgent | undefined;
  /** What to say where `url` is not reached: how it was tried, or which setting may help. */
  hint(url: string | URL): string;
}

/** What speaks with a proxy is loaded only where there is one. */
const require = createRequire(import.meta.url);
const proxyAgent = (proxy: URL): NodeAgent =>
  isSocks(proxy)
    ? new (require("socks-proxy-agent") as typeof socksProxy).SocksProxyAgent(remote(proxy), {
        keepAlive: true,
      })
    : new (require("https-proxy-agent") as typeof httpsProxy).HttpsProxyAgent(proxy, { keepAlive: true });

/** As long as a SOCKS proxy may take to connect, in ms. */
const CONNECT_MS = 20_000;

export function openNetwork(settings: NetworkSettings = {}): Network {
  const direct = new Agent();
  const guard = new Agent({ connect: { lookup: publicLookup } });
  const dispatchers = new Map<string, Dispatcher>();
  const agents = new Map<string, NodeAgent>();

  function proxyFor(url: string | URL): URL | null {
    const to = new URL(url);
    const isSecure = /^(https|wss):$/.test(to.protocol);
    const named = (isSecure ? settings.HTTPS_PROXY : settings.HTTP_PROXY) ?? settings.ALL_PROXY;
    return named === undefined || isExcepted(to, settings.NO_PROXY ?? "") ? null : proxyUrl(named);
  }

  function dispatcherFor(url: string | URL): Dispatcher {
    const proxy = proxyFor(url);
    if (proxy === null) return direct;
    return kept(dispatchers, proxy.href, () =>
      isSocks(proxy) ? new Agent({ connect: socksConnector(proxy) }) : new ProxyAgent(proxy.href),
    );
  }

  return {
    proxyFor,
    dispatcherFor,
    guardedFor(url, owner) {
      if (isOwnPrivate(url, owner, settings.PRIVATE_HOSTS ?? "")) return dispatcherFor(url);
      refusePrivateName(url);
      return proxyFor(url) === null ? guard : dispatcherFor(url);
    },
    async addressesOf(url, owner) {
      if (isOwnPrivate(url, owner, settings.PRIVATE_HOSTS ?? "")) return null;
      refusePrivateName(url);
      return proxyFor(url) !== null || isIP(bareHost(url)) !== 0 ? null : publicAddressesOf(bareHost(url));
    },
    agentFor(url) {
      const proxy = proxyFor(url);
      if (proxy === null) return undefined;
      // What Node is asked for by the packages that open sockets.
      const protocol = new URL(url).protocol.replace("ws", "http");
      return kept<NodeAgent>(agents, `${protocol} ${proxy.href}`, () =>
        // Which it else looks for in the stack at every request, twice.
        Object.assign(proxyAgent(proxy), { protocol }),
      );
    },
    hint(url) {
      const proxy = proxyFor(url);
      return proxy === null
        ? "Where a proxy is needed to reach it, set HTTPS_PROXY."
        : `It was tried by the proxy ${proxy.protocol}//${proxy.host} (HTTPS_PROXY, HTTP_PROXY or ALL_PROXY; NO_PROXY names hosts to reach without it).`;
    },
  };
}

/** A proxy's address as it may be written: without a scheme it is of http. */
export const proxyUrl = (text: string): URL =>
  new URL(/^[a-z\d]+:\/\//i.test(text) ? text : `http://${text}`);

/** So that names are looked up by the proxy: where one is needed, this machine's own answers are often not true. */
const remote = ({ href }: URL): string =>
  href.replace(/^socks(5?):/, "socks5h:").replace(/^socks4:/, "socks4a:");

const isSocks = ({ protocol }: URL): boolean => protocol.startsWith("socks");

function kept<T>(all: Map<string, T>, key: string, make: () => T): T {
  const found = all.get(key) ?? make();
  all.set(key, found);
  return found;
}

/** By the rules of curl: names with all below them, addresses and their ranges, each with a port or without; `*` is all. */
function isExcepted(to: URL, exceptions: string): boolean {
  const host = bareHost(to);
  const port = to.port || (/^(https|wss):$/.test(to.protocol) ? "443" : "80");
  return exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .some((one) => {
      if (one === "*") return true;
      if (one.includes("/")) return isWithin(host, one);
      const [, bracketed, plain = one, wanted] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(one) ?? [];
      const name = (bracketed ?? plain).replace(/^\*?\./, "");
      if (name === "" || (wanted !== undefined && wanted !== port)) return false;
      return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
    });
}

function isWithin(host: string, range: string): boolean {
  const [net = "", bits = ""] = range.split("/");
  const family = isIP(net) === 6 ? "ipv6" : "ipv4";
  if (isIP(net) === 0 || isIP(host) !== isIP(net) || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (family === "ipv6" ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(net, Number(bits), family);
  return list.check(host, family);
}

function socksConnector(proxy: URL): buildConnector.connector {
  const { SocksClient } = require("socks") as typeof socks;
  const secure = buildConnector({});
  const credentials = {
    ...(proxy.username && { userId: decodeURIComponent(proxy.username) }),
    ...(proxy.password && { password: decodeURIComponent(proxy.password) }),
  };
  return (options, done) => {
    const isSecure = options.protocol === "https:";
    const destination = { host: options.hostname, port: Number(options.port) || (isSecure ? 443 : 80) };
    const type = proxy.protocol.startsWith("socks4") ? 4 : 5;
    SocksClient.createConnection({
      proxy: { host: bareHost(proxy), port: Number(proxy.port) || 1080, type, ...credentials },
      command: "connect",
      destination,
      timeout: CONNECT_MS,
    }).then(
      ({ socket }) => {
        if (isSecure) secure({ ...options, httpSocket: socket }, done);
        else done(null, socket.setNoDelay());
      },
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
}
