// What came of a call for pushing, as data: by Discord's error codes and by how the connection failed.
import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes as Code } from "discord.js";
import type { Outcome } from "../../delivery/messenger.js";
import { scrub } from "./faults.js";

const GONE = new Set<number>([
  Code.UnknownChannel,
  Code.UnknownGuild,
  Code.UnknownMessage,
  Code.UnknownWebhook,
]);
const CLOSED = new Set<number>([
  Code.MissingAccess,
  Code.CannotSendMessagesToThisUser,
  Code.MissingPermissions,
  Code.InvalidActionOnArchivedThread,
  Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  Code.ThreadLocked,
]);
const SLOW = new Set<number>([Code.ActionCannotBePerformedDueToSlowmodeRateLimit, Code.ChannelSendRateLimit]);
const OLD_EDITS: number = Code.MaximumNumberOfEditsToMessagesOlderThanOneHourReached;
/** Codes of a connection that was never made: surely nothing was sent. */
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Waits in ms, where Discord names none. */
const SOON = 1_000;
const MINUTE = 60_000;

export function outcomeOf(error: unknown): Outcome {
  const reason = scrub(error instanceof Error ? error.message || error.name : String(error)).slice(0, 300);
  if (error instanceof RateLimitError)
    return {
      kind: "retry",
      after: Math.max(SOON, error.retryAfter),
      scope: error.global ? "all" : "place",
      reason,
    };
  if (error instanceof DiscordAPIError) return refusal(error, `${reason} (${error.code})`);
  if (error instanceof HTTPError) return { kind: "uncertain", reason: `Discord answered ${error.status}` };
  if (error instanceof Error && error.message.startsWith("Expected token to be set"))
    return { kind: "retry", after: MINUTE, scope: "all", reason };
  if (codesOf(error).some((code) => UNREACHABLE.has(code)))
    return { kind: "retry", after: SOON, scope: "all", reason: `Discord cannot be reached: ${reason}` };
  return { kind: "uncertain", reason };
}

function refusal(error: DiscordAPIError, reason: string): Outcome {
  const code = Number(error.code);
  if (SLOW.has(code)) return { kind: "retry", after: retryAfter(error) ?? 5 * SOON, scope: "place", reason };
  if (code === OLD_EDITS) return { kind: "retry", after: 10 * MINUTE, scope: "place", reason };
  if (CLOSED.has(code)) return { kind: "forbidden", reason };
  if (GONE.has(code) || error.status === 404) return { kind: "gone", reason };
  if (error.status === 401) return { kind: "retry", after: MINUTE, scope: "all", reason };
  if (error.status === 403) return { kind: "forbidden", reason };
  return { kind: "refused", reason };
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
