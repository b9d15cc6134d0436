// Says in a group that the bot was added to what it does and who may subscribe: once in the life of the group.
import type { Dispatcher } from "../../command/dispatcher.js";
import type { Locale } from "../../locale/locale.js";
import { greeting } from "../../reply/greeting.js";
import type { InboxStore } from "./inbox.js";
import { render } from "./render.js";
import type { Sender } from "./send.js";

interface GroupGreetDeps {
  readonly store: InboxStore;
  readonly dispatcher: Pick<Dispatcher, "title">;
  readonly sender: Sender;
}

const greeted = (chat: string): string => `telegram.greeted.${chat}`;

/** Marked before it is sent: a group that hears nothing is better than one that hears it twice. Throws CallError. */
export async function greetGroup(
  chat: string,
  locale: Locale,
  { store, dispatcher, sender }: GroupGreetDeps,
): Promise<void> {
  if ((await store.getState(greeted(chat))) !== null) return;
  await store.setState(greeted(chat), "1");
  await sender.send(
    { chat, topic: null, replyTo: null, silent: true },
    render(greeting(dispatcher.title(), locale), locale),
  );
}

/** A group that became a supergroup is the same group. */
export async function keepGreeted(
  from: string,
  to: string,
  { store }: Pick<GroupGreetDeps, "store">,
): Promise<void> {
  if ((await store.getState(greeted(from))) !== null) await store.setState(greeted(to), "1");
}
