// What the owner may say of Telegram.
import { z } from "zod";
import { oneOf, optional, preset, text, webAddress, whole } from "../../setting.js";

/** Not the platform's exact grammar, only what a mistaken paste breaks. */
const token = text.regex(
  /^\d+:[\w-]+$/,
  "does not look like a bot token (digits, a colon, letters and digits)",
);
/** Telegram posts to https only, on these ports (Bot API, setWebhook, note 3). */
const httpsAddress = webAddress.refine((value) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url?.protocol === "https:" && ["", "80", "88", "8443"].includes(url.port) && url.pathname !== "/";
}, "must begin with https://, have a path, and use port 443, 80, 88 or 8443");
const webhookSecret = text.regex(/^[\w-]{16,256}$/, "must be 16 to 256 of A-Z, a-z, 0-9, _ and -");

export const telegramSettings = z.object({
  TELEGRAM_TOKEN: optional(token, "the token that @BotFather gave you", whole),
  TELEGRAM_API_URL: optional(webAddress, "https://api.telegram.org"),
  TELEGRAM_WEBHOOK_URL: optional(httpsAddress, "https://bot.example.org/telegram"),
  TELEGRAM_WEBHOOK_SECRET: optional(webhookSecret, "a long random word", whole),
  TELEGRAM_EPHEMERAL: preset(oneOf("auto", "off"), "auto"),
  TELEGRAM_RICH: preset(oneOf("auto", "on", "off"), "auto"),
  TELEGRAM_UNCERTAIN: preset(oneOf("resend", "skip"), "resend"),
});
