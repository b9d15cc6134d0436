// What an owner should be told of in private, for it wants a decision or a hand.
import type { Reason } from "./reason.js";

/** `subject`: what it is known by, so that it is told once. */
export type Matter =
  /** A post that waits for the owner's word; the subject is its id. */
  | {
      readonly kind: "held";
      readonly subject: string;
      readonly title: string;
      readonly reason: Reason | null;
    }
  /** A place shuts the bot out. */
  | { readonly kind: "shut-out"; readonly subject: string; readonly title: string; readonly reason: Reason }
  /** A post whose page is not live after ANNOUNCE_WAIT. */
  | { readonly kind: "not-live"; readonly subject: string; readonly title: string; readonly reason: Reason }
  /** A file that cannot be read as a post. */
  | { readonly kind: "broken"; readonly subject: string; readonly title: string; readonly reason: null };

export const matterKinds = ["held", "shut-out", "not-live", "broken"] as const satisfies Matter["kind"][];
