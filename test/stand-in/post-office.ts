// A platform in memory behind the Messenger port: keeps what it was sent, and answers as it is told to.
import {
  accessOf,
  type Delivery,
  type FindOutcome,
  type Messenger,
  type Outcome,
  type RateLimits,
} from "../../src/delivery/messenger.js";

export interface Letter {
  readonly id: string;
  readonly address: string;
  readonly key: string;
  readonly link: string | null;
  readonly silent: boolean;
  readonly plain: boolean;
  /** The titles of the posts it shows; struck through when the post was taken back. */
  title: string;
  edits: number;
  removed: boolean;
}

type Call = "deliver" | "edit" | "remove" | "check" | "open";
/** What to answer instead of doing it; `after` is answered once it is done (the answer got lost, say). */
export type Rule = (
  call: Call,
  address: string,
) => Outcome | { readonly after: Outcome } | Promise<Outcome> | null;

export interface PostOffice extends Messenger {
  readonly letters: Letter[];
  readonly calls: { readonly call: Call; readonly address: string; readonly at: number }[];
  /** From when on each search looked. */
  readonly looks: Date[];
  rule: Rule;
  found: "remembers" | "unknown" | "later" | "closed";
}

const titleOf = ({ reply }: Delivery): string => {
  if (reply.card) return reply.card.title;
  if (reply.list) return reply.list.map((item) => item.title).join(" + ");
  return JSON.stringify(reply.body);
};

export function openPostOffice(platform = "discord", pace: Partial<RateLimits> = {}): PostOffice {
  const letters: Letter[] = [];
  const office: PostOffice = {
    platform,
    pace: { perSecond: 1000, inFlight: 3, alone: 0, gap: () => 0, group: ({ address }) => address, ...pace },
    dropsRepeatsFor: 0,
    hasHistory: true,
    onUncertain: "resend",
    entriesThatFit: () => 10,
    privatePlace: async (person) => {
      const access = accessOf(await answer("open", person, () => ""));
      if (access.may === "yes") return { may: "yes", place: { platform, address: `private-${person}` } };
      if (access.may === "no" || access.may === "unknown") return access;
      return { may: "unknown", reason: { code: "no-answer" } };
    },
    letters,
    calls: [],
    looks: [],
    rule: () => null,
    found: "unknown",
    deliver: (delivery) =>
      answer("deliver", delivery.place.address, () => {
        const { key, silent, plain, place } = delivery;
        const id = `m${letters.length + 1}`;
        const fresh = { edits: 0, removed: false };
        const link = delivery.reply.card?.url ?? null;
        letters.push({
          id,
          address: place.address,
          key,
          link,
          silent,
          plain,
          title: titleOf(delivery),
          ...fresh,
        });
        return id;
      }),
    edit: (message, delivery) =>
      answer("edit", delivery.place.address, () => {
        const letter = letters.find(({ id }) => id === message);
        if (!letter) throw new Error(`there is no letter ${message} to edit`);
        letter.title = titleOf(delivery);
        letter.edits += 1;
        return message;
      }),
    remove: (place, message) =>
      answer("remove", place.address, () => {
        const letter = letters.find(({ id }) => id === message);
        if (letter) letter.removed = true;
        return message;
      }),
    async find(place, { key, link }, since): Promise<FindOutcome> {
      office.looks.push(since);
      if (office.found === "unknown") return { kind: "unknown" };
      if (office.found === "later") return { kind: "later", after: 1000 };
      if (office.found === "closed") return { kind: "closed", reason: { code: "shut-out" } };
      const letter = letters.find(
        (each) =>
          each.address === place.address && (each.key === key || (link !== null && each.link === link)),
      );
      return letter ? { kind: "found", message: letter.id } : { kind: "absent" };
    },
    check: async (place) => accessOf(await answer("check", place.address, () => "")),
  };

  async function answer(call: Call, address: string, work: () => string): Promise<Outcome> {
    office.calls.push({ call, address, at: performance.now() });
    const ruled = office.rule(call, address);
    if (ruled && "kind" in ruled) return ruled;
    if (ruled instanceof Promise) await ruled;
    const message = work();
    if (ruled && "after" in ruled) return ruled.after;
    return ruled instanceof Promise ? await ruled : { kind: "sent", message };
  }
  return office;
}
