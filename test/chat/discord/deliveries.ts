// What the tests of pushing in Discord share: a delivery, its answer as a message, and how Discord refuses one.
import type { Delivery, Messenger, Place } from "../../../src/delivery/messenger.js";
import { localeFor } from "../../../src/locale/locale.js";
import type { Post } from "../../../src/post/post.js";
import { cardOf } from "../../../src/reply/card.js";
import type { SealedReply } from "../../../src/reply/reply.js";
import type { Mishap } from "../../contract/messenger.js";
import type { Fault } from "../../stand-in/discord/faults.js";
import { rateLimited } from "../../stand-in/discord/stand-in.js";

export const placeOf = (address: string): Place => ({ platform: "discord", address });

/** An answer that refuses, as Discord's API writes it. */
export const error = (status: number, code: number, message: string) => ({ status, body: { code, message } });

export const mishaps: Record<Mishap, Omit<Fault, "on">> = {
  flood: { how: rateLimited(2) },
  busy: { how: { status: 500 } },
  cut: { how: "cut", stored: true },
  hang: { how: "hang" },
  closed: { how: error(403, 50013, "Missing Permissions") },
  bad: { how: error(400, 50035, "Invalid Form Body") },
};

/** A post's card alone, in English. */
export const cardReply = (post: Post): SealedReply => ({
  card: cardOf(post, localeFor("en")),
  buttons: [],
  posts: [post],
  audience: "everyone",
});

export const deliveryOf = (reply: SealedReply, address: string, more: Partial<Delivery> = {}): Delivery => ({
  place: placeOf(address),
  reply,
  key: "delivery-1",
  silent: false,
  mention: null,
  crosspost: false,
  plain: false,
  ...more,
});

/** The message that a delivery became. */
export async function sentBy(messenger: Messenger, delivery: Delivery): Promise<string> {
  const outcome = await messenger.deliver(delivery, new AbortController().signal);
  if (outcome.kind !== "sent") throw new Error(`not sent but ${JSON.stringify(outcome)}`);
  return outcome.message;
}
