// What a press on the owner's page changes, by the functions that the command line calls too; in words what it did.
import { counted } from "../doctor/finding.js";
import { decideHeld, retryOutbox } from "../delivery/outbox-view.js";
import { sendTestMessage } from "../delivery/test-message.js";
import { DestinationError, parseDestination, type Spelling } from "../subscription/announce-to.js";
import { placeName } from "../subscription/place.js";
import type { Owner } from "./owner.js";

const spelling: Spelling = { where: "This place", example: "telegram:@mychannel?tag=tea" };

export async function pressOutbox({ store }: Owner, form: ReadonlyMap<string, string>): Promise<string> {
  const post = form.get("post") ?? null;
  switch (form.get("do") ?? "") {
    case "release":
      return `${counted((await decideHeld(store, "waiting", post, store.now())).length, "post")} released: announced as soon as the page is live.`;
    case "seen":
      return `${counted((await decideHeld(store, "seen", post, store.now())).length, "post")} will not be announced.`;
    case "retry": {
      const { again, left } = await retryOutbox(store, { post, place: null }, store.now());
      const rest =
        left.length === 0
          ? ""
          : ` ${left.length} left alone, for the place unsubscribed or the post was taken back.`;
      return `${counted(again.length, "message")} to be tried again.${rest}`;
    }
    default:
      return "That is nothing this page knows how to do.";
  }
}

export async function pressSubscriptions(owner: Owner, form: ReadonlyMap<string, string>): Promise<string> {
  const { store, addressings, messengers, library, locale } = owner;
  try {
    const { place, wishes } = parseDestination(form.get("place")?.trim() ?? "", spelling, addressings);
    const known = await store.subscriptions.at(place);
    const name = placeName(place);
    switch (form.get("do") ?? "") {
      case "add":
      case "remove":
        if (known?.origin === "config")
          return `${name} stands in ANNOUNCE_TO: change it there, and start the bot again.`;
        if (form.get("do") === "remove")
          return (await store.subscriptions.remove(place))
            ? `Removed: ${name}.`
            : `${name} is not subscribed.`;
        await store.subscriptions.put(
          { place, wishes, origin: "chat", locale: known?.locale ?? null },
          store.now(),
        );
        return `${name} hears of new posts from now on.`;
      case "test": {
        const messenger = messengers.find(({ platform }) => platform === place.platform);
        if (!messenger) return `There is no token for ${place.platform}: nothing can be sent there.`;
        const outcome = await sendTestMessage(messenger, place, locale, library.site.title);
        return outcome.kind === "sent"
          ? `Sent to ${name}.`
          : `Not sent to ${name}: ${"reason" in outcome ? locale.say.reason(outcome.reason) : `it has moved to ${outcome.address}`}.`;
      }
      default:
        return "That is nothing this page knows how to do.";
    }
  } catch (error) {
    if (error instanceof DestinationError) return error.message;
    throw error;
  }
}
