// Calls to the Bot API through telegraf's client: typed by method, bounded in time, faults sorted by what they mean.
import type { ApiMethods } from "@grammyjs/types";
import { Telegram, TelegramError } from "telegraf";
import { refused } from "../../measures.js";
import { openNetwork } from "../../net/network.js";
import { createTurns } from "../turns.js";
import { errorKindOf, type TelegramErrorKind } from "./error-table.js";

/** A file that goes up with a call, in the form that telegraf takes. */
interface FileUpload {
  readonly source: Buffer;
  readonly filename: string;
}

/** For calls that are typed as if files were only named: the checker does not come to an end with both. */
export const upload = (source: Buffer, filename: string): string =>
  ({ source, filename }) satisfies FileUpload as unknown as string;

type Methods = ApiMethods<string>;
export type Method = keyof Methods;
export type Params<M extends Method> = Parameters<Methods[M]>[0];
export type Result<M extends Method> = ReturnType<Methods[M]>;

/**
 * What went wrong with a call:
 * `unauthorized` the token is refused (401, 404); `forbidden` not let into the chat; `refused` the call itself
 * is bad (400); `conflict` somebody else polls (409); `flood` wait `after` ms (429); `moved` the group has the
 * new id `movedTo`; `unavailable` the server is in trouble (5xx); `unreachable` the request surely never left;
 * `uncertain` it may or may not have been carried out (time out, cut connection).
 */
export type FaultKind =
  | "unauthorized"
  | "forbidden"
  | "refused"
  | "conflict"
  | "flood"
  | "moved"
  | "unavailable"
  | "unreachable"
  | "uncertain";

/** A call that did not succeed. The message never holds the token. */
export class CallError extends Error {
  override readonly name = "CallError";
  constructor(
    readonly kind: FaultKind,
    message: string,
    /** Milliseconds to wait before another try; only for `flood`. */
    readonly after = 0,
    /** The new chat id; only for `moved`. */
    readonly movedTo: string | null = null,
    /** The HTTP status of Telegram's answer; null where none came. */
    readonly status: number | null = null,
  ) {
    super(message);
  }
}

/** Nothing that is tried with this token will succeed. */
export const isTokenRefused = (error: unknown): boolean =>
  error instanceof CallError && error.kind === "unauthorized";

/** For edits: what shows already what it is to show is no fault. */
export function unlessUnchanged(error: unknown): void {
  if (!(error instanceof CallError) || !error.message.includes("message is not modified")) throw error;
}

export interface Api {
  readonly telegram: Telegram;
  /** What to say where Telegram is not reached. */
  hint(): string;
  /** Throws CallError. `timeout` in ms, 20 s unless told; an aborted `signal` makes it `uncertain`. */
  call<M extends Method>(
    method: M,
    params: Params<M>,
    limits?: { signal?: AbortSignal; timeout?: number },
  ): Promise<Result<M>>;
}

/** Errors of the network that come before anything of the request has left. */
const BEFORE_SENDING = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_HAS_EXPIRED",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** Refusals of rights that arrive as 400. */
const closing: ReadonlySet<string> = new Set<TelegramErrorKind>(["place", "act", "content"]);

function fromTelegram(error: TelegramError): CallError {
  const { code, description, parameters } = error;
  const text = `${code} ${description}`;
  if (parameters?.migrate_to_chat_id)
    return new CallError("moved", text, 0, String(parameters.migrate_to_chat_id));
  if (code === 429) return new CallError("flood", text, Math.max(1, parameters?.retry_after ?? 1) * 1000);
  if (code === 401 || (code === 404 && description === "Not Found"))
    return new CallError("unauthorized", text);
  if (code === 403 || (code === 400 && closing.has(errorKindOf(description))))
    return new CallError("forbidden", text);
  if (code === 409) return new CallError("conflict", text);
  return new CallError(code >= 500 ? "unavailable" : "refused", text, 0, null, code);
}

/** Sorts whatever a call threw. */
function sorted(error: unknown, secret: string): CallError {
  if (error instanceof TelegramError) return fromTelegram(error);
  const { code, message } = error as { code?: unknown; message?: unknown };
  const text = (typeof message === "string" ? message : String(error)).replaceAll(secret, "[token]");
  return new CallError(BEFORE_SENDING.has(String(code)) ? "unreachable" : "uncertain", text);
}

const isUpload = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "source" in value && Buffer.isBuffer(value.source);
const carriesUpload = (value: unknown): boolean =>
  isUpload(value) ||
  (typeof value === "object" && value !== null && "media" in value && isUpload(value.media));

/** telegraf sends uploads as a form, from which it drops other objects: Telegram takes those as JSON too. */
function formParams(params: object): object {
  const entries = Object.entries(params);
  if (!entries.some(([, value]) => carriesUpload(value))) return params;
  return Object.fromEntries(
    entries.map(([name, value]: [string, unknown]) => [
      name,
      typeof value === "object" && !carriesUpload(value) ? JSON.stringify(value) : value,
    ]),
  );
}

type Send<R> = (method: string, params: object, options: { signal: AbortSignal }) => Promise<R>;

const OWN_API = "https://api.telegram.org/";

/** `apiUrl` is the root of a Bot API server, null for Telegram's own. */
export function telegramApi(token: string, apiUrl: string | null, network = openNetwork()): Api {
  const apiRoot = (apiUrl ?? OWN_API).replace(/\/*$/, "/");
  const agent = network.agentFor(apiRoot);
  const telegram = new Telegram(token, { apiRoot, webhookReply: false, ...(agent && { agent }) });
  // telegraf takes no agent for a server of http.
  if (agent) telegram.options.agent = agent;
  /** Of calls that all become possible at once, by one write of the store say, each begins in a turn of the event loop. */
  const turn = createTurns();
  return {
    telegram,
    hint: () => network.hint(apiRoot),
    async call<M extends Method>(
      method: M,
      params: Params<M>,
      { signal, timeout = 20_000 }: { signal?: AbortSignal; timeout?: number } = {},
    ) {
      const limit = AbortSignal.timeout(timeout);
      const either = signal ? AbortSignal.any([signal, limit]) : limit;
      try {
        await turn();
        // telegraf's own types end at Bot API 7.1; its client sends whatever it is given.
        const send = telegram.callApi.bind(telegram) as unknown as Send<Result<M>>;
        return await send(method, formParams(params ?? {}), { signal: either });
      } catch (error) {
        const code = error instanceof TelegramError ? String(error.code) : "none";
        if (!signal?.aborted) refused.tell({ platform: "telegram", code });
        throw sorted(error, token);
      }
    },
  };
}
