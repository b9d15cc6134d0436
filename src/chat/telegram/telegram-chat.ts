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
import { CallError, telegramApi, type Result } from "./api.js";
import type { InboxStore } from "./inbox.js";
import { openUpdateReceiver, type UpdateReceiver } from "./update-receiver.js";
import { publishMenu } from "./menu.js";
import { poll } from "./poll.js";
import { publishProfile } from "./profile.js";
import { richUse, type RichUse } from "./rich/use.js";
import { sender } from "./send.js";
import { invitationsOf, REFUSED } from "./sign-in.js";
import { backOff, wait } from "../../back-off.js";
import { onceBy } from "../once.js";
import { keepWebhook, webhookOf, webhookRoute, type TelegramWebhookOptions } from "./webhook.js";

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

export interface TelegramChat extends Chat {
  /** What the HTTP server must answer for this chat: the webhook, if there is one. */
  readonly routes: readonly Route[];
}

/** See docs/architecture.md for what is guaranteed about answering once. */
export function telegramChat(options: TelegramOptions): TelegramChat {
  const { dispatcher, store, log } = options;
  const api = telegramApi(options.token, options.apiUrl, options.network);
  const receiving = new AbortController();
  const sending = new AbortController();
  // Each call under way listens, and there are as many as chats being answered.
  setMaxListeners(0, sending.signal);
  let running: Promise<void> = Promise.resolve();
  let intake: UpdateReceiver | null = null;
  /** Resolves once what Telegram sends is taken. */
  let takes: () => void = () => {};
  const taking = new Promise<void>((resolve) => (takes = resolve));
  let state: ChatState = { kind: "connecting" };
  const hook = options.webhook ? webhookOf(options.token, options.webhook) : null;
  const lead = hook && options.lead;

  const signIn = () => api.call("getMe", undefined, { signal: receiving.signal, timeout: FIRST_TRY });

  /** Repeats `work` until it succeeds; null when the chat is stopped before. Throws when the token is refused. */
  async function keepTrying<T>(work: () => Promise<T>, what: string): Promise<T | null> {
    for (let tries = 0; !receiving.signal.aborted; tries++) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof CallError && error.kind === "unauthorized") throw error;
        log[tries % 20 === 0 ? "warn" : "debug"](
          { reason: String(error) },
          `Telegram: ${what}; trying again`,
        );
        await wait(
          (error instanceof CallError && error.after) || backOff(tries, 1000, 30_000),
          receiving.signal,
        );
      }
    }
    return null;
  }

  /** What is refused, by a server that knows no such method say, would be refused again: it waits for the next start. */
  const publish = (work: () => Promise<void>, what: string) =>
    keepTrying(
      () =>
        work().catch((error: unknown) => {
          if (!(error instanceof CallError) || error.kind !== "refused") throw error;
          log.warn({ reason: error.message }, `Telegram: ${what}; trying again at the next start`);
        }),
      what,
    );

  async function receive(me: Result<"getMe">): Promise<void> {
    const use = options.use ?? richUse("auto");
    const canShare = me.supports_inline_queries;
    const alone = aloneUse(options.alone ?? "off");
    const parts = {
      ...options,
      api,
      use,
      aloneUse: alone,
      once: onceBy(store.once),
      canShare,
      bot: me.username,
      me: me.id,
      sender: sender(api, log, sending.signal, use, alone),
    };
    const introduce = (): void =>
      void publish(
        () => publishMenu(api, store, me.id, dispatcher.commands),
        "the menu of commands could not be published",
      )
        .then(() =>
          publish(
            () => publishProfile(api, store, me.id, dispatcher.title()),
            "the bot's descriptions could not be published",
          ),
        )
        .catch(() => undefined);
    const connected = {
      kind: "connected",
      as: `@${me.username}`,
      invitations: invitationsOf(me.username),
    } as const;
    const answering = (by: UpdateReceiver): void => {
      intake = by;
      state = connected;
      log.info({ bot: me.username }, "Telegram: answering");
      takes();
    };
    if (lead) {
      const { openSharedReceiver } = await import("./shared-receiver.js");
      const shared = openSharedReceiver(me, parts, sending.signal);
      answering(shared);
      return lead((leads) => {
        shared.lead(leads);
        introduce();
        return keepWebhook(api, hook, log, leads);
      }, receiving.signal);
    }
    const opened = await keepTrying(
      () => openUpdateReceiver(me, parts, sending.signal),
      "the store cannot be read",
    );
    if (!opened) return;
    answering(opened);
    introduce();
    if (hook) return keepWebhook(api, hook, log, receiving.signal);
    await poll({
      api,
      log,
      signal: receiving.signal,
      offset: () => opened.offset,
      onReach: (fault) =>
        (state = fault === null ? connected : { kind: "unreachable", reason: fault, hint: api.hint() }),
      onBatch: async (updates) => {
        await opened.take(updates);
        while (opened.full && (await wait(100, receiving.signal)));
      },
    });
  }

  const refused = (error: unknown): unknown =>
    error instanceof CallError && error.kind === "unauthorized" ? new ChatError(REFUSED) : error;

  function inBackground(work: Promise<void>): void {
    running = work.catch((error: unknown) => {
      const fault = refused(error);
      if (fault instanceof ChatError) state = { kind: "refused", reason: fault.message };
      log.error({ reason: fault instanceof Error ? fault.message : String(fault) }, "Telegram: stopped");
      if (fault instanceof ChatError) options.onRefused?.(fault);
    });
  }

  return {
    name: "telegram",
    state: () => state,
    // Once this process stops, who takes over is not told of what comes here.
    routes: hook ? [webhookRoute(hook, () => (receiving.signal.aborted ? null : intake))] : [],
    async start() {
      try {
        inBackground(receive(await signIn()));
        // Whoever is told that the chat has started may lead updates here.
        await isLate(Promise.race([taking, running]), FIRST_TRY);
      } catch (error) {
        if (error instanceof CallError && error.kind === "unauthorized") {
          state = { kind: "refused", reason: REFUSED };
          throw refused(error);
        }
        const unreachable = { reason: String(error), hint: api.hint() };
        state = { kind: "unreachable", ...unreachable };
        log.warn(unreachable, "Telegram: not reachable; trying again in the background");
        const later = keepTrying(signIn, "not reachable");
        inBackground(later.then((me) => (me ? receive(me) : undefined)));
      }
    },
    async stop() {
      receiving.abort();
      const cut = setTimeout(() => sending.abort(), LAST_WORDS);
      await running;
      await intake?.stop();
      clearTimeout(cut);
      sending.abort();
    },
  };
}
