// Calls a bot's webhook as Telegram does: a chat's next update once the one before was taken, each again until it is.
import type { TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { reader } from "../stand-in/telegram/stand-in.js";
import type { Chat } from "../stand-in/telegram/world.js";
import { until } from "../until.js";

export interface TelegramCalls {
  /** Says a line in a chat; gives the message's number. */
  tell(chat: Chat, text: string): number;
  /** Resolves once everything told so far is taken. */
  taken(): Promise<void>;
}

/** `url`: where the bot, or what stands before it, is asked. The secret is the one that the bot has given. */
export function telegramCalls(telegram: TelegramStandIn, url: string): TelegramCalls {
  const queues = new Map<number, Promise<unknown>>();
  const secret = (): string =>
    String(telegram.server.calls.findLast(({ method }) => method === "setWebhook")?.params["secret_token"]);
  async function post(update: object): Promise<boolean> {
    const headers = { "x-telegram-bot-api-secret-token": secret() };
    const asked = fetch(url, { method: "POST", body: JSON.stringify(update), headers });
    return (await asked.catch(() => null))?.status === 200;
  }
  return {
    tell(chat, text) {
      const id = telegram.world.id();
      const entities = [{ type: "bot_command", offset: 0, length: text.split(" ")[0]?.length ?? 0 }];
      // Somebody else in each chat: of one person only so many may wait.
      const from = { ...reader, id: Math.abs(chat.id) };
      const message = { message_id: id, date: 1_790_000_000, chat, from, text, entities };
      const before = queues.get(chat.id) ?? Promise.resolve();
      const taken = before.then(() =>
        until(() => post({ update_id: id, message }), `update ${id} is not taken`),
      );
      queues.set(chat.id, taken);
      return id;
    },
    taken: async () => void (await Promise.all(queues.values())),
  };
}
