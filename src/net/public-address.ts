// What is of the public Internet: so that no page, feed or redirect ever leads Postern into a private network.
import { lookup as resolve, type LookupAddress } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Addresses that are not of the public Internet (IANA special-purpose registries, RFC 6890). */
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
  ["::", 96],
  // These two carry any address of the older kind within them.
  ["64:ff9b::", 96],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  privateRanges.addSubnet(net, bits, "ipv6");

const isPrivateAddress = (address: string): boolean => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return privateRanges.check(mapped, "ipv4");
  if (isIP(address) === 4) return privateRanges.check(address, "ipv4");
  return privateRanges.check(address, "ipv6") || address.toLowerCase().startsWith("::ffff:");
};

/** Without the brackets of an IPv6 address. */
const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

/** Whether an address names a host of the public Internet, as far as its name alone tells; null is none. */
export function isPublicAddress(url: string | null): boolean {
  if (url === null || !URL.canParse(url)) return false;
  const host = bareHost(new URL(url));
  if (isIP(host) !== 0) return !isPrivateAddress(host);
  return (
    host.includes(".") && !/(^|\.)(localhost|local|internal|test|invalid|example|lan|home\.arpa)$/.test(host)
  );
}

/** Whether the host of an address is, or now resolves to, a private address. */
export async function isPrivate(url: string): Promise<boolean> {
  const host = bareHost(new URL(url));
  if (isIP(host) !== 0) return isPrivateAddress(host);
  return new Promise((done) =>
    resolve(host, { all: true }, (error, found) =>
      done(error === null && found.some(({ address }) => isPrivateAddress(address))),
    ),
  );
}

const refusal = (host: string): Error => new Error(`${host} is a private address`);

/** Throws for a private literal address: these are connected to without a lookup, so `publicLookup` never sees them. */
export function refusePrivateLiteral(url: URL): void {
  const host = bareHost(url);
  if (isIP(host) !== 0 && isPrivateAddress(host)) throw refusal(host);
}

/** Looks up a name and refuses private answers in the same step, so that no second answer can slip in between. */
export const publicLookup: LookupFunction = (host, options, done) => {
  resolve(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error !== null) return done(error, []);
    const open = found.filter(({ address }) => !isPrivateAddress(address));
    const [first] = open;
    if (first === undefined) return done(refusal(host), []);
    if (options.all === true) done(null, open);
    else done(null, first.address, first.family);
  });
};
