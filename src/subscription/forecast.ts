// What becomes of a post for one subscription: sent at once, held, kept for later, or not at all. Pure.
import type { Post } from "../post/post.js";
import type { Wording } from "../post/said.js";
import type { Subscription } from "./subscription.js";
import { timing, type Timing } from "./timing.js";
import { unwanted } from "./wanted.js";

export type Forecast =
  | ({ readonly kind: "send"; readonly silent: boolean } & Timing)
  /** Its place is suspended: sent when that is open again. */
  | { readonly kind: "wait"; readonly silent: boolean }
  /** It wants other posts. */
  | { readonly kind: "skip"; readonly why: "language" | "subject" };

/** `named`: the owner asks for this very place, so that it is sent whatever the place wants. */
export function forecast(
  { wishes, suspended }: Pick<Subscription, "wishes" | "suspended">,
  post: Post,
  said: Wording,
  now: number,
  named: boolean,
): Forecast {
  const why = named ? null : unwanted(wishes, post, said);
  if (why !== null) return { kind: "skip", why };
  const { notify } = post.announcing;
  const silent = wishes.silent || notify === "silent";
  if (suspended) return { kind: "wait", silent };
  const digest = notify === "digest" ? (wishes.digest ?? "daily") : wishes.digest;
  return { kind: "send", silent, ...timing({ ...wishes, digest }, now) };
}
