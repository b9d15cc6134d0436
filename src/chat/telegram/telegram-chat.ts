// The Telegram chat: signs in, receives, answers, stops.
import { setMaxListeners } from "node:events";
import type { OpenDiscussion } from "../../delivery/open-discussion.js";
import type { Dispatcher } from "../../command/dispatcher.js";
import type { Formulas } from "../../formula/formulas.js";
import type { Route } from "../../http/route.js";
import { ChatError, type Chat, type ChatState, type OnPresence } from "../chat.js";
import type { Lead } from "../platform.js";
import { isLate } from "../../is-late.js";
import type { Log } from "../../log.js";
import type { Network } from "../../net/network.js";
import { aloneUse, type AloneMode } from "./alone.js";
import { isTokenRefused, telegramApi, type Api, type Result } from "./api.js";
import type { InboxStore } from "./inbox.js";
import { introduce } from "./introduce.js";
import { keepTrying } from "./keep-trying.js";
import { poll } from "./poll.js";
import { richUse, type RichUse } from "./rich/use.js";
import { sender } from "./send.js";
import { invitationsOf, REFUSED } from "./sign-in.js";
import { wait } from "../../back-off.js";
import { onceBy } from "../once.js";
import {
  openUpdateReceiver,
  type OwnReceiver,
  type ReceiverDeps,
  type UpdateReceiver,
} from "./update-receiver.js";
import {
  keepWebhook,
  webhookOf,
  webhookRoute,
  type TelegramWebhookOptions,
  type Webhook,
} from "./webhook.js";

export interface TelegramOptions {
  readonly token: string;
  /** Root of a Bot API server; null for Telegram's own. */
  readonly apiUrl: string | null;
  readonly network?: Network;
  readonly dispatcher: Dispatcher;
  /** Where the offset and the questions not yet answered are kept. */
  readonly store: InboxStore;
  readonly log: Log;
  /** Receive by webhook instead of asking; null asks. */
  readonly webhook?: TelegramWebhookOptions | null;
  /** With a webhook: several processes on the store answer, and what only one may do is done by who leads. */
  readonly lead?: Lead | null;
  /** Whether articles are sent as rich messages; what was learnt is shared with whoever else sends. */
  readonly use?: RichUse;
  /** In which chats an answer may be shown to who asked alone; nowhere unless given. */
  readonly alone?: AloneMode;
  /** What draws formulas for messages that are not rich; without it they stay source. */
  readonly formulas?: Formulas | null;
  /** The blog's language, for readers whose own is unknown. */
  readonly fallbackLocale?: () => string | null;
  /** Told that the bot was let into a chat, got rights there, or was shown the door. */
  readonly onPresence?: OnPresence;
  /** What is said first below a post of a channel in its linked group. */
  readonly openDiscussion?: OpenDiscussion;
  /** Told when the token is refused while running. */
  readonly onRefused?: (error: ChatError) => void;
}

/** How long the first sign-in may keep the start waiting, in ms. */
const FIRST_TRY = 10_000;
/** How long stopping waits for answers under way, in ms. */
const LAST_WORDS = 3_000;

type Bot = Result<"getMe">;

const connectedAs = ({ username }: Bot): ChatState => ({
  kind: "connected",
  as: `@${username}`,
  invitations: invitationsOf(username),
});

export interface TelegramChat extends Chat {
  /** What the HTTP server must answer for this chat: the webhook, if there is one. */
  readonly routes: readonly Route[];
}

class Connection {
  readonly #options: TelegramOptions;
  readonly #api: Api;
  readonly #hook: Webhook | null;
  readonly #receiving = new AbortController();
  readonly #sending = new AbortController();
  /** Resolves once what Telegram sends is taken. */
  readonly #taking: Promise<void>;
  #takes: () => void = () => {};
  #running: Promise<void> = Promise.resolve();
  #intake: UpdateReceiver | null = null;
  state: ChatState = { kind: "connecting" };

  constructor(options: TelegramOptions) {
    this.#options = options;
    this.#api = telegramApi(options.token, options.apiUrl, options.network);
    this.#hook = options.webhook ? webhookOf(options.token, options.webhook) : null;
    this.#taking = new Promise((resolve) => (this.#takes = resolve));
    // Each call under way listens, and there are as many as chats being answered.
    setMaxListeners(0, this.#sending.signal);
  }

  get routes(): readonly Route[] {
    if (!this.#hook) return [];
    // Once this process stops, who takes over is not told of what comes here.
    return [webhookRoute(this.#hook, () => (this.#receiving.signal.aborted ? null : this.#intake))];
  }

  async start(): Promise<void> {
    try {
      this.#inBackground(this.#receive(await this.#signIn()));
      // Whoever is told that the chat has started may lead updates here.
      await isLate(Promise.race([this.#taking, this.#running]), FIRST_TRY);
    } catch (error) {
      if (isTokenRefused(error)) {
        this.state = { kind: "refused", reason: REFUSED };
        throw new ChatError(REFUSED);
      }
      const unreachable = { reason: String(error), hint: this.#api.hint() };
      this.state = { kind: "unreachable", ...unreachable };
      this.#options.log.warn(unreachable, "Telegram: not reachable; trying again in the background");
      const later = this.#keepTrying(() => this.#signIn(), "not reachable");
      this.#inBackground(later.then((me) => (me ? this.#receive(me) : undefined)));
    }
  }

  async stop(): Promise<void> {
    this.#receiving.abort();
    const cut = setTimeout(() => this.#sending.abort(), LAST_WORDS);
    await this.#running;
    await this.#intake?.stop();
    clearTimeout(cut);
    this.#sending.abort();
  }

  #signIn(): Promise<Bot> {
    return this.#api.call("getMe", undefined, { signal: this.#receiving.signal, timeout: FIRST_TRY });
  }

  #keepTrying<T>(work: () => Promise<T>, what: string): Promise<T | null> {
    return keepTrying(work, what, this.#options.log, this.#receiving.signal);
  }

  #inBackground(work: Promise<void>): void {
    this.#running = work.catch((error: unknown) => {
      const fault = isTokenRefused(error) ? new ChatError(REFUSED) : error;
      if (fault instanceof ChatError) this.state = { kind: "refused", reason: fault.message };
      const reason = fault instanceof Error ? fault.message : String(fault);
      this.#options.log.error({ reason }, "Telegram: stopped");
      if (fault instanceof ChatError) this.#options.onRefused?.(fault);
    });
  }

  async #receive(me: Bot): Promise<void> {
    const { lead, log } = this.#options;
    if (this.#hook && lead) return this.#share(me, this.#hook, lead);
    const parts = this.#partsFor(me);
    const opened = await this.#keepTrying(
      () => openUpdateReceiver(me, parts, this.#sending.signal),
      "the store cannot be read",
    );
    if (!opened) return;
    this.#answer(me, opened);
    this.#introduce(me);
    if (this.#hook) return keepWebhook(this.#api, this.#hook, log, this.#receiving.signal);
    await this.#poll(me, opened);
  }

  /** Several processes answer; who leads introduces the bot and keeps the webhook. */
  async #share(me: Bot, hook: Webhook, lead: Lead): Promise<void> {
    const { openSharedReceiver } = await import("./shared-receiver.js");
    const shared = openSharedReceiver(me, this.#partsFor(me), this.#sending.signal);
    this.#answer(me, shared);
    return lead((leads) => {
      shared.lead(leads);
      this.#introduce(me);
      return keepWebhook(this.#api, hook, this.#options.log, leads);
    }, this.#receiving.signal);
  }

  #poll(me: Bot, opened: OwnReceiver): Promise<void> {
    const { signal } = this.#receiving;
    return poll({
      api: this.#api,
      log: this.#options.log,
      signal,
      offset: () => opened.offset,
      onReach: (fault) => {
        this.state =
          fault === null ? connectedAs(me) : { kind: "unreachable", reason: fault, hint: this.#api.hint() };
      },
      onBatch: async (updates) => {
        await opened.take(updates);
        while (opened.full && (await wait(100, signal)));
      },
    });
  }

  #partsFor(me: Bot): ReceiverDeps {
    const { store, log, use = richUse("auto"), alone = "off" } = this.#options;
    const askerAlone = aloneUse(alone);
    return {
      ...this.#options,
      api: this.#api,
      use,
      aloneUse: askerAlone,
      once: onceBy(store.once),
      canShare: me.supports_inline_queries,
      bot: me.username,
      me: me.id,
      sender: sender(this.#api, log, this.#sending.signal, use, askerAlone),
    };
  }

  #answer(me: Bot, by: UpdateReceiver): void {
    this.#intake = by;
    this.state = connectedAs(me);
    this.#options.log.info({ bot: me.username }, "Telegram: answering");
    this.#takes();
  }

  #introduce(me: Bot): void {
    introduce(this.#api, me.id, this.#options, this.#receiving.signal).catch(() => undefined);
  }
}

/** See docs/architecture.md for what is guaranteed about answering once. */
export function telegramChat(options: TelegramOptions): TelegramChat {
  const connection = new Connection(options);
  return {
    name: "telegram",
    state: () => connection.state,
    routes: connection.routes,
    start: () => connection.start(),
    stop: () => connection.stop(),
  };
}
