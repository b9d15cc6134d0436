// What a press on the owner's page changes, by the functions that the command line calls too; in words what it did.
import { decided } from "../command/decide.js";
import { decideHeld, retryOutbox, type OutboxLine } from "../delivery/outbox-view.js";
import { sendTestMessage } from "../delivery/test-message.js";
import { DestinationError, parseDestination, type Spelling } from "../subscription/announce-to.js";
import { placeName } from "../subscription/place.js";
import type { Owner, Speech } from "./owner.js";

const spelling: Spelling = { where: "This place", example: "telegram:@mychannel?tag=tea" };

export async function pressOutbox(
  { store }: Owner,
  form: ReadonlyMap<string, string>,
  { words, locale }: Speech,
): Promise<string> {
  const post = form.get("post") ?? null;
  switch (form.get("do") ?? "") {
    case "release":
      return decided("release", titlesOf(await decideHeld(store, "waiting", post, store.now())), locale);
    case "seen":
      return decided("dismiss", titlesOf(await decideHeld(store, "seen", post, store.now())), locale);
    case "retry": {
      const { again, left } = await retryOutbox(store, { post, place: null }, store.now());
      return [words.again(again.length), ...(left.length === 0 ? [] : [words.left(left.length)])].join(" ");
    }
    default:
      return words.unknownPress;
  }
}

const titlesOf = (lines: readonly OutboxLine[]): readonly string[] =>
  lines.map(({ title, postId }) => title ?? postId);

export async function pressSubscriptions(
  owner: Owner,
  form: ReadonlyMap<string, string>,
  { locale: spoken, words }: Speech,
): Promise<string> {
  const { store, addressings, messengers, library, locale } = owner;
  try {
    const { place, wishes } = parseDestination(form.get("place")?.trim() ?? "", spelling, addressings);
    const known = await store.subscriptions.at(place);
    const name = placeName(place);
    switch (form.get("do") ?? "") {
      case "add":
      case "remove":
        if (known?.origin === "config") return words.inConfig(name);
        if (form.get("do") === "remove")
          return (await store.subscriptions.remove(place)) ? words.removed(name) : words.notSubscribed(name);
        await store.subscriptions.put(
          { place, wishes, origin: "chat", locale: known?.locale ?? null },
          store.now(),
        );
        return words.hears(name);
      case "test": {
        const messenger = messengers.find(({ platform }) => platform === place.platform);
        if (!messenger) return words.noToken(place.platform);
        const outcome = await sendTestMessage(messenger, place, locale, library.site.title);
        if (outcome.kind === "sent") return words.sent(name);
        const why = "reason" in outcome ? spoken.say.reason(outcome.reason) : words.moved(outcome.address);
        return words.notSent(name, why);
      }
      default:
        return words.unknownPress;
    }
  } catch (error) {
    if (error instanceof DestinationError) return error.message;
    throw error;
  }
}
