// What is said where nothing was found or nothing was asked for: what lies near, where to go on, an example.
import { paragraph } from "../document/builders.js";
import type { Action, Button, Reply } from "../reply/reply.js";
import { FILTERS, unknownFilter } from "../search/query/parse-query.js";
import type { Post } from "../post/post.js";
import { nearestPosts, postButton, remark } from "./answers.js";
import type { Context } from "./command.js";
import { showTag } from "./tag.js";
import { tagsOf } from "./taxonomy.js";

/**
 * What was meant for a filter and is none: which there are, and the same search without it; null where all is well.
 * @param finds whether something was found by its words: then it may be no filter
 */
export function badFilter(query: string, finds: boolean, { locale }: Context): Reply | null {
  const unknown = unknownFilter(query);
  if (!unknown || (finds && !unknown.isMeant)) return null;
  const { part, rest } = unknown;
  const action = { command: "search", args: { query: rest } };
  return remark(locale.say.badFilter(part, FILTERS), rest === "" ? [] : [{ label: rest, action }]);
}

/** Nothing fits: the posts nearest to it, where there are any. */
export const noneFits = (query: string, near: readonly Post[], context: Context): Reply =>
  near.length > 0 ? nearestPosts(query, near, context) : nothingFound(query, context);

/** Nothing found: the nearest titles and tags, so that the next try succeeds. */
function nothingFound(query: string, context: Context): Reply {
  const { library, index, locale } = context;
  const titles = index.nearest(
    query,
    library.visible().map((post) => post.title),
    3,
  );
  const posts = library.visible().filter((post) => titles.includes(post.title));
  const tags = index.nearest(
    query,
    tagsOf(library.visible()).map((tag) => tag.name),
    3,
  );
  const answer = remark(locale.say.nothingFound(query), [
    ...posts.slice(0, 3).map(postButton),
    ...tags.map((tag) => ({ label: `# ${tag}`, action: showTag(tag) })),
  ]);
  if (answer.buttons.length === 0) return { ...answer, buttons: waysOn(context) };
  return { ...answer, body: [...(answer.body ?? []), paragraph(locale.say.nearest)] };
}

/** Where to go on when nothing is near. */
const waysOn = ({ library, locale }: Pick<Context, "library" | "locale">): readonly Button<Action>[] => {
  const tags = tagsOf(library.visible()).length;
  return [
    ...(library.visible().length > 0
      ? [{ label: locale.say.latestTitle, action: { command: "latest", args: {} } }]
      : []),
    ...(tags > 0 ? [{ label: locale.say.tagsTitle(tags), action: { command: "tags", args: {} } }] : []),
  ];
};

/** An example of `command` from this very blog: the newest post's title, else the command alone. */
export function exampleOf(command: string, { library, prefix }: Pick<Context, "library" | "prefix">): string {
  const [newest] = library.visible();
  return `${prefix}${command} ${newest?.title ?? "…"}`;
}
