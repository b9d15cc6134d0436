// /unsubscribe [what]: nothing more comes to this place, or nothing more of a tag or category.
import { isDeepStrictEqual } from "node:util";
import { paragraph } from "../document/builders.js";
import type { Wishes } from "../subscription/subscription.js";
import { completions, remark } from "./answers.js";
import type { Command, ReplyWithChange } from "./command.js";
import { namesIn, readSubjects, subjectsOf, withoutSubjects } from "./subjects.js";
import { describeWishes, hearsOfNothing } from "./subscriptions.js";

export const unsubscribe: Command = {
  name: "unsubscribe",
  description: ({ say }) => say.describeUnsubscribe,
  options: [
    {
      name: "from",
      description: ({ say }) => say.settings.optionFrom,
      required: false,
      kind: "text",
      suggests: true,
    },
  ],
  needs: "manager",

  async run({ from }, context) {
    const { place, subscriptions, locale, roles } = context;
    const { say } = locale;
    const heard = (wishes: Wishes) => say.subscribed(describeWishes(wishes, locale, roles));
    const known = await subscriptions.at(place);
    if (!known) return hearsOfNothing(context);
    if (known.origin === "config") return remark(say.byConfiguration);
    const names = namesIn(from, context);
    const wishes =
      names.length === 0 ? null : withoutSubjects(known.wishes, readSubjects(names, context).wanted);
    if (wishes && isDeepStrictEqual(wishes, known.wishes))
      return {
        body: [say.settings.bad(names.join(say.comma)), heard(wishes)].map((line) => paragraph(line)),
        buttons: [],
        posts: [],
        audience: "asker",
      };
    const said = wishes ? heard(wishes) : say.unsubscribed;
    return {
      change: wishes
        ? { kind: "subscribe", place, wishes, locale: known.locale }
        : { kind: "unsubscribe", place },
      reply: { body: [paragraph(said)], buttons: [], posts: [], audience: "everyone" },
    } satisfies ReplyWithChange;
  },

  suggest: (_option, typed, context) => completions(typed, subjectsOf(context), context),
};
