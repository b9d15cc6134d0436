// Reasons in the words of the command line, and as programs read them.
import type { Access } from "../delivery/messenger.js";
import { localeFor } from "../locale/locale.js";
import type { Reason } from "../subscription/reason.js";

export const inWords = localeFor("en").say.reason;

/** The code with its parameters, and beside it the words that people read. */
export const reasonJson = (reason: Reason) => ({ ...reason, words: inWords(reason) });

/** Whether a place may be written to, without its name. `token`: the setting that the place's platform needs. */
export function accessInWords(access: Access, token: string): string {
  switch (access.may) {
    case "yes":
      return "the bot may write there.";
    case "no":
      return access.reason.code === "no-token"
        ? `nothing is sent there while ${token} is not set.`
        : `the bot cannot write there: ${inWords(access.reason)}. Invite it and let it send messages.`;
    case "moved":
      return `this place has moved to ${access.address}.`;
    case "unclear":
    case "unknown":
      return `whether the bot may write there is not known yet (${inWords(access.reason)}).`;
  }
}
