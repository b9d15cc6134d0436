// Fetches a page for a source: conditional, bounded in size and time, and never lured into the private network.
import { lookup as resolve, type LookupAddress, type LookupOptions } from "node:dns";
import { BlockList, isIP } from "node:net";
import { Agent, fetch, type Response } from "undici";

export interface WebRequest {
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes, after unpacking. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

export interface WebAnswer {
  readonly status: number;
  /** Where redirects led. */
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  readonly body: Uint8Array;
}

const TIME_LIMIT_MS = 60_000;
const REDIRECTS = 5;

/** Addresses that are not on the open Internet (IANA special-purpose registries, RFC 6890). */
const inner = new BlockList();
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
  inner.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  inner.addSubnet(net, bits, "ipv6");

const isInner = (address: string): boolean => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return inner.check(mapped, "ipv4");
  return isIP(address) === 6
    ? inner.check(address, "ipv6") || address.toLowerCase().startsWith("::ffff:")
    : inner.check(address, "ipv4");
};

const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

/** Whether the host of an address is, or now resolves to, a private address. */
export async function isPrivate(url: string): Promise<boolean> {
  const host = bareHost(new URL(url));
  if (isIP(host) !== 0) return isInner(host);
  return new Promise((done) =>
    resolve(host, { all: true }, (error, found) =>
      done(error === null && found.some((one) => isInner(one.address))),
    ),
  );
}

type LookupDone = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Looks up a name and refuses private answers in the same step, so that no second answer can slip in between. */
function publicLookup(host: string, options: LookupOptions, done: LookupDone): void {
  resolve(host, { ...options, all: true }, (error, found) => {
    if (error !== null) return done(error, []);
    const open = found.filter((one) => !isInner(one.address));
    const [first] = open;
    if (first === undefined) return done(new Error(`${host} is a private address`), []);
    if (options.all === true) done(null, open);
    else done(null, first.address, first.family);
  });
}

const openAgent = new Agent({ connect: { lookup: publicLookup } });
const anyAgent = new Agent();

/**
 * Gets `url` by http or https. Private addresses are refused on the way unless `mayBePrivate`: the owner named one.
 * Throws with the reason when there is no whole answer.
 */
export async function getPage(url: string, request: WebRequest, mayBePrivate: boolean): Promise<WebAnswer> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(TIME_LIMIT_MS)]);
  let at = new URL(url);
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    if (!/^https?:$/.test(at.protocol)) throw new Error(`leads to ${at.protocol}, not to http or https`);
    if (!mayBePrivate && isIP(bareHost(at)) !== 0 && isInner(bareHost(at)))
      throw new Error(`leads to the private address ${at.hostname}`);
    const response = await fetch(at, {
      headers: { "user-agent": "Postern (feed reader)", ...request.headers },
      redirect: "manual",
      signal,
      dispatcher: mayBePrivate ? anyAgent : openAgent,
    }).catch((error: unknown) => {
      throw reasonOf(error);
    });
    const next = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
    if (next === null || response.status === 304) {
      const body = await readBody(response, request.limit).catch((error: unknown) => {
        throw reasonOf(error);
      });
      return { status: response.status, url: at.href, headers: response.headers, body };
    }
    await response.body?.cancel();
    at = new URL(next, at);
  }
  throw new Error(`redirects more than ${REDIRECTS} times`);
}

async function readBody(response: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    const bytes = part as Uint8Array;
    size += bytes.length;
    if (size > limit) throw new Error(`is larger than ${limit / 1024 / 1024} MB`);
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** undici says "fetch failed" and hides the reason in `cause`. */
function reasonOf(error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return new Error(String(cause));
  return cause.name === "TimeoutError" ? new Error("did not answer in time") : cause;
}
