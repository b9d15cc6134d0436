// The id of a post: short, opaque, and the same for the same key on every machine.
import { createHash } from "node:crypto";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** The first 50 bits of the key's SHA-256 as ten characters of [a-z2-7] (RFC 4648 base32, lower case). */
export function postId(key: string): string {
  const hash = createHash("sha256").update(key).digest();
  let id = "";
  // Ten times five bits, each within two bytes.
  for (let bit = 0; bit < 50; bit += 5)
    id += ALPHABET[(hash.readUInt16BE(bit >> 3) >> (11 - (bit & 7))) & 31];
  return id;
}
