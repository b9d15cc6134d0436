// The chats that have a token: made, started together, stopped together.
import type { Blog, Parts } from "./blog.js";
import type { Chat, ChatError, OnPresence } from "./chat/chat.js";
import { discordChat } from "./chat/discord/discord-chat.js";
import { discordMessenger } from "./chat/discord/messenger.js";
import { telegramMessenger } from "./chat/telegram/messenger.js";
import { richUse } from "./chat/telegram/rich/use.js";
import { telegramChat, type TelegramChat } from "./chat/telegram/telegram-chat.js";
import type { Formulas } from "./formula/formulas.js";
import type { Messenger } from "./delivery/messenger.js";
import type { Route } from "./http/route.js";
import type { Store } from "./store/store.js";

export interface Chats {
  /** What the HTTP server must answer for them. */
  readonly routes: readonly Route[];
  /** How each of them is told things. */
  readonly messengers: readonly Messenger[];
  /** Resolves with the reason when the last one is refused while running; never otherwise. */
  readonly ended: Promise<ChatError>;
  /** Throws when every one of them is refused; a refused one among others is logged. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function createChats(
  { config, log }: Parts,
  { dispatcher, library }: Blog,
  store: Store,
  formulas: Formulas,
): Chats {
  const { discord, telegram, looks } = config;
  const running = new Set<Chat>();
  let refuse: (why: ChatError) => void = () => {};
  const ended = new Promise<ChatError>((resolve) => (refuse = resolve));
  /** What every chat is given; `self` is the chat once it is made. */
  const shared = (platform: string, self: () => Chat | null) => ({
    dispatcher,
    log,
    fallbackLocale: library.site.lang,
    onPresence: presence(store, platform),
    // The chat has logged it.
    onRefused: (why: ChatError) => {
      const chat = self();
      if (chat) running.delete(chat);
      if (running.size === 0) refuse(why);
    },
  });
  const inDiscord: Chat | null =
    discord &&
    discordChat({ ...discord, style: looks.discord, ...shared("discord", () => inDiscord), formulas });
  const use = richUse(looks.telegram);
  const inTelegram: TelegramChat | null =
    telegram && telegramChat({ ...telegram, ...shared("telegram", () => inTelegram), store, use, formulas });
  const all = [inDiscord, inTelegram].filter((chat) => chat !== null);

  return {
    routes: inTelegram?.routes ?? [],
    messengers: createMessengers(config, formulas, use),
    ended,
    async start() {
      const faults: Error[] = [];
      const begin = async (chat: Chat): Promise<void> => {
        running.add(chat);
        await chat.start().catch((fault: Error) => {
          running.delete(chat);
          faults.push(fault);
        });
      };
      await Promise.all(all.map(begin));
      if (faults[0] && running.size === 0) throw faults[0];
      for (const fault of faults) log.error(fault.message);
    },
    async stop() {
      await Promise.all([...running].map((chat) => chat.stop()));
    },
  };
}

/** How each platform that has a token is told things. */
export const createMessengers = (
  { discord, telegram, looks }: Parts["config"],
  formulas: Formulas | null = null,
  use = richUse(looks.telegram),
): readonly Messenger[] => [
  ...(discord ? [discordMessenger(discord.token, discord.apiUrl, formulas, looks.discord)] : []),
  ...(telegram ? [telegramMessenger(telegram.token, telegram.apiUrl, use)] : []),
];

/** A subscription rests while the bot is shut out of its place; where that may be over, the worker looks soon. */
const presence =
  ({ subscriptions }: Store, platform: string): OnPresence =>
  async (isMeant, open) => {
    for (const { id, place } of await subscriptions.ofPlatform(platform, open)) {
      if (!isMeant(place.address)) continue;
      if (open) await subscriptions.lookAt(id, Date.now());
      else await subscriptions.suspend(id, "the bot was shut out of this place", Date.now());
    }
  };
