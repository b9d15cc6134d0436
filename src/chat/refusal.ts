// What a refusal comes to, by what the bot was doing: the rule that every chat's table of errors shares.
import type { Outcome } from "../delivery/messenger.js";
import type { Answer } from "../subscription/reason.js";

/** `post`: a new message; `change`: an edit or removal of one that was sent; `look`: anything else. */
export type Act = "post" | "change" | "look";

/** We may not do this there: a new message finds the place closed; of one sent before perhaps only the change is refused. */
export const notAllowed = (act: Act, reason: Answer): Outcome => ({
  kind: act === "change" ? "not-allowed" : "forbidden",
  reason,
});

/** The fault is of one message: the one that was to be changed (`gone`: it is no more), or the new one. */
export const faultOfMessage = (act: Act, gone: boolean, reason: Answer): Outcome =>
  act === "change" ? { kind: "unchangeable", gone, reason } : { kind: "refused", reason };
