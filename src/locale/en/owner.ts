// What the owner is told in English.
import { countingIn } from "../counting.js";

const { number, count } = countingIn("en", "one", "other");

const post = { one: "post", other: "posts" };

export const owner = {
  describeOutbox: "What is to be sent and what waits for you; for the owner of the bot",
  only: "That is only for the owner of the bot, in a private chat with it.",
  outbox: "Outbox",
  notice: {
    held: (n: number) => `Waiting for your decision: ${count(n, post)}`,
    "shut-out": (n: number) =>
      `Closed to me, what is for them is kept: ${count(n, { one: "place", other: "places" })}`,
    "not-live": (n: number) => `Not announced yet, for the page is not live: ${count(n, post)}`,
    broken: (n: number) => `Cannot be read as a post: ${count(n, { one: "file", other: "files" })}`,
  },
  waiting: (n: number) => `Waiting for their page: ${count(n, post)}`,
  andMore: (n: number) => `… and ${number(n)} more`,
  release: (n: number) => (n === 1 ? "Release" : `Release all (${number(n)})`),
  dismiss: (n: number) => (n === 1 ? "Dismiss" : `Dismiss all (${number(n)})`),
  released: (titles: string) => `Released, announced as soon as the page is live: ${titles}`,
  dismissed: (titles: string) => `Will not be announced: ${titles}`,
  nothingHeld: "Nothing of that waits for a decision any more.",
  states: {
    held: "waits for your decision",
    waiting: "waits for its page",
    unsure: "perhaps sent",
    suspended: "kept for a closed place",
    failed: "failed",
  },
  unseen: {
    draft: "A draft: readers do not see it.",
    hidden: "Hidden by its front matter: readers do not see it.",
    scheduled: "Scheduled: readers do not see it yet.",
  },
  scheduledFor: (when: string) => `Scheduled for ${when}: readers do not see it yet.`,
};
