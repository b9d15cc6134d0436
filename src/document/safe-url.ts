// The one gate for addresses: what leaves it is an absolute http(s) address that shows where it goes.

/** Longer than any address that a chat takes (Telegram 2048 and Discord's buttons 512 are checked there). */
const MAX_LENGTH = 2048;

/**
 * The absolute http(s) form of an address found in a post, or null. A relative one is resolved against
 * `base`. Names and passwords before the host are refused: they only serve to deceive. Hosts come out in
 * punycode, so that a look-alike shows.
 */
export function safeUrl(address: string, base: string | null = null): string | null {
  const trimmed = address.trim();
  if (trimmed === "" || trimmed.length > MAX_LENGTH) return null;
  const url = parse(trimmed, base);
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  if (url.username !== "" || url.password !== "" || url.hostname === "") return null;
  return url.href.length > MAX_LENGTH ? null : url.href;
}

function parse(address: string, base: string | null): URL | null {
  // URL.canParse first: a thrown error costs far more than the parse.
  if (base === null) return URL.canParse(address) ? new URL(address) : null;
  return URL.canParse(address, base) ? new URL(address, base) : null;
}
