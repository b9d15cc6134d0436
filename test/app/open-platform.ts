// A platform opened by its settings alone, as the program opens it.
import type { OpenChat, Platform } from "../../src/chat/platform.js";
import { dispatcherOf, keptLog, newStore } from "../chat/telegram/bot.js";

/** It answers from now on; `closing` gets what ends it, to be called last first. */
export async function openPlatform(
  platform: Platform,
  given: Readonly<Record<string, string>>,
  closing: (() => Promise<unknown>)[],
): Promise<OpenChat> {
  const store = await newStore();
  closing.push(() => store.close());
  const opened = await platform.open(given, {
    dispatcher: dispatcherOf(store),
    log: keptLog(),
    store,
    formulas: null as never,
    fallbackLocale: () => null,
    onPresence: async () => undefined,
    lead: null,
    onRefused: () => undefined,
  });
  if (!opened) throw new Error("the platform did not open");
  closing.push(() => opened.chat.stop());
  await opened.chat.start();
  return opened;
}
