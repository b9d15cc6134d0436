// /random [TAG]: a post picked at random.
import { postCard, remark } from "./answers.js";
import type { Command } from "./command.js";
import { findTag, noSuchTag, suggestTags } from "./tag.js";

export const random: Command = {
  name: "random",
  description: ({ say }) => say.describeRandom,
  options: [
    { name: "tag", description: ({ say }) => say.optionTag, required: false, kind: "text", suggests: true },
  ],

  run({ tag = "" }, context) {
    let posts = context.library.visible();
    const wanted = tag.trim().replace(/^[#＃]/, "");
    if (wanted !== "") {
      const { match, near } = findTag(wanted, context);
      if (!match) return noSuchTag(wanted, near, context);
      ({ posts } = match);
    }
    // Pages without a date are seldom articles (an archive, a page about the author) where others have one.
    const dated = posts.filter(({ date }) => date !== null);
    if (dated.length > 0) posts = dated;
    const picked = posts[Math.floor(context.random() * posts.length)];
    return picked ? postCard(picked, context) : remark(context.locale.say.noPosts);
  },

  suggest: (_option, typed, context) => suggestTags(typed, context),
};
