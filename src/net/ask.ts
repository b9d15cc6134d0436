// One request over http or https, for an address that others chose: no redirect is followed unseen, nothing private asked.
import { fetch, type Response } from "undici";
import type { Network } from "./network.js";

export interface OutgoingRequest {
  readonly method?: "GET" | "HEAD" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** What the owner wrote that led here; private hosts are asked only where it names them. */
  readonly owner: string | null;
}

/** Throws with the reason where there is no answer. */
export async function ask(url: URL, request: OutgoingRequest, network: Network): Promise<Response> {
  if (!/^https?:$/.test(url.protocol)) throw new Error(`it leads to ${url.protocol}, not to http or https`);
  const { owner, ...more } = request;
  const dispatcher = network.guardedFor(url, owner);
  try {
    return await fetch(url, { ...more, redirect: "manual", dispatcher });
  } catch (error) {
    throw reasonOf(error);
  }
}

/** undici says "fetch failed" and hides the reason in `cause`. */
export function reasonOf(error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return new Error(String(cause));
  if (cause.name === "TimeoutError") return new Error("did not answer in time");
  // Of several addresses that were tried in vain.
  if (cause instanceof AggregateError && cause.errors[0] instanceof Error) return cause.errors[0];
  return cause;
}
