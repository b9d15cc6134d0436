// Reasons in English.
import { reasonsBy } from "./words.js";

export const reason = reasonsBy({
  "platform-says": ({ text }) => text,
  "platform-answers": ({ platform, status }) => `${platform} answered ${status}`,
  "platform-unreachable": ({ platform, text }) => `${platform} cannot be reached: ${text}`,
  "no-answer": "no answer",
  "no-address": "this is no address of the platform",
  "no-text-channel": "this channel takes no messages; name a text channel, thread or forum",
  "may-not-post-in-forum": "the bot may not see this forum, or not open posts in it",
  "may-not-post-in-channel": "the bot needs to be an administrator of the channel, with the right to post",
  "message-lost": "the message is no more",
  "shut-out": "the bot was shut out of this place",
  "no-token": "the bot has no token for this platform",
  "page-answers": ({ status }) => `its page answers ${status}`,
  "page-refuses-bot": ({ status }) =>
    `the site refuses the bot (${status}): set ANNOUNCE_WHEN=now, or let the user agent “Postern” through`,
  "page-leads-to": ({ where }) => `its page leads to ${where}`,
  "page-leads-in-circle": "its page leads in a circle",
  "page-unreachable": ({ text }) => `its page cannot be reached: ${text}`,
  "page-not-asked": "its page is not known to be live yet",
  author: "its front matter says so",
  protected: "it is behind a password (ANNOUNCE_PROTECTED)",
  undated: "it has no date",
  "dated-long-ago": "it is dated too long ago",
  "there-at-start": "it was there when Postern began",
  owner: "the owner decided",
  "too-many-at-once": "too many at once",
  "taken-back": "taken back",
  "tried-for-a-day": ({ perhapsSent, last }, say) =>
    `tried for a day${perhapsSent ? ", and it may have arrived" : ""}: ${say(last)}`,
  "perhaps-sent": ({ last }, say) => `it may have arrived, and is not sent again (${say(last)})`,
  "place-closed": ({ days }) => `its place was closed for over ${days} days`,
  "post-unknown": "the post is no more",
  unsubscribed: "the subscription was ended",
  gathered: "comes with its digest or after its quiet hours",
  unknown: "unknown",
});
