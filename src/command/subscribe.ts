// /subscribe [what]: new posts come to this place, all of them or those with a tag or in a category.
import { foldName } from "../post/names.js";
import { IANAZone } from "luxon";
import { paragraph } from "../document/builders.js";
import type { Reply } from "../reply/reply.js";
import type { Locale } from "../locale/locale.js";
import type { Right } from "../subscription/place.js";
import { everything, type Wishes } from "../subscription/subscription.js";
import { completions, postButton, remark } from "./answers.js";
import { readHours, readTime } from "./clock-times.js";
import type { ReplyWithChange, Args, Command, Context } from "./command.js";
import { describeWishes } from "./subscriptions.js";
import { categoriesOf, tagsOf } from "./taxonomy.js";

export const listOf = (text: string | undefined): readonly string[] =>
  (text ?? "")
    .split(/[,，、;]/)
    .map((each) => each.replace(/^\s*#/, "").trim())
    .filter((each) => each !== "");

const text = (name: string, description: Command["description"], suggests = false) =>
  ({ name, description, required: false, kind: "text", suggests }) as const;

export const subscribe: Command = {
  name: "subscribe",
  description: ({ say }) => say.describeSubscribe,
  options: [
    text("to", ({ say }) => say.optionTo, true),
    text("lang", ({ say }) => say.optionLang),
    { name: "silent", description: ({ say }) => say.optionSilent, required: false, kind: "flag" },
    text("role", ({ say }) => say.optionRole),
    {
      name: "digest",
      description: ({ say }) => say.optionDigest,
      required: false,
      kind: "choice",
      choices: [
        { value: "daily", label: ({ say }) => say.daily },
        { value: "weekly", label: ({ say }) => say.weekly },
      ],
    },
    text("at", ({ say }) => say.optionAt),
    text("quiet", ({ say }) => say.optionQuiet),
    text("zone", ({ say }) => say.optionZone),
  ],
  needs: "manager",

  async run(given, context) {
    const args = spelledOut(given);
    const { place, isBeside, missingRights, locale } = context;
    if (missingRights.length > 0) return remark(locale.say.mayNotSend(rightNames(missingRights, locale)));
    const names = listOf(args["to"]);
    const without = asWritten(
      names.filter(isLeftOut).map((name) => name.slice(1).trim()),
      context,
    );
    const { tags, categories, unknown } = sort(
      names.filter((name) => !isLeftOut(name)),
      context,
    );
    if (unknown.length > 0 && args["sure"] !== "yes") return ask(unknown, args, context);
    const wanted = { tags: [...tags, ...unknown], categories, without };
    const fresh = wishesFrom(args, wanted, context);
    if (typeof fresh === "string") return remark(fresh);
    const known = await context.subscriptions.at(place);
    const wishes = known && names.length > 0 ? added(known.wishes, fresh, args) : fresh;
    const most = await context.subscriptions.limitReached(place, isBeside);
    if (most !== null) return remark(locale.say.tooManySubscriptions(most));
    const [newest] = context.library.visible();
    const reply: Reply = {
      body: [paragraph(locale.say.subscribed(describeWishes(wishes, locale)))],
      buttons: newest ? [{ ...postButton(newest), label: locale.say.latestPost(newest.title) }] : [],
      posts: [],
      audience: "everyone",
    };
    return {
      change: { kind: "subscribe", place, wishes, locale: known ? known.locale : locale.tag },
      reply,
    } satisfies ReplyWithChange;
  },

  suggest(option, typed, context) {
    if (option !== "to") return [];
    const done = typed.slice(0, Math.max(typed.lastIndexOf(","), typed.lastIndexOf("，")) + 1);
    const posts = context.library.visible();
    const names = [
      ...tagsOf(posts).map((tag) => tag.name),
      ...categoriesOf(posts).map((category) => category.path.join("/")),
    ];
    return completions(typed.slice(done.length).trim(), [...new Set(names)], context).map(({ value }) => {
      const whole = done === "" ? value : `${done} ${value}`;
      return { label: whole, value: whole };
    });
  },
};

/** `-slam`: everything but that. */
const isLeftOut = (name: string): boolean => /^[-－]\s*[^\s-]/.test(name);

/** The wish that an option is for. */
const WISHES = {
  lang: "lang",
  silent: "silent",
  role: "mention",
  digest: "digest",
  at: "digestAt",
  quiet: "quiet",
  zone: "timezone",
} as const satisfies Readonly<Record<string, keyof Wishes>>;

/** What is asked for now besides what a place hears of; who heard of every post hears of those named alone. */
function added(known: Wishes, fresh: Wishes, args: Args): Wishes {
  const given = Object.entries(WISHES).flatMap(([option, name]) =>
    args[option] === undefined ? [] : [[name, fresh[name]] as const],
  );
  const isIn = (names: readonly string[], name: string): boolean =>
    names.some((one) => foldName(one) === foldName(name));
  const named = [...fresh.tags, ...fresh.categories];
  const hasAll = known.tags.length + known.categories.length === 0;
  // What was left out of every post is only let in again.
  const narrows = !hasAll || !named.every((name) => isIn(known.without, name));
  return {
    ...known,
    ...Object.fromEntries(given),
    tags: narrows ? union(known.tags, fresh.tags) : [],
    categories: narrows ? union(known.categories, fresh.categories) : [],
    without: union(known.without, fresh.without).filter((name) => !isIn(named, name)),
  };
}

/** So many are kept of those that are named one after another; the oldest give way. */
const MOST_NAMES = 100;
export const union = (one: readonly string[], other: readonly string[]): string[] =>
  [...new Map([...one, ...other].map((name) => [foldName(name), name])).values()].slice(-MOST_NAMES);

const rightNames = (rights: readonly Right[], { say }: Locale): string =>
  rights.map((right) => say.rights[right]).join(say.comma);

/** Where a chat has no form for options they are written behind the names: `rust, silent, quiet=22:00-07:00`. */
function spelledOut(args: Args): Args {
  const options = new Set(subscribe.options.map((option) => option.name));
  const spelled: Record<string, string> = {};
  const names = listOf(args["to"]).flatMap((part) => part.split(/\s+(?=silent$|silent\s|[a-z]+=)/));
  const rest = names.filter((part) => {
    const [name = "", value = "yes"] = part.split("=", 2).map((each) => each.trim());
    const isOption = options.has(name) && name !== "to" && (name === "silent" || part.includes("="));
    if (isOption) spelled[name] = value;
    return !isOption;
  });
  return { ...spelled, ...args, to: rest.join(", ") };
}

/** Names as the blog writes them, told apart; one that is both a tag and a category counts as the tag. */
function sort(names: readonly string[], { library }: Context) {
  const posts = library.visible();
  const tags = new Map(tagsOf(posts).map((tag) => [foldName(tag.name), tag.name]));
  const categories = new Map(
    categoriesOf(posts).flatMap(({ path }) =>
      [path.join("/"), path.at(-1) ?? ""].map((name) => [foldName(name), path.join("/")] as const),
    ),
  );
  const found = { tags: [] as string[], categories: [] as string[], unknown: [] as string[] };
  for (const name of names) {
    const [tag, category] = [tags.get(foldName(name)), categories.get(foldName(name))];
    if (tag !== undefined) found.tags.push(tag);
    else if (category !== undefined) found.categories.push(category);
    else found.unknown.push(name);
  }
  return found;
}

/** The same in one list, those that no post has as they were typed. */
export function asWritten(names: readonly string[], context: Context): string[] {
  const { tags, categories, unknown } = sort(names, context);
  return [...tags, ...categories, ...unknown];
}

/** A tag no post has yet is taken after a question: it may come, or be a slip. */
function ask(unknown: readonly string[], args: Args, { locale, index, library }: Context): Reply {
  const known = tagsOf(library.visible()).map((tag) => tag.name);
  const near = [...new Set(unknown.flatMap((name) => index.nearest(name, known, 2)))].slice(0, 3);
  const action = (to: string, sure: boolean) => ({
    command: "subscribe",
    args: { ...args, to, ...(sure && { sure: "yes" }) },
  });
  return remark(locale.say.noTagYet(locale.oneOf(unknown)), [
    { label: locale.say.subscribeAnyway, action: action(args["to"] ?? "", true) },
    ...near.map((name) => ({ label: `# ${name}`, action: action(name, false) })),
  ]);
}

/** The wishes, or what is wrong with an option. */
function wishesFrom(
  args: Args,
  wanted: Pick<Wishes, "tags" | "categories" | "without">,
  { locale, library }: Context,
): Wishes | string {
  const { say } = locale;
  const { lang, role, digest, at, quiet, zone } = args;
  if (zone && !IANAZone.isValidZone(zone)) return say.badZone(zone);
  if (digest && digest !== "daily" && digest !== "weekly") return say.badTime(digest);
  const digestAt = at ? readTime(at) : everything.digestAt;
  if (digestAt === null) return say.badTime(at ?? "");
  const hours = quiet ? readHours(quiet) : null;
  if (quiet && hours === null) return say.badTime(quiet);
  // Discord puts `<@&123>` for a role that was chosen while typing.
  const mention = role ? (/^(?:<@&)?(\d{1,20})>?$/.exec(role.trim())?.[1] ?? null) : null;
  if (role && mention === null) return say.badRole(role);
  return {
    ...everything,
    ...wanted,
    lang: lang ?? null,
    silent: ["true", "yes", "1"].includes(args["silent"] ?? ""),
    mention,
    digest: digest === "daily" || digest === "weekly" ? digest : null,
    digestAt,
    quiet: hours,
    timezone: zone ?? library.site.timezone,
  };
}
