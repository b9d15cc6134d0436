// A Subscription: a place and what it wants to hear of.
import { z } from "zod";
import { LONGEST_TEMPLATE } from "../post/template.js";
import type { Place } from "./place.js";
import type { Reason } from "./reason.js";

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What a place wants, as it is kept. Where no tag, category, word or author is named it is every post. */
export const wishesSchema = z.object({
  tags: z.array(z.string()).default([]),
  categories: z.array(z.string()).default([]),
  /** Words that a post's title, summary or text has. */
  words: z.array(z.string()).default([]),
  authors: z.array(z.string()).default([]),
  /** What is not wanted, whatever else is: a tag or category, `word:lidar`, `author:Ada`. */
  without: z.array(z.string()).default([]),
  /** BCP 47; posts in another language, or in an unknown one, are still told when it is null. */
  lang: z.string().nullable().default(null),
  /** How a single post is shown: whole as a card, or by its title and link. */
  show: z.enum(["card", "title"]).default("card"),
  /** Words of its own in place of both (post/template.ts), or null. */
  template: z.string().max(LONGEST_TEMPLATE).nullable().default(null),
  /** With a picture, and a preview of its page where the platform makes one. */
  preview: z.boolean().default(true),
  /** The newest message is pinned in place of the one before. */
  pin: z.boolean().default(false),
  /** A thread of its own below each message, to talk about it. */
  discuss: z.boolean().default(false),
  silent: z.boolean().default(false),
  /** A role to mention, where the platform has roles. */
  mention: z.string().nullable().default(null),
  /** A role that readers can give themselves by a button below each message, where the platform has roles. */
  offer: z.string().nullable().default(null),
  /** Hand the message on to the channels that follow this one (Discord announcement channels). */
  crosspost: z.boolean().default(false),
  digest: z.enum(["daily", "weekly"]).nullable().default(null),
  /** When the digest comes, `HH:mm` on the wall clock of `timezone`; a weekly one on Mondays. */
  digestAt: hour.default("09:00"),
  /** Hours without a message, from the first to the second, over midnight when the second is earlier. */
  quiet: z.object({ from: hour, to: hour }).nullable().default(null),
  /** IANA name; UTC when null. */
  timezone: z.string().nullable().default(null),
});

export type Wishes = Readonly<z.infer<typeof wishesSchema>>;

export const everything: Wishes = wishesSchema.parse({});

export interface Subscription {
  /** 10 characters of [a-z0-9]. */
  readonly id: string;
  readonly place: Place;
  readonly wishes: Wishes;
  /** `config`: from ANNOUNCE_TO; kept as long as it stands there. */
  readonly origin: "chat" | "config";
  /** The language of what is sent; null for the site's own. */
  readonly locale: string | null;
  readonly createdAt: number;
  /** Why nothing is sent there just now, or null. */
  readonly suspended: { readonly since: number; readonly reason: Reason } | null;
}
