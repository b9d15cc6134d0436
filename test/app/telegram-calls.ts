// Calls a bot's webhook as Telegram does: a chat's next update once the one before was taken, each again until it is.
import { setTimeout as pause } from "node:timers/promises";
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

/**
 * `url`: where the bot, or what stands before it, is asked. The secret is the one that the bot has given. `again`: how
 * long after a refusal, in ms.
 */
export function telegramCalls(telegram: TelegramStandIn, url: string, again = 0): TelegramCalls {
  const queues = new Map<number, Promise<unknown>>();
  const secret = (): string =>
    String(telegram.server.calls.findLast(({ method }) => method === "setWebhook")?.params["secret_token"]);
  async function post(update: object): Promise<string> {
    const headers = { "x-telegram-bot-api-secret-token": secret() };
    const asked = fetch(url, { method: "POST", body: JSON.stringify(update), headers });
    const answer = await asked.then(
      ({ status }) => String(status),
      (error: unknown) => String(error),
    );
    if (answer !== "200") await pause(again);
    return answer;
  }
  async function untilTaken(update: { readonly update_id: number; readonly message: object }): Promise<void> {
    let answer = "";
    await until(
      async () => (answer = await post(update)) === "200",
      () => `update ${update.update_id} is not taken, but answered by ${answer}`,
    );
  }
  return {
    tell(chat, text) {
      const id = telegram.world.id();
      const entities = [{ type: "bot_command", offset: 0, length: text.split(" ")[0]?.length ?? 0 }];
      // Somebody else in each chat: of one person only so many may wait.
      const from = { ...reader, id: Math.abs(chat.id) };
      const message = { message_id: id, date: 1_790_000_000, chat, from, text, entities };
      const before = queues.get(chat.id) ?? Promise.resolve();
      const taken = before.then(() => untilTaken({ update_id: id, message }));
      queues.set(chat.id, taken);
      return id;
    },
    taken: async () => void (await Promise.all(queues.values())),
  };
}
