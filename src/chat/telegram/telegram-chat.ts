// The Telegram chat: signs in, receives, answers, stops.
import type { Dispatcher } from "../../command/dispatcher.js";
import { ChatError, type Chat, type Log } from "../chat.js";
import { Lanes } from "./answer.js";
import { CallError, telegramApi, type Result } from "./api.js";
import { Inbox, type State } from "./inbox.js";
import { publishMenu } from "./menu.js";
import { poll, type Updates } from "./poll.js";
import { questionIn, type Question } from "./question.js";
import { sender } from "./send.js";
import { backOff, wait } from "./wait.js";

export interface TelegramOptions {
  readonly token: string;
  /** Root of a Bot API server; null for Telegram's own. */
  readonly apiUrl: string | null;
  readonly dispatcher: Dispatcher;
  /** Where the offset and the questions not yet answered are kept. */
  readonly store: State;
  readonly log: Log;
  /** The blog's language, for readers whose own is unknown. */
  readonly fallbackLocale?: string | null;
  /** Told that the bot was let into a chat or shown the door. */
  readonly onMember?: (chat: string, welcome: boolean) => Promise<void>;
  /** Told when the token is refused while running. */
  readonly onRefused?: (error: ChatError) => void;
}

const REFUSED =
  "Telegram refuses the token. Copy it again from @BotFather (/mybots, API Token) into TELEGRAM_TOKEN.";
/** How long the first sign-in may keep the start waiting, in ms. */
const FIRST_TRY = 10_000;
/** How long stopping waits for answers under way, in ms. */
const LAST_WORDS = 4_000;
/** With so many questions waiting, no more are fetched: Telegram keeps them better than we. */
const MOST_WAITING = 500;

/** See docs/architecture.md for what is guaranteed about answering once. */
export function telegramChat(options: TelegramOptions): Chat {
  const { dispatcher, store, log } = options;
  const api = telegramApi(options.token, options.apiUrl);
  const receiving = new AbortController();
  const sending = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let lanes: Lanes | null = null;

  const signIn = () => api.call("getMe", undefined, { signal: receiving.signal, timeout: FIRST_TRY });

  async function signInLater(): Promise<Result<"getMe"> | null> {
    for (let tries = 0; await wait(backOff(tries, 30_000), receiving.signal); tries++) {
      try {
        return await signIn();
      } catch (error) {
        if (error instanceof CallError && error.kind === "unauthorized") throw error;
        log.debug({ reason: String(error) }, "Telegram: still not reachable");
      }
    }
    return null;
  }

  async function receive(me: Result<"getMe">): Promise<void> {
    log.info({ bot: me.username }, "Telegram: answering");
    const inbox = await Inbox.open(store, me.id);
    const here = new Lanes(
      { ...options, api, inbox, sender: sender(api, log, sending.signal) },
      sending.signal,
    );
    lanes = here;
    await resume(inbox, here);
    const known = new Set(
      dispatcher.commands.flatMap(({ name, aliases = [] }) =>
        [name, ...aliases].map((one) => one.toLowerCase()),
      ),
    );
    void keepMenu(me.id);
    await poll({
      api,
      log,
      signal: receiving.signal,
      offset: () => inbox.offset,
      onBatch: async (updates) => {
        const questions = updates.flatMap((update) => read(update, me, known));
        const fresh = await inbox.take(
          updates.map((update) => update.update_id),
          questions,
        );
        for (const question of fresh) here.add(question);
        while (inbox.size > MOST_WAITING && (await wait(100, receiving.signal)));
      },
    });
  }

  /** What was left unanswered when the process ended. */
  async function resume(inbox: Inbox, here: Lanes): Promise<void> {
    for (const { question, begun } of inbox.waiting()) {
      if (!begun) here.add(question);
      else {
        log.warn({}, "Telegram: an answer was on its way when Postern stopped; it is not sent again");
        await inbox.done(question.id);
      }
    }
  }

  function read(update: Updates[number], me: Result<"getMe">, known: ReadonlySet<string>): Question[] {
    try {
      // telegraf's types end at Bot API 7.1; what it does not know we do not ask for.
      const question = questionIn(update as never, api.telegram, me, known);
      return question ? [question] : [];
    } catch (error) {
      log.warn({ reason: String(error) }, "Telegram: an update could not be read and is left out");
      return [];
    }
  }

  async function keepMenu(bot: number): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        return await publishMenu(api, store, bot, dispatcher.commands);
      } catch (error) {
        log.warn({ reason: String(error) }, "Telegram: the menu of commands could not be published yet");
        const asked = error instanceof CallError ? error.after : 0;
        if (!(await wait(asked || backOff(tries + 2, 600_000), receiving.signal))) return;
      }
    }
  }

  const refused = (error: unknown): unknown =>
    error instanceof CallError && error.kind === "unauthorized" ? new ChatError(REFUSED) : error;

  function inBackground(work: Promise<void>): void {
    running = work.catch((error: unknown) => {
      const fault = refused(error);
      log.error({ reason: fault instanceof Error ? fault.message : String(fault) }, "Telegram: stopped");
      if (fault instanceof ChatError) options.onRefused?.(fault);
    });
  }

  return {
    name: "telegram",
    async start() {
      try {
        inBackground(receive(await signIn()));
      } catch (error) {
        if (error instanceof CallError && error.kind === "unauthorized") throw refused(error);
        log.warn({ reason: String(error) }, "Telegram: not reachable; trying again in the background");
        inBackground(signInLater().then((me) => (me ? receive(me) : undefined)));
      }
    },
    async stop() {
      receiving.abort();
      const cut = setTimeout(() => sending.abort(), LAST_WORDS);
      await running;
      await lanes?.stop();
      clearTimeout(cut);
      sending.abort();
    },
  };
}
