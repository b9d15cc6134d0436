// Publishes what Telegram shows of the bot: its menu of commands, then its descriptions.
import type { Dispatcher } from "../../command/dispatcher.js";
import type { Log } from "../../log.js";
import { CallError, type Api } from "./api.js";
import type { InboxStore } from "./inbox.js";
import { keepTrying } from "./keep-trying.js";
import { publishMenu } from "./menu.js";
import { publishProfile } from "./profile.js";

interface Introduction {
  readonly dispatcher: Dispatcher;
  readonly store: InboxStore;
  readonly log: Log;
}

/** Throws when the token is refused. `bot`: its own id. */
export async function introduce(
  api: Api,
  bot: number,
  { dispatcher, store, log }: Introduction,
  signal: AbortSignal,
): Promise<void> {
  /** What is refused, by a server that knows no such method say, would be refused again: it waits for the next start. */
  const publish = (work: () => Promise<void>, what: string) =>
    keepTrying(
      () =>
        work().catch((error: unknown) => {
          if (!(error instanceof CallError) || error.kind !== "refused") throw error;
          log.warn({ reason: error.message }, `Telegram: ${what}; trying again at the next start`);
        }),
      what,
      log,
      signal,
    );
  await publish(
    () => publishMenu(api, store, bot, dispatcher.commands),
    "the menu of commands could not be published",
  );
  await publish(
    () => publishProfile(api, store, bot, dispatcher.title()),
    "the bot's descriptions could not be published",
  );
}
