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
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  privateRanges.addSubnet(net, bits, "ipv6");
/** These carry an address of the older kind within them, by which they are judged: mapped, NAT64, 6to4. */
const carriers = [
  { range: carrier("::ffff:0:0", 96), at: 6 },
  { range: carrier("64:ff9b::", 96), at: 6 },
  { range: carrier("2002::", 16), at: 1 },
];

function carrier(net: string, bits: number): BlockList {
  const list = new BlockList();
  list.addSubnet(net, bits, "ipv6");
  return list;
}

/** The 16-bit groups of an IPv6 address. */
function groupsOf(address: string): readonly number[] {
  const [head = "", tail] = bareHost(new URL(`http://[${address.replace(/%.*$/, "")}]`)).split("::");
  const numbers = (text: string): number[] =>
    text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
  const [first, last] = [numbers(head), numbers(tail ?? "")];
  return [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last];
}

function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 4) return privateRanges.check(address, "ipv4");
  const carried = carriers.find(({ range }) => range.check(address, "ipv6"));
  if (!carried) return privateRanges.check(address, "ipv6");
  const [high = 0, low = 0] = groupsOf(address).slice(carried.at);
  return privateRanges.check([high >> 8, high & 255, low >> 8, low & 255].join("."), "ipv4");
}

/** Without the brackets of an IPv6 address, and the dot that ends a whole name. */
export const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$|\.$/g, "");

/** Whether an address names a host of the public Internet, as far as its name alone tells; null is none. */
export function isPublicAddress(url: string | null): boolean {
  if (url === null || !URL.canParse(url)) return false;
  const host = bareHost(new URL(url));
  if (isIP(host) !== 0) return !isPrivateAddress(host);
  return (
    host.includes(".") && !/(^|\.)(localhost|local|internal|test|invalid|example|lan|home\.arpa)$/.test(host)
  );
}

const refusal = (host: string): Error =>
  new Error(`${host} is a private address, or leads to one. If it is yours, name it in PRIVATE_HOSTS`);

/**
 * Whether a host is the owner's to reach though it is private: one that `owner`, an address that he wrote, names
 * outright as private, or that `hosts` (PRIVATE_HOSTS) has. A public name that leads to a private address is neither.
 */
export function isOwnPrivate(url: URL, owner: string | null, hosts: string): boolean {
  const host = bareHost(url);
  if (
    hosts
      .toLowerCase()
      .split(/[\s,]+/)
      .includes(host)
  )
    return true;
  return (
    owner !== null && URL.canParse(owner) && !isPublicAddress(owner) && bareHost(new URL(owner)) === host
  );
}

/** Throws for a host that is private by what it is called: `publicLookup` sees neither addresses nor what a proxy looks up. */
export function refusePrivateName(url: URL): void {
  if (!isPublicAddress(url.href)) throw refusal(bareHost(url));
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

/** Every public address that a name leads to. Rejects where there is none. */
export const publicAddressesOf = (host: string): Promise<readonly string[]> =>
  new Promise((resolveAll, reject) =>
    publicLookup(host, { all: true }, (error, found) => {
      if (error !== null) reject(error);
      else resolveAll(Array.isArray(found) ? found.map(({ address }) => address) : [found]);
    }),
  );
