// Receiving by webhook: Telegram posts each update to us. The route checks who calls before it reads anything.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Route } from "../../http/route.js";
import type { Log } from "../../log.js";
import { CallError, isTokenRefused, type Api } from "./api.js";
import { updateSchema, type UpdateReceiver } from "./update-receiver.js";
import { ALLOWED_UPDATES } from "./poll.js";
import { backOff, wait } from "../../back-off.js";

export interface TelegramWebhookOptions {
  /** The public https address Telegram shall post to; its path is the route's. */
  readonly url: string;
  /** 1–256 of [A-Za-z0-9_-]; null derives one from the token, the same for every process of the bot. */
  readonly secret: string | null;
  /** Milliseconds between two looks whether it is still set (ten minutes). */
  readonly lookEvery?: number;
}

export interface Webhook {
  readonly url: string;
  readonly path: string;
  readonly secret: string;
  readonly lookEvery: number;
}

/** Updates are a few KB; the longest message has 4096 characters and 100 entities. */
const LARGEST_UPDATE = 256 * 1024;

const LOOK_EVERY = 600_000;

/** Nobody without the token can make it, and it does not tell the token. */
const secretOf = (token: string): string =>
  createHmac("sha256", token).update("postern telegram webhook").digest("base64url");

export const webhookOf = (
  token: string,
  { url, secret, lookEvery = LOOK_EVERY }: TelegramWebhookOptions,
): Webhook => ({
  url,
  path: new URL(url).pathname,
  secret: secret ?? secretOf(token),
  lookEvery,
});

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Answers 200 only when the update is safe; Telegram repeats it after anything else, 503 where too many wait. */
export function webhookRoute(webhook: Webhook, intake: () => UpdateReceiver | null): Route {
  const wanted = digest(webhook.secret);
  return {
    method: "POST",
    path: webhook.path,
    bodyLimit: LARGEST_UPDATE,
    async handle(request) {
      const given = request.headers.get("x-telegram-bot-api-secret-token") ?? "";
      if (!timingSafeEqual(digest(given), wanted)) return new Response(null, { status: 401 });
      const update = updateSchema.safeParse(await request.json().catch(() => null));
      if (!update.success) return new Response(null, { status: 400 });
      const here = intake();
      if (!here || here.full) return new Response(null, { status: 503 });
      const taken = await here.take([update.data]).then(
        () => true,
        () => false,
      );
      return new Response(null, { status: taken ? 200 : 503 });
    },
  };
}

/**
 * Sets the webhook, and again when it is no longer ours, until `signal` aborts. Rejects when the token is refused.
 */
export async function keepWebhook(
  api: Api,
  { url, secret, lookEvery }: Webhook,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  let isSet = false;
  for (let failures = 0; !signal.aborted;) {
    try {
      if (isSet && (await api.call("getWebhookInfo", undefined, { signal })).url === url) {
        failures = 0;
        await wait(lookEvery, signal);
        continue;
      }
      if (isSet)
        log.warn(
          {},
          "Telegram: another program uses this bot's token and took the webhook away; it is set again. Stop the other one, or give this one a token of its own",
        );
      const webhook = { url, secret_token: secret, allowed_updates: ALLOWED_UPDATES };
      await api.call("setWebhook", webhook, { signal });
      if (!isSet) log.info({ host: new URL(url).host }, "Telegram: receiving by webhook");
      isSet = true;
      await wait(lookEvery, signal);
    } catch (error) {
      if (isTokenRefused(error)) throw error;
      if (signal.aborted) return;
      log.warn(
        { reason: String(error) },
        "Telegram: the webhook could not be set or looked at; check TELEGRAM_WEBHOOK_URL; trying again",
      );
      await wait((error instanceof CallError && error.after) || backOff(failures, 1000, 60_000), signal);
      failures += 1;
    }
  }
}
