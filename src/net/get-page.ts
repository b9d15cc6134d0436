// Fetches what an address leads to: conditional, bounded in size and time, and never lured into the private network.
import type { Response } from "undici";
import { ask, reasonOf } from "./ask.js";
import type { Network } from "./network.js";

export interface WebRequest {
  readonly headers: Readonly<Record<string, string>>;
  /** Sent to the server of the address alone, never to where it redirects. */
  readonly authorization?: string | null;
  /** Bytes, after unpacking. */
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Milliseconds for all of it, redirects too (60,000). */
  readonly timeLimit?: number;
  readonly network: Network;
  /** What the owner wrote; private hosts are asked only where it names them. */
  readonly owner: string | null;
}

export interface WebAnswer {
  readonly status: number;
  /** Where redirects led. */
  readonly url: string;
  /** Where redirects that are meant to last led; null where there were none. */
  readonly moved: string | null;
  readonly headers: { get(name: string): string | null };
  readonly body: Uint8Array;
}

const TIME_LIMIT_MS = 60_000;
const REDIRECTS = 5;

/** Gets `url` by http or https. Throws with the reason when there is no whole answer. */
export async function getPage(url: string, request: WebRequest): Promise<WebAnswer> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(request.timeLimit ?? TIME_LIMIT_MS)]);
  const headers = { "user-agent": "Postern (reader of a blog)", ...request.headers };
  let at = new URL(url);
  const { origin } = at;
  let [moved, lasts] = [null as string | null, true];
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    const own = request.authorization && at.origin === origin ? { authorization: request.authorization } : {};
    const question = { headers: { ...headers, ...own }, signal, owner: request.owner };
    const response = await ask(at, question, request.network);
    const next = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
    if (next === null || response.status === 304) {
      const body = await bytesOf(response, request.limit).catch((error: unknown) => {
        throw reasonOf(error);
      });
      return { status: response.status, url: at.href, moved, headers: response.headers, body };
    }
    await response.body?.cancel();
    at = new URL(next, at);
    lasts &&= response.status === 301 || response.status === 308;
    if (lasts) moved = at.href;
  }
  throw new Error(`redirects more than ${REDIRECTS} times`);
}

async function bytesOf(response: Response, limit: number): Promise<Uint8Array> {
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
