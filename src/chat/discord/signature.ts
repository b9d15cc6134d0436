// Whether it is Discord who asks by HTTP: it signs each request with the application's key (Ed25519).
import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { promisify } from "node:util";

/** What stands before the 32 bytes of an Ed25519 key in the form that Node reads (RFC 8410). */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

/** @param hex the application's Public Key, 64 hexadecimal digits */
export const keyOf = (hex: string): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI, Buffer.from(hex, "hex")]), format: "der", type: "spki" });

/** Beside the event loop: who floods with forged ones must not hold up the others. */
const verifies = promisify<string | null, Buffer, KeyObject, Buffer, boolean>(verify);

/** When it was signed, in ms since 1970; null where the signature is not the key's. */
export async function signedAt(key: KeyObject, headers: Headers, body: Buffer): Promise<number | null> {
  const signature = headers.get("x-signature-ed25519") ?? "";
  const timestamp = headers.get("x-signature-timestamp") ?? "";
  if (!/^[\da-f]{128}$/i.test(signature) || !/^\d{1,12}$/.test(timestamp)) return null;
  const signed = Buffer.concat([Buffer.from(timestamp), body]);
  return (await verifies(null, signed, key, Buffer.from(signature, "hex"))) ? Number(timestamp) * 1000 : null;
}
