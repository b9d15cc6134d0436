// Telegram as the rest sees it.
import { platform } from "../platform.js";
import { telegramAddressing } from "./address.js";
import { telegramSettings } from "./settings.js";

export const telegram = platform({
  name: "telegram",
  title: "Telegram",
  settings: telegramSettings,
  token: "TELEGRAM_TOKEN",
  addressing: telegramAddressing,
  async preview({ TELEGRAM_RICH: mode }, language, formulas) {
    const { telegramPreview } = await import("./telegram-preview.js");
    const { wishOf } = await import("./rich/mode.js");
    return telegramPreview(language, { wish: wishOf(mode), formulas });
  },
  async signIn(token, { TELEGRAM_API_URL: apiUrl }, network) {
    const { signIn } = await import("./sign-in.js");
    return signIn(token, apiUrl, network);
  },
  async messenger(token, settings, network) {
    const { telegramMessenger } = await import("./messenger.js");
    const { richUse } = await import("./rich/use.js");
    const use = richUse(settings.TELEGRAM_RICH);
    return telegramMessenger(token, settings.TELEGRAM_API_URL, use, settings.TELEGRAM_UNCERTAIN, network);
  },
  async open(token, settings, deps) {
    const { telegramChat } = await import("./telegram-chat.js");
    const { telegramMessenger } = await import("./messenger.js");
    const { richUse } = await import("./rich/use.js");
    const { TELEGRAM_API_URL: apiUrl, TELEGRAM_WEBHOOK_URL: url } = settings;
    const webhook = url === null ? null : { url, secret: settings.TELEGRAM_WEBHOOK_SECRET };
    // What one of them learns of who takes rich messages, the other knows.
    const use = richUse(settings.TELEGRAM_RICH);
    const chat = telegramChat({ ...deps, token, apiUrl, webhook, use, alone: settings.TELEGRAM_EPHEMERAL });
    return {
      chat,
      messenger: telegramMessenger(token, apiUrl, use, settings.TELEGRAM_UNCERTAIN, deps.network),
      routes: chat.routes,
      hosts: url === null ? [] : [new URL(url).hostname],
      together: url !== null && deps.lead !== null,
    };
  },
});
