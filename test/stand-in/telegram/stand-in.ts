// Telegram as a test uses it: say something, press a button, see what readers see.
import { Server } from "./server.js";
import type { Chat, InlineAnswer, InlineResult, Key, Shown, User } from "./world.js";
import { asMessage } from "./methods.js";

export type { Shown } from "./world.js";

export const reader: User = { id: 77, is_bot: false, first_name: "Ada", language_code: "en" };
export const chats = {
  private: { id: 77, type: "private", first_name: "Ada" },
  group: { id: -100200, type: "supergroup", title: "Readers" },
  forum: { id: -100300, type: "supergroup", title: "Forum", is_forum: true },
  channel: { id: -100400, type: "channel", title: "News", username: "postern_news" },
} as const satisfies Record<string, Chat>;

const elsewhere: Chat = { id: -100900, type: "supergroup", title: "Elsewhere" };

export interface Saying {
  readonly chat?: Chat;
  readonly from?: User | null;
  readonly topic?: number;
  /** Anything else a Message may carry. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export class TelegramStandIn {
  readonly #server = new Server();
  url = "";

  static async start(): Promise<TelegramStandIn> {
    const standIn = new TelegramStandIn();
    for (const chat of Object.values(chats)) standIn.world.chats.set(chat.id, chat);
    standIn.url = await standIn.#server.listen();
    return standIn;
  }

  get server(): Server {
    return this.#server;
  }
  get world() {
    return this.#server.world;
  }
  get token(): string {
    return this.#server.token;
  }

  /** The bot's messages in a chat, oldest first, as they look now. */
  shown(chat: Chat = chats.private): readonly Shown[] {
    return this.world.shown.filter((one) => one.chat.id === chat.id);
  }

  /** Ends the server, and the test if the bot broke a rule. */
  async stop(): Promise<void> {
    await this.#server.close();
    const { breaches } = this.#server;
    if (breaches.length > 0) throw new Error(`the bot broke Telegram's rules:\n${breaches.join("\n")}`);
  }

  /** Posts a line without waiting for anything; gives the message's id. */
  tell(text: string, { chat = chats.private, from = reader, topic, extra = {} }: Saying = {}): number {
    const id = this.world.id();
    const command = /^\/\w+(@\w+)?/.exec(text)?.[0];
    this.#server.push(chat.type === "channel" ? "channel_post" : "message", {
      message_id: id,
      date: 1_790_000_000,
      chat,
      ...(chat.type === "channel" ? { sender_chat: chat } : from && { from }),
      text,
      ...(command && { entities: [{ type: "bot_command", offset: 0, length: command.length }] }),
      ...(topic !== undefined && { message_thread_id: topic, is_topic_message: true }),
      ...extra,
    });
    return id;
  }

  /** Posts a line and waits for the bot's next message in that chat. */
  async say(text: string, saying: Saying = {}): Promise<Shown> {
    const chat = saying.chat ?? chats.private;
    const before = new Set(this.shown(chat).map(({ id }) => id));
    this.tell(text, saying);
    return this.#server.until(
      () => this.shown(chat).find(({ id }) => !before.has(id)),
      () => `nobody answered ${JSON.stringify(text.slice(0, 80))}`,
    );
  }

  /** The button with this label; tells which there are when there is none. */
  button(message: Shown, label: string | RegExp): Key {
    const keys = message.keyboard.flat();
    const key = keys.find(({ text }) => (typeof label === "string" ? text === label : label.test(text)));
    if (key) return key;
    const labels = keys.map(({ text }) => JSON.stringify(text)).join(", ");
    throw new Error(`the message has no button ${String(label)}; it has ${labels || "none at all"}`);
  }

  /** Presses without waiting; gives the query's id. */
  click(message: Shown, state: string, extra: Readonly<Record<string, unknown>> = {}): string {
    const query = String(this.world.id());
    this.world.openPresses.add(query);
    this.#server.push("callback_query", {
      id: query,
      from: reader,
      chat_instance: "1",
      data: state,
      message: asMessage(message, this.world),
      ...extra,
    });
    return query;
  }

  /** Presses a button and waits until the message has changed. */
  async press(message: Shown, label: string | RegExp): Promise<Shown> {
    const { callback_data: state } = this.button(message, label);
    if (state === undefined) throw new Error(`the button ${String(label)} is a link: nothing to press`);
    this.click(message, state);
    return this.#server.until(
      () => {
        const now = this.world.find(message.chat, message.id);
        return now && now.edits > message.edits ? now : undefined;
      },
      () => `the message did not change after ${String(label)}`,
    );
  }

  /** Changes what the bot is in a chat, from `before` to `now`. */
  member(chat: Chat, before: string, now: string, from = reader): void {
    const user = this.world.bot;
    const [old_chat_member, new_chat_member] = [before, now].map((status) => ({ status, user }));
    this.#server.push("my_chat_member", {
      chat,
      from,
      date: 1_790_000_000,
      old_chat_member,
      new_chat_member,
    });
  }

  /** Types `@bot text` and waits for what is offered. */
  async type(text: string, offset = "", from = reader): Promise<InlineAnswer> {
    const query = String(this.world.id());
    this.world.openInline.add(query);
    this.#server.push("inline_query", { id: query, from, query: text, offset });
    return this.#server.until(
      () => this.world.inlineAnswers.get(query),
      () => `nothing was offered for ${JSON.stringify(text)}`,
    );
  }

  /** Sends what was offered, as a reader who chose it; nothing is waited for. */
  choose({ id }: InlineResult, query = ""): void {
    this.#server.push("chosen_inline_result", { result_id: id, from: reader, query });
  }

  /** Sends `@bot words` in a chat that the bot is no member of, and waits for its answer. */
  async summon(text: string, extra: Readonly<Record<string, unknown>> = {}): Promise<InlineResult> {
    const query = String(this.world.id());
    this.world.openGuests.add(query);
    const message = { message_id: this.world.id(), date: 1_790_000_000, chat: elsewhere, from: reader };
    this.#server.push("guest_message", { ...message, text, guest_query_id: query, ...extra });
    return this.#server.until(
      () => this.world.guestAnswers.get(query),
      () => `nobody answered the guest's ${JSON.stringify(text)}`,
    );
  }
}
