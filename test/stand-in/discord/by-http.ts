// The stand-in as the sender of questions by HTTP: signs them, asks an address whether it checks, reads the response.
import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from "node:crypto";

/** Of a seed, so that a program of its own can be told before the stand-in is there. */
const keyPair = (seed: string): { readonly secret: KeyObject; readonly publicHex: string } => {
  const raw = createHash("sha256").update(seed).digest();
  const head = Buffer.from("302e020100300506032b657004220420", "hex");
  const secret = createPrivateKey({ key: Buffer.concat([head, raw]), format: "der", type: "pkcs8" });
  const spki = createPublicKey(secret).export({ format: "der", type: "spki" });
  return { secret, publicHex: spki.subarray(-32).toString("hex") };
};
const own = keyPair("the stand-in's");
/** The application's, as its owner copies it. */
export const PUBLIC_KEY = own.publicHex;
export const OTHER_KEY = keyPair("somebody else's");

export interface Signing {
  readonly secret?: KeyObject;
  /** In seconds since 1970. */
  readonly timestamp?: number;
}

export const signed = (body: string, { secret = own.secret, timestamp }: Signing = {}) => {
  const at = String(timestamp ?? Math.floor(Date.now() / 1000));
  return {
    "content-type": "application/json",
    "x-signature-ed25519": sign(null, Buffer.from(at + body), secret).toString("hex"),
    "x-signature-timestamp": at,
  };
};

export const post = (url: string, body: string, headers: Record<string, string>): Promise<Response> =>
  fetch(url, { method: "POST", body, headers, redirect: "manual" });

/** Whether an address answers a signed PING and refuses a forged one, as Discord sees before it takes the address. */
export async function vouches(url: string): Promise<boolean> {
  const ping = JSON.stringify({ type: 1, id: "1", application_id: "1", version: 1 });
  try {
    const right = await post(url, ping, signed(ping));
    const wrong = await post(url, ping, signed(ping, OTHER_KEY));
    const pong = right.status === 200 ? ((await right.json()) as { type?: unknown }).type : null;
    return pong === 1 && wrong.status === 401;
  } catch {
    return false;
  }
}
