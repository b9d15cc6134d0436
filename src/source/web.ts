// Fetches a page for a source: conditional, bounded in size and time, and never lured into the private network.
import { Agent, fetch, type Response } from "undici";
import { publicLookup, refusePrivateLiteral } from "../net/public-address.js";

export interface WebRequest {
  readonly headers: Readonly<Record<string, string>>;
  /** Sent to the server of the address alone, never to where it redirects. */
  readonly authorization?: string | null;
  /** Bytes, after unpacking. */
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Milliseconds for all of it, redirects too (60,000). */
  readonly timeLimit?: number;
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

const openAgent = new Agent({ connect: { lookup: publicLookup } });
const anyAgent = new Agent();

/**
 * Gets `url` by http or https. Private addresses are refused on the way unless `mayBePrivate`: the owner named one.
 * Throws with the reason when there is no whole answer.
 */
export async function getPage(url: string, request: WebRequest, mayBePrivate: boolean): Promise<WebAnswer> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(request.timeLimit ?? TIME_LIMIT_MS)]);
  let at = new URL(url);
  const { origin } = at;
  let [moved, lasts] = [null as string | null, true];
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    if (!/^https?:$/.test(at.protocol)) throw new Error(`leads to ${at.protocol}, not to http or https`);
    if (!mayBePrivate) refusePrivateLiteral(at);
    const response = await fetch(at, {
      headers: {
        "user-agent": "Postern (feed reader)",
        ...request.headers,
        ...(request.authorization && at.origin === origin && { authorization: request.authorization }),
      },
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
      return { status: response.status, url: at.href, moved, headers: response.headers, body };
    }
    await response.body?.cancel();
    at = new URL(next, at);
    lasts &&= response.status === 301 || response.status === 308;
    if (lasts) moved = at.href;
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
