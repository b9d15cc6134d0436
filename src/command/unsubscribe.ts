// /unsubscribe [what]: nothing more comes to this place, or nothing more of a tag or category.
import { paragraph } from "../document/builders.js";
import { foldName } from "../post/names.js";
import type { Wishes } from "../subscription/subscription.js";
import { completions, remark } from "./answers.js";
import type { Command, ReplyWithChange } from "./command.js";
import { asWritten, listOf, union } from "./subscribe.js";
import { describeWishes } from "./subscriptions.js";
import { tagsOf } from "./taxonomy.js";

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
    const { place, subscriptions, locale, prefix } = context;
    const { say } = locale;
    const known = await subscriptions.at(place);
    if (!known) return remark(say.notSubscribed(`${prefix}subscribe`));
    if (known.origin === "config") return remark(say.byConfiguration);
    const names = asWritten(listOf(from), context);
    const wishes = names.length === 0 ? null : without(known.wishes, names);
    const said = wishes ? say.subscribed(describeWishes(wishes, locale)) : say.unsubscribed;
    return {
      change: wishes
        ? { kind: "subscribe", place, wishes, locale: known.locale }
        : { kind: "unsubscribe", place },
      reply: { body: [paragraph(said)], buttons: [], posts: [], audience: "everyone" },
    } satisfies ReplyWithChange;
  },

  suggest: (_option, typed, context) =>
    completions(
      typed,
      tagsOf(context.library.visible()).map(({ name }) => name),
      context,
    ),
};

/** What is left; of every post all but those named. Null where nothing is. */
function without(wishes: Wishes, names: readonly string[]): Wishes | null {
  const ended = new Set(names.map(foldName));
  const left = (some: readonly string[]): string[] => some.filter((name) => !ended.has(foldName(name)));
  if (wishes.tags.length + wishes.categories.length === 0)
    return { ...wishes, without: union(wishes.without, names) };
  const [tags, categories] = [left(wishes.tags), left(wishes.categories)];
  return tags.length + categories.length === 0 ? null : { ...wishes, tags, categories };
}
