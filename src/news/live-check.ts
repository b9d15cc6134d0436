// Asks whether a post's page is live, without ever being led into a private network.
import { lookup as resolve, type LookupAddress } from "node:dns";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Addresses that are not of the public Internet (IANA special-purpose registries). */
const privateRanges = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  privateRanges.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  privateRanges.addSubnet(net, bits, "ipv6");

const isPrivate = (address: string): boolean => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return privateRanges.check(mapped, "ipv4");
  return privateRanges.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
};

/** Whether an address names a host of the public Internet, as far as its name alone tells. */
export function isPublic(url: string | null): boolean {
  if (url === null || !URL.canParse(url)) return false;
  const host = new URL(url).hostname.replace(/^\[|\]$/g, "");
  if (isIP(host)) return !isPrivate(host);
  return (
    host.includes(".") && !/(^|\.)(localhost|local|internal|test|invalid|example|lan|home\.arpa)$/.test(host)
  );
}

/** Whether a post's page must be live before it is announced; `when` null: where the site's address is public. */
export const waitsForPage = (when: "live" | "now" | null, site: string | null): boolean =>
  when === null ? isPublic(site) : when === "live";

const PRIVATE = "the address leads into a private network";

/** Resolves a name, and refuses what it resolves to when that is private: checked on the very address that is used. */
const guarded: LookupFunction = (host, options, callback) => {
  resolve(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const [first] = found ?? [];
    if (error || !first) return callback(error ?? new Error(`${host} has no address`), "", 4);
    if (found.some(({ address }) => isPrivate(address))) return callback(new Error(PRIVATE), "", 4);
    if (options.all) callback(null, found);
    else callback(null, first.address, first.family);
  });
};

export interface Liveness {
  readonly live: boolean;
  readonly why: string;
}

interface Answer {
  readonly status: number;
  readonly location: string | null;
}

const TIMEOUT_MS = 10_000;
const MOST_REDIRECTS = 5;

function ask(url: URL, method: "HEAD" | "GET", mayBePrivate: boolean): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, "");
    // A literal address is connected to without a lookup.
    if (!mayBePrivate && isIP(host) && isPrivate(host)) return reject(new Error(PRIVATE));
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    const request = send(
      url,
      {
        method,
        headers: { "user-agent": "Postern (is this post live?)", accept: "text/html,*/*" },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(!mayBePrivate && { lookup: guarded }),
      },
      (response) => {
        resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? null });
        // The status is all that is wanted.
        response.destroy();
      },
    );
    request.on("error", reject);
    request.end();
  });
}

const siteOf = (url: URL): string => url.hostname.replace(/^www\./, "");

/**
 * Whether `url` answers 200: HEAD, then GET where HEAD is not understood; redirects are followed within the
 * same site. Private addresses are refused unless `site` is one itself. Never throws.
 */
export async function checkLive(url: string, site: string | null): Promise<Liveness> {
  try {
    let at = new URL(url);
    const home = siteOf(at);
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      if (!/^https?:$/.test(at.protocol)) return { live: false, why: `it leads to ${at.protocol}` };
      const mayBePrivate = site !== null && !isPublic(site) && siteOf(new URL(site)) === siteOf(at);
      const head = await ask(at, "HEAD", mayBePrivate);
      const { status, location } = head.status < 400 ? head : await ask(at, "GET", mayBePrivate);
      if (status === 200) return { live: true, why: "200" };
      if (status < 300 || status >= 400 || location === null)
        return { live: false, why: `it answers ${status}` };
      at = new URL(location, at);
      if (siteOf(at) !== home) return { live: false, why: `it leads away to ${at.hostname}` };
    }
    return { live: false, why: "it leads in a circle" };
  } catch (error) {
    return { live: false, why: (error as Error).message };
  }
}
