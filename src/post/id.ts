// The id of a post: short, opaque, and the same for the same key on every machine.
import { createHash } from "node:crypto";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** The first 50 bits of the key's SHA-256 as ten characters of [a-z2-7] (RFC 4648 base32, lower case). */
export function postId(key: string): string {
  const hash = createHash("sha256").update(key).digest();
  const bits = hash.readBigUInt64BE(0) >> 14n;
  return Array.from({ length: 10 }, (_, at) => ALPHABET[Number((bits >> BigInt(45 - 5 * at)) & 31n)]).join(
    "",
  );
}
