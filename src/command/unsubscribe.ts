// /unsubscribe: nothing more comes to this place.
import { paragraph } from "../document/builders.js";
import { remark } from "./answers.js";
import type { Command } from "./command.js";

export const unsubscribe: Command = {
  name: "unsubscribe",
  description: ({ say }) => say.describeUnsubscribe,
  options: [],
  needs: "manager",

  async run(_args, { place, subscriptions, locale, prefix }) {
    const known = await subscriptions.at(place);
    if (!known) return remark(locale.say.notSubscribed(`${prefix}subscribe`));
    if (known.origin === "config") return remark(locale.say.byConfiguration);
    return {
      change: { kind: "unsubscribe", place },
      reply: { body: [paragraph(locale.say.unsubscribed)], buttons: [], posts: [], audience: "everyone" },
    };
  },
};
