// What came of a call to Telegram, as an outcome of pushing: sent, to be tried again, closed, or nobody knows.
import type { Outcome, Place } from "../../delivery/messenger.js";
import { platformSays, unreachable, type Answer } from "../../subscription/reason.js";
import { faultOfMessage, notAllowed, type Act } from "../refusal.js";
import { isPerson, readAddress, telegramAddress, type TelegramAddress } from "./address.js";
import { CallError } from "./api.js";
import { errorKindOf } from "./error-table.js";

/**
 * So many persons told to wait within so many ms, and nothing sent meanwhile: it is the bot that must wait, not they. A
 * group may be told so for what others write in it.
 */
const PERSONS_TOGETHER = 3;
const FLOODS_TOGETHER = 1000;

const NOT_AN_ADDRESS: Outcome = {
  kind: "gone",
  reason: { code: "no-address" },
};

export class CallOutcomes {
  /** Persons told to wait since something was sent, and when. */
  readonly #floods = new Map<string, number>();

  /** Runs a call and tells what came of it; `edit` and `remove` may say that there is nothing to do. */
  async of(
    place: Place,
    act: Act,
    work: (to: TelegramAddress) => Promise<string | Outcome>,
  ): Promise<Outcome> {
    const to = readAddress(place.address);
    if (!to) return NOT_AN_ADDRESS;
    try {
      const done = await work(to);
      this.#floods.clear();
      return typeof done === "string" ? { kind: "sent", message: done } : done;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.kind === "flood") return this.#flood(error, to.chat);
      return faultOutcome(error, to, act);
    }
  }

  #flood(error: CallError, chat: string): Outcome {
    const now = Date.now();
    for (const [person, at] of this.#floods) if (now - at > FLOODS_TOGETHER) this.#floods.delete(person);
    if (isPerson(chat)) this.#floods.set(chat, now);
    const everywhere = this.#floods.size >= PERSONS_TOGETHER;
    return {
      kind: "retry",
      after: error.after,
      scope: everywhere ? "all" : "place",
      reason: reasonOf(error),
    };
  }
}

function refusal(error: CallError, act: Act): Outcome {
  const reason = reasonOf(error);
  switch (errorKindOf(error.message)) {
    case "gone":
      return { kind: "gone", reason };
    case "place":
      return { kind: "forbidden", reason };
    case "act":
    case "content":
      return notAllowed(act, reason);
    case "lost":
      return faultOfMessage(act, true, reason);
    case "message":
      return faultOfMessage(act, false, reason);
    case "moment":
      return { kind: "retry", after: 10_000, scope: "place", reason };
    case "bot":
      return { kind: "retry", after: 60_000, scope: "all", reason };
    case "request":
      // A refusal of rights in words that the table does not know.
      return { kind: error.kind === "forbidden" ? "forbidden" : "refused", reason };
  }
}

/** `unreachable` is ours to say; everything else is said by Telegram. */
const reasonOf = ({ kind, message }: CallError): Answer =>
  kind === "unreachable" ? unreachable("Telegram", message) : platformSays(message);

function faultOutcome(error: CallError, to: TelegramAddress, act: Act): Outcome {
  const reason = reasonOf(error);
  switch (error.kind) {
    case "moved":
      return { kind: "moved", address: telegramAddress(error.movedTo ?? to.chat, to.topic) };
    case "forbidden":
    case "refused":
      return refusal(error, act);
    case "uncertain":
      return { kind: "uncertain", reason };
    case "unavailable":
      // A gateway that gave up waiting says nothing about what the server behind it did.
      if (error.status === 504) return { kind: "uncertain", reason };
      return { kind: "retry", after: 1000, scope: "place", reason };
    case "unreachable":
      return { kind: "retry", after: 1000, scope: "all", reason };
    case "unauthorized":
    case "conflict":
    case "flood":
      return { kind: "retry", after: Math.max(error.after, 60_000), scope: "all", reason };
  }
}
