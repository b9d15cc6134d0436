// /unsubscribe: nothing more comes to this place.
import { paragraph } from "../document/builders.js";
import { remark } from "./answers.js";
import type { Command } from "./command.js";
import { refusal } from "./subscriptions.js";

export const unsubscribe: Command = {
  name: "unsubscribe",
  description: ({ say }) => say.describeUnsubscribe,
  options: [],
  async run(_args, context) {
    const { place, desk, locale } = context;
    const refused = await refusal(context);
    if (refused || !place || !desk) return refused ?? remark(locale.say.cannotPush);
    const known = await desk.at(place);
    if (!known) return remark(locale.say.notSubscribed(`${context.prefix}subscribe`));
    if (known.origin === "config") return remark(locale.say.byConfiguration);
    return {
      change: { kind: "unsubscribe", place },
      reply: { body: [paragraph(locale.say.unsubscribed)], buttons: [], posts: [], audience: "everyone" },
    };
  },
};
