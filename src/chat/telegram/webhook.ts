// Receiving by webhook: Telegram posts each update to us. The route checks who calls before it reads anything.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Route } from "../../http/route.js";
import type { Log } from "../../log.js";
import { CallError, type Api } from "./api.js";
import type { UpdateReceiver } from "./update-receiver.js";
import { ALLOWED_UPDATES } from "./poll.js";
import { backOff, wait } from "../back-off.js";

export interface TelegramWebhookOptions {
  /** The public https address Telegram shall post to; its path is the route's. */
  readonly url: string;
  /** 1–256 of [A-Za-z0-9_-]; null makes a new one at each start. */
  readonly secret: string | null;
}

interface Webhook {
  readonly url: string;
  readonly path: string;
  readonly secret: string;
}

/** Updates are a few KB; the longest message has 4096 characters and 100 entities. */
const LARGEST_UPDATE = 256 * 1024;

export const webhookOf = ({ url, secret }: TelegramWebhookOptions): Webhook => ({
  url,
  path: new URL(url).pathname,
  secret: secret ?? randomBytes(32).toString("base64url"),
});

const updateSchema = z.looseObject({ update_id: z.int().nonnegative() });
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
      const here = intake();
      if (!here || here.full) return new Response(null, { status: 503 });
      const update = updateSchema.safeParse(await request.json().catch(() => null));
      if (!update.success) return new Response(null, { status: 400 });
      await here.take([update.data]);
      return new Response(null, { status: 200 });
    },
  };
}

/** Sets the webhook, trying until Telegram takes it, and stays until `signal` aborts. Rejects when the token is refused. */
export async function keepWebhook(
  api: Api,
  { url, secret }: Webhook,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 0; !signal.aborted; tries++) {
    try {
      await api.call(
        "setWebhook",
        { url, secret_token: secret, allowed_updates: ALLOWED_UPDATES },
        { signal },
      );
      log.info({ host: new URL(url).host }, "Telegram: receiving by webhook");
      break;
    } catch (error) {
      if (error instanceof CallError && error.kind === "unauthorized") throw error;
      log.warn(
        { reason: String(error) },
        "Telegram: the webhook could not be set; check TELEGRAM_WEBHOOK_URL; trying again",
      );
      await wait((error instanceof CallError && error.after) || backOff(tries, 1000, 60_000), signal);
    }
  }
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}
