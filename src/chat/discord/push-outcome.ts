// What came of a call for pushing, as data: by Discord's error codes and by how the connection failed.
import { RESTJSONErrorCodes as Code } from "discord-api-types/v10";
import { DiscordAPIError, HTTPError, RateLimitError } from "@discordjs/rest";
import type { Outcome } from "../../delivery/messenger.js";
import { platformSays, unreachable, type Answer } from "../../subscription/reason.js";
import { faultOfMessage, notAllowed, type Act } from "../refusal.js";
import { errorKindOf } from "./error-table.js";

/** Codes of a connection that was never made: surely nothing was sent. */
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

const UNKNOWN_MESSAGE: number = Code.UnknownMessage;

/** Waits in ms, where Discord names none. */
const SOON = 1_000;
const MINUTE = 60_000;
const waits = new Map<number, number>([
  [Code.AnnouncementEditLimitExceeded, 10 * MINUTE],
  [Code.MaximumNumberOfEditsToMessagesOlderThanOneHourReached, 10 * MINUTE],
  [Code.MaximumActiveThreads, 10 * MINUTE],
  [Code.MaximumActiveAnnouncementThreads, 10 * MINUTE],
]);

/** The message that was to be changed is no more. */
export class LostMessage extends Error {
  override readonly name = "LostMessage";
  constructor() {
    super("the message is no more");
  }
}

export function outcomeOf(error: unknown, act: Act): Outcome {
  if (error instanceof LostMessage)
    return { kind: "unchangeable", gone: true, reason: { code: "message-lost" } };
  const text = error instanceof Error ? error.message || error.name : String(error);
  const reason = platformSays(text);
  if (error instanceof RateLimitError)
    return {
      kind: "retry",
      after: Math.max(SOON, error.retryAfter),
      scope: error.global ? "all" : "place",
      reason,
    };
  if (error instanceof DiscordAPIError) return refusal(error, act, platformSays(`${text} (${error.code})`));
  if (error instanceof HTTPError)
    return {
      kind: "uncertain",
      reason: { code: "platform-answers", platform: "Discord", status: error.status },
    };
  if (error instanceof Error && error.message.startsWith("Expected token to be set"))
    return { kind: "retry", after: MINUTE, scope: "all", reason };
  if (codesOf(error).some((code) => UNREACHABLE.has(code)))
    return { kind: "retry", after: SOON, scope: "all", reason: unreachable("Discord", text) };
  return { kind: "uncertain", reason };
}

function refusal(error: DiscordAPIError, act: Act, reason: Answer): Outcome {
  const [code, { status }] = [Number(error.code), error];
  switch (errorKindOf(code, status)) {
    case "place":
      return { kind: status === 404 ? "gone" : "forbidden", reason };
    case "act":
      return notAllowed(act, reason);
    case "message":
      return faultOfMessage(act, code === UNKNOWN_MESSAGE, reason);
    case "moment": {
      const after = retryAfter(error) ?? waits.get(code) ?? 5 * SOON;
      return { kind: "retry", after, scope: "place", reason };
    }
    case "bot":
      return { kind: "retry", after: Math.max(MINUTE, retryAfter(error) ?? 0), scope: "all", reason };
    case "request":
      return { kind: "refused", reason };
  }
}

function retryAfter({ rawError }: DiscordAPIError): number | null {
  return "retry_after" in rawError && typeof rawError.retry_after === "number"
    ? rawError.retry_after * 1000
    : null;
}

/** The codes of an error and of what caused it. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return [...own, ...inner.flatMap(codesOf)];
}

export const isCode = (error: unknown, ...codes: number[]): boolean =>
  error instanceof DiscordAPIError && codes.includes(Number(error.code));
