// /archive [YEAR[-MM]]: the months that have posts, those of a year, or the posts of a month.
import { foldName } from "../post/names.js";
import type { Post } from "../post/post.js";
import { listReply, nameLine, NAMES_PER_PAGE } from "../reply/list.js";
import type { Reply } from "../reply/reply.js";
import { postList, remark } from "./answers.js";
import type { Command, Context, Suggestion } from "./command.js";
import { keptWithPosts } from "../post/kept-with-posts.js";

const NAME = "archive";
/** Between name and count of a completion. */
const DOT = " · ";
/** Discord takes no more completions. */
const MOST_SUGGESTED = 25;

/** A year `2021` or a month `2021-04`, of dates as they were written. */
type PeriodKey = string;

interface Period {
  readonly key: PeriodKey;
  readonly posts: readonly Post[];
}

/** Years, and months, that have posts; the latest first. */
const periodsOf = keptWithPosts((posts) => {
  const by = (signs: number): readonly Period[] => {
    const groups = new Map<PeriodKey, Post[]>();
    for (const post of posts) {
      if (!post.date) continue;
      const key = post.date.wall.slice(0, signs);
      const group = groups.get(key);
      if (group) group.push(post);
      else groups.set(key, [post]);
    }
    return [...groups]
      .map(([key, group]) => ({ key, posts: group }))
      .sort((a, b) => (a.key < b.key ? 1 : -1));
  };
  return { years: by("YYYY".length), months: by("YYYY-MM".length) };
});

const isYear = (key: PeriodKey): boolean => key.length === "YYYY".length;
const yearOf = (key: PeriodKey): PeriodKey => key.slice(0, "YYYY".length);

/** How the reader's language writes it. */
const nameOf = (key: PeriodKey, { locale }: Context): string =>
  isYear(key) ? locale.year(`${key}-01-01T00:00:00`) : locale.month(`${key}-01T00:00:00`);

/** Asks for a year or a month. */
const show = (key: PeriodKey) => ({ command: NAME, args: { when: key } });

/** A year or month in figures (`2021`, `2021-4`, `2021/04`, `2021年4月`); null when it is none. */
function inFigures(typed: string): PeriodKey | null {
  const [, year, month] = /^([1-9]\d{3})(?:[-–/. 年](?:(\d{1,2})月?)?)?$/.exec(typed) ?? [];
  if (year === undefined || month === undefined) return year ?? null;
  return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month.padStart(2, "0")}` : null;
}

/** The year or month that was typed, also as its name (`April 2021`) or as a completion's label. */
function read(typed: string, context: Context): PeriodKey | null {
  const [wanted = ""] = typed.normalize("NFKC").split(DOT);
  const { years, months } = periodsOf(context.library.visible());
  const named = [...years, ...months].find(({ key }) => foldName(nameOf(key, context)) === foldName(wanted));
  return inFigures(wanted.trim()) ?? named?.key ?? null;
}

export const archive: Command = {
  name: NAME,
  description: ({ say }) => say.describeArchive,
  shares: true,
  options: [
    { name: "when", description: ({ say }) => say.optionWhen, required: false, kind: "text", suggests: true },
  ],

  run({ when = "" }, context) {
    const { say } = context.locale;
    const { years, months } = periodsOf(context.library.visible());
    if (months.length === 0)
      return remark(context.library.visible().length === 0 ? say.noPosts : say.noDates);
    if (when.trim() === "") return monthList(say.archiveTitle(countOf(months)), months, {}, context);
    const key = read(when, context);
    const found = [...years, ...months].find((period) => period.key === key);
    if (key === null || !found) return nothingThen(when.trim(), key, context);
    const title = say.periodTitle(nameOf(key, context), found.posts.length);
    if (!isYear(key)) return postList(title, found.posts, show(key), context);
    const within = months.filter((month) => yearOf(month.key) === key);
    return monthList(title, within, show(key).args, context);
  },

  suggest(_option, typed, context): readonly Suggestion[] {
    const { years, months } = periodsOf(context.library.visible());
    const wanted = foldName(typed);
    return [...years, ...months]
      .map(({ key, posts }) => ({ key, posts, name: nameOf(key, context) }))
      .filter(({ key, name }) => key.startsWith(wanted) || foldName(name).includes(wanted))
      .slice(0, MOST_SUGGESTED)
      .map(({ key, posts, name }) => ({
        label: `${name}${DOT}${context.locale.say.posts(posts.length)}`,
        value: key,
      }));
  },
};

const countOf = (periods: readonly Period[]): number =>
  periods.reduce((sum, { posts }) => sum + posts.length, 0);

const monthList = (
  title: string,
  months: readonly Period[],
  args: Readonly<Record<string, string>>,
  context: Context,
): Reply =>
  listReply({
    title,
    items: months,
    line: ({ key, posts }) =>
      nameLine(nameOf(key, context), context.locale.say.posts(posts.length), show(key)),
    pages: { size: NAMES_PER_PAGE, wanted: context.page, request: { command: NAME, args } },
  });

/** What was typed is no month (`key` is null) or has no posts: what is meant, and what there is. */
function nothingThen(typed: string, key: PeriodKey | null, context: Context): Reply {
  const { say } = context.locale;
  const { years, months } = periodsOf(context.library.visible());
  const [last, first] = [months[0], months.at(-1)];
  const there = first && last ? say.postsBetween(nameOf(first.key, context), nameOf(last.key, context)) : "";
  const text =
    key === null
      ? say.badPeriod(typed, `${context.prefix}${NAME} ${last?.key ?? ""}`, there)
      : say.noPostsThen(nameOf(key, context), there);
  const year = key === null ? undefined : years.find((each) => each.key === yearOf(key));
  return remark(text, [
    ...(year
      ? [{ label: say.periodTitle(nameOf(year.key, context), year.posts.length), action: show(year.key) }]
      : []),
    { label: say.archiveTitle(countOf(months)), action: { command: NAME, args: {} } },
  ]);
}
