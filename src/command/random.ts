// /random [TAG]: a post picked at random.
import { postCard, remark } from "./answers.js";
import type { Command } from "./command.js";
import { tag } from "./tag.js";
import { findNamed, tagsOf } from "./taxonomy.js";

export const random: Command = {
  name: "random",
  description: (locale) => locale.say.describeRandom,
  options: [
    {
      name: "tag",
      description: (locale) => locale.say.optionTag,
      required: false,
      kind: "text",
      suggests: true,
    },
  ],

  run({ tag: name = "" }, context) {
    let posts = context.library.visible();
    if (name.trim() !== "") {
      const result = findNamed(name, tagsOf(posts), (item) => [item.name], context.index);
      if (!("found" in result)) return tag.run({ name }, context);
      ({ posts } = result.found);
    }
    // Pages without a date are seldom articles (an archive, a page about the author) where others have one.
    const dated = posts.filter(({ date }) => date !== null);
    if (dated.length > 0) posts = dated;
    const picked = posts[Math.floor(context.random() * posts.length)];
    return picked ? postCard(picked, context) : remark(context.locale.say.noPosts);
  },

  suggest: (option, typed, context) => tag.suggest?.(option, typed, context) ?? [],
};
