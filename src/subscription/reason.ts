// Why a post, a message or a place stands as it does: codes with parameters. Words are made of them where people read.
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { hideSecrets } from "../secrets.js";

const MOST_CHARACTERS = 300;
/** Words of others: of a platform, a server, the network. */
const foreignText = z.string().transform((text) => hideSecrets(text).slice(0, MOST_CHARACTERS));

/** What a call to a platform came to. */
const answer = [
  /** The platform's own words. */
  z.object({ code: z.literal("platform-says"), text: foreignText }),
  z.object({ code: z.literal("platform-answers"), platform: z.string(), status: z.int() }),
  z.object({ code: z.literal("platform-unreachable"), platform: z.string(), text: foreignText }),
  z.object({
    code: z.enum([
      "no-answer",
      "no-address",
      "no-text-channel",
      "may-not-post-in-forum",
      "may-not-post-in-channel",
      "message-lost",
      "shut-out",
      "no-token",
    ]),
  }),
] as const;

/** Why a page is not known to be live. */
const page = [
  z.object({ code: z.literal("page-answers"), status: z.int() }),
  /** The site takes the bot for a robot; `homeToo`: at its home page as well. */
  z.object({ code: z.literal("page-refuses-bot"), status: z.int(), homeToo: z.boolean() }),
  z.object({ code: z.literal("page-leads-to"), where: foreignText }),
  z.object({ code: z.enum(["page-leads-in-circle", "page-not-asked"]) }),
  z.object({ code: z.literal("page-unreachable"), text: foreignText }),
] as const;

const answerSchema = z.discriminatedUnion("code", answer);
const reasonSchema = z.discriminatedUnion("code", [
  ...answer,
  ...page,
  /** Of a post that is not announced, or not yet, or was taken back. */
  z.object({
    code: z.enum([
      "author",
      "protected",
      "undated",
      "dated-long-ago",
      "there-at-start",
      "owner",
      "too-many-at-once",
      "restored",
      "taken-back",
    ]),
  }),
  /** Of a message that was given up: `perhaps-sent` where it may have arrived. */
  z.object({ code: z.literal("tried-for-a-day"), perhapsSent: z.boolean(), last: answerSchema }),
  z.object({ code: z.literal("perhaps-sent"), last: answerSchema }),
  z.object({
    code: z.enum(["place-closed", "place-moved", "post-unknown", "unsubscribed", "gathered", "unknown"]),
  }),
]);

export type Reason = Readonly<z.output<typeof reasonSchema>>;
export type Answer = Readonly<z.output<typeof answerSchema>>;
export type PageReason = Extract<Reason, { readonly code: `page-${string}` }>;

/** Words of a platform; they may be of any length and hold anything. */
export const platformSays = (text: string): Answer => answerSchema.parse({ code: "platform-says", text });

export const unreachable = (platform: string, text: string): Answer =>
  answerSchema.parse({ code: "platform-unreachable", platform, text });

/** A reason that is what a platform said; null when it is another. */
export const asAnswer = (reason: Reason | null): Answer | null => answerSchema.safeParse(reason).data ?? null;

export const isTakenBack = (reason: Reason | null): boolean => reason?.code === "taken-back";

/** As the store keeps it. */
export const writeReason = (reason: Reason | null): string | null =>
  reason && JSON.stringify(reasonSchema.parse(reason));

/** Most rows have the same few reasons, and all rows of the news are read at every look. */
const known = new LRUCache<string, Reason>({ max: 1000 });

/** What the store kept. A row damaged by hand has an unknown reason, rather than stopping all others. */
export function readReason(kept: string | null): Reason | null {
  if (kept === null) return null;
  const reason = known.get(kept) ?? parseReason(kept);
  known.set(kept, reason);
  return reason;
}

function parseReason(kept: string): Reason {
  try {
    return reasonSchema.parse(JSON.parse(kept));
  } catch {
    return { code: "unknown" };
  }
}
