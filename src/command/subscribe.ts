// /subscribe [what]: new posts come to this place, all of them or those with a tag or in a category.
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
import { readLanguage, readRole } from "./option-values.js";
import { settingsButton } from "./settings.js";
import { namesIn, readSubjects, subjectsOf, withSubjects, type SubjectWish } from "./subjects.js";

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
    const args = spelledOut(given, context);
    const { place, isBeside, missingRights, locale } = context;
    if (missingRights.length > 0) return remark(locale.say.mayNotSend(rightNames(missingRights, locale)));
    const names = namesIn(args["to"], context);
    const { wanted, unknown } = readSubjects(names, context);
    if (unknown.length > 0 && args["sure"] !== "yes") return ask(unknown, args, context);
    const fresh = wishesFrom(args, wanted, context);
    if (typeof fresh === "string") return remark(fresh);
    const known = await context.subscriptions.at(place);
    const wishes = known && names.length > 0 ? added(known.wishes, fresh, args) : fresh;
    const most = await context.subscriptions.limitReached(place, isBeside);
    if (most !== null) return remark(locale.say.tooManySubscriptions(most));
    const [newest] = context.library.visible();
    const reply: Reply = {
      body: [paragraph(locale.say.subscribed(describeWishes(wishes, locale)))],
      buttons: [
        ...(newest ? [{ ...postButton(newest), label: locale.say.latestPost(newest.title) }] : []),
        settingsButton(locale),
      ],
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
    return completions(typed.slice(done.length).trim(), subjectsOf(context), context).map(({ value }) => {
      const whole = done === "" ? value : `${done} ${value}`;
      return { label: whole, value: whole };
    });
  },
};

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

/** What is asked for now besides what a place wants. */
function added(known: Wishes, fresh: Wishes, args: Args): Wishes {
  const given = Object.entries(WISHES).flatMap(([option, name]) =>
    args[option] === undefined ? [] : [[name, fresh[name]] as const],
  );
  return withSubjects({ ...known, ...Object.fromEntries(given) }, fresh);
}

const rightNames = (rights: readonly Right[], { say }: Locale): string =>
  rights.map((right) => say.rights[right]).join(say.comma);

/** Where a chat has no form for options they are written behind the names: `rust, silent, quiet=22:00-07:00`. */
function spelledOut(args: Args, context: Context): Args {
  const options = new Set(subscribe.options.map((option) => option.name));
  const spelled: Record<string, string> = {};
  const names = namesIn(args["to"], context).flatMap((part) => part.split(/\s+(?=silent$|silent\s|[a-z]+=)/));
  const rest = names.filter((part) => {
    const [name = "", value = "yes"] = part.split("=", 2).map((each) => each.trim());
    const isOption = options.has(name) && name !== "to" && (name === "silent" || part.includes("="));
    if (isOption) spelled[name] = value;
    return !isOption;
  });
  return { ...spelled, ...args, to: rest.join(", ") };
}

/** A tag no post has yet is taken after a question: it may come, or be a slip. */
function ask(unknown: readonly string[], args: Args, context: Context): Reply {
  const { locale, index } = context;
  const known = subjectsOf(context);
  const near = [...new Set(unknown.flatMap((name) => index.nearest(name, known, 2)))].slice(0, 3);
  const action = (to: string, sure: boolean) => ({
    command: "subscribe",
    args: { ...args, to, ...(sure && { sure: "yes" }) },
  });
  return remark(locale.say.nothingYet(locale.oneOf(unknown)), [
    { label: locale.say.subscribeAnyway, action: action(args["to"] ?? "", true) },
    ...near.map((name) => ({ label: name.includes(":") ? name : `# ${name}`, action: action(name, false) })),
  ]);
}

/** The wishes, or what is wrong with an option. */
function wishesFrom(args: Args, wanted: SubjectWish, { locale, library }: Context): Wishes | string {
  const { say } = locale;
  const { lang, role, digest, at, quiet, zone } = args;
  const language = lang ? readLanguage(lang) : null;
  if (lang && language === null) return say.settings.bad(lang);
  if (zone && !IANAZone.isValidZone(zone)) return say.badZone(zone);
  if (digest && digest !== "daily" && digest !== "weekly") return say.badTime(digest);
  const digestAt = at ? readTime(at) : everything.digestAt;
  if (digestAt === null) return say.badTime(at ?? "");
  const hours = quiet ? readHours(quiet) : null;
  if (quiet && hours === null) return say.badTime(quiet);
  const mention = role ? readRole(role) : null;
  if (role && mention === null) return say.badRole(role);
  return {
    ...everything,
    ...wanted,
    lang: language,
    silent: ["true", "yes", "1"].includes(args["silent"] ?? ""),
    mention,
    digest: digest === "daily" || digest === "weekly" ? digest : null,
    digestAt,
    quiet: hours,
    timezone: zone ?? library.site.timezone,
  };
}
