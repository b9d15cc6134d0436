// /tag NAME: the posts with a tag; case, width and typos are forgiven.
import { completions, postList, remark } from "./answers.js";
import type { Command } from "./command.js";
import { findNamed, tagsOf } from "./taxonomy.js";

export const tag: Command = {
  name: "tag",
  description: (locale) => locale.say.describeTag,
  options: [
    {
      name: "name",
      description: (locale) => locale.say.optionTag,
      required: true,
      kind: "text",
      suggests: true,
    },
  ],

  run({ name = "" }, context) {
    const { say } = context.locale;
    const all = tagsOf(context.library.visible());
    const [first] = all;
    if (!first) return remark(say.noTags);
    const wanted = name.trim().replace(/^[#＃]/, "");
    if (wanted === "") return remark(say.needTag(`${context.prefix}tag ${first.name}`));
    const result = findNamed(wanted, all, (item) => [item.name], context.index);
    if ("found" in result) {
      const { name: found, posts } = result.found;
      return postList(
        say.tagTitle(found, posts.length),
        posts,
        { command: "tag", args: { name: found } },
        context,
      );
    }
    return remark(
      [say.noSuchTag(wanted), ...(result.near.length > 0 ? [say.nearest] : [])].join(" "),
      result.near.length > 0
        ? result.near.map((near) => ({
            label: near.name,
            action: { command: "tag", args: { name: near.name } },
          }))
        : [{ label: say.tagsTitle(all.length), action: { command: "tags", args: {} } }],
    );
  },

  suggest: (_option, typed, context) =>
    completions(
      typed,
      tagsOf(context.library.visible()).map((item) => item.name),
      context,
    ),
};
