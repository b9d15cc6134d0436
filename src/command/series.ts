// /series [NAME]: the series of the blog, or the parts of one in their order.
import { foldName } from "../post/names.js";
import type { Post } from "../post/post.js";
import { seriesOf, type Series } from "../post/series.js";
import { postLine, showPost } from "../reply/card.js";
import { listReply, nameLine, NAMES_PER_PAGE } from "../reply/list.js";
import type { Action, Button } from "../reply/reply.js";
import { completions, noSuchName, postList, remark } from "./answers.js";
import type { Command, Context } from "./command.js";
import { keptWithPosts } from "../post/kept-with-posts.js";
import { findNamed } from "./taxonomy.js";

const NAME = "series";

const kept = keptWithPosts((posts) => {
  const all = seriesOf(posts);
  return { all, byPost: new Map(all.flatMap((one) => one.posts.map((post) => [post, one] as const))) };
});

const show = (name: string): Action => ({ command: NAME, args: { name } });

/** The series a post belongs to. */
export const seriesWith = (post: Post, { library }: Pick<Context, "library">): Series | undefined =>
  kept(library.visible()).byPost.get(post);

/** The part behind a post in its series. */
export function nextInSeries(post: Post, context: Pick<Context, "library">): Post | undefined {
  const posts = seriesWith(post, context)?.posts ?? [];
  return posts[posts.indexOf(post) + 1];
}

/** A button that opens the next part where the last one was read. */
export function nextButton(post: Post, context: Context): readonly Button<Action>[] {
  const next = nextInSeries(post, context);
  if (!next) return [];
  const action = next.protected ? showPost(next) : { command: "read", args: { query: next.id } };
  return [{ label: context.locale.say.nextInSeries(next.title), action }];
}

export const series: Command = {
  name: NAME,
  description: ({ say }) => say.describeSeries,
  shares: true,
  options: [
    {
      name: "name",
      description: ({ say }) => say.optionSeries,
      required: false,
      kind: "text",
      suggests: true,
    },
  ],

  run({ name = "" }, context) {
    const { say } = context.locale;
    const { all } = kept(context.library.visible());
    if (all.length === 0) return remark(say.noSeries);
    const list = { label: say.seriesTitle(all.length), action: { command: NAME, args: {} } };
    if (name.trim() === "")
      return listReply({
        title: list.label,
        items: all,
        line: (one) => nameLine(one.name, say.posts(one.posts.length), show(one.name)),
        pages: { size: NAMES_PER_PAGE, wanted: context.page, request: list.action },
      });
    const { match, near } = find(name.trim(), context);
    if (!match) {
      const buttons = near.map((one) => ({ label: one.name, action: show(one.name) }));
      return noSuchName(say.noSuchSeries(name.trim()), buttons, list, context);
    }
    const title = say.periodTitle(match.name, match.posts.length);
    return postList(title, match.posts, show(match.name), context, (post) => postLine(post, context.locale));
  },

  suggest: (_option, typed, context) =>
    completions(
      typed,
      kept(context.library.visible()).all.map(({ name }) => name),
      context,
    ),
};

/** By its name, by what the name begins with where one alone does, or by one of its posts. */
function find(typed: string, context: Context) {
  const { all } = kept(context.library.visible());
  const wanted = foldName(typed);
  const holding = all.filter(({ name, posts }) =>
    [name, ...posts.map(({ title }) => title)].some((one) => foldName(one).includes(wanted)),
  );
  const [only] = holding;
  if (holding.length === 1 && only) return { match: only, near: [] };
  const found = findNamed(typed, all, ({ name }) => [name], context.index);
  return found.match ? found : { near: [...new Set([...holding.slice(0, 8), ...found.near])].slice(0, 8) };
}
