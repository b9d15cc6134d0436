// /tag NAME: the posts with a tag; case, width and typos are forgiven.
import type { Reply } from "../reply/reply.js";
import { completions, noSuchName, postList, remark } from "./answers.js";
import type { Command, Context, Suggestion } from "./command.js";
import { findNamed, tagsOf, type Tag } from "./taxonomy.js";

/** Asks for a tag's posts. */
export const showTag = (name: string) => ({ command: "tag", args: { name } });

export const tag: Command = {
  name: "tag",
  description: ({ say }) => say.describeTag,
  shares: true,
  options: [
    { name: "name", description: ({ say }) => say.optionTag, required: true, kind: "text", suggests: true },
  ],

  run({ name = "" }, context) {
    const { say } = context.locale;
    const [first] = tagsOf(context.library.visible());
    if (!first) return remark(say.noTags);
    const wanted = name.trim().replace(/^[#＃]/, "");
    if (wanted === "") return remark(say.needTag(`${context.prefix}tag ${first.name}`));
    const { match, near } = findTag(wanted, context);
    if (!match) return noSuchTag(wanted, near, context);
    return postList(say.tagTitle(match.name, match.posts.length), match.posts, showTag(match.name), context);
  },

  suggest: (_option, typed, context) => suggestTags(typed, context),
};

export const findTag = (wanted: string, { library, index }: Context) =>
  findNamed(wanted, tagsOf(library.visible()), ({ name }) => [name], index);

export function noSuchTag(wanted: string, near: readonly Tag[], context: Context): Reply {
  const { library, locale } = context;
  const every = {
    label: locale.say.tagsTitle(tagsOf(library.visible()).length),
    action: { command: "tags", args: {} },
  };
  const buttons = near.map(({ name }) => ({ label: name, action: showTag(name) }));
  return noSuchName(locale.say.noSuchTag(wanted), buttons, every, context);
}

export const suggestTags = (typed: string, context: Context): readonly Suggestion[] =>
  completions(
    typed,
    tagsOf(context.library.visible()).map(({ name }) => name),
    context,
  );
