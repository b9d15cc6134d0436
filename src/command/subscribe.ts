// /subscribe [what]: new posts come to this place, all of them or those with a tag or in a category.
import { IANAZone } from "luxon";
import type { Reply } from "../reply/reply.js";
import type { Locale } from "../locale/locale.js";
import type { Place, Right } from "../subscription/place.js";
import { everything, type Subscription, type Wishes } from "../subscription/subscription.js";
import { completions, postButton, remark } from "./answers.js";
import { readHours, readTime } from "./clock-times.js";
import type { ReplyWithChange, Args, Command, Context, PlaceContext } from "./command.js";
import { describeWishes } from "./subscriptions.js";
import { readLanguage, readRole } from "./option-values.js";
import type { PlaceSettings } from "./setting-fields.js";
import { settingsButton } from "./settings.js";
import { namesIn, readSubjects, subjectsOf, withSubjects, type SubjectWish } from "./subjects.js";
import { filledIn, subscriptionForm } from "./subscription-form.js";

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
    const { place, missingRights, locale, takesForms } = context;
    const known = await context.subscriptions.at(place);
    if (known?.origin === "config") return remark(locale.say.byConfiguration);
    if (missingRights.length > 0) return remark(locale.say.mayNotSend(rightNames(missingRights, locale)));
    if (takesForms && Object.keys(given).length === 0) return form(known, context);
    const names = namesIn(args["to"], context);
    const { wanted, unknown } = readSubjects(names, context);
    if (unknown.length > 0 && args["sure"] !== "yes") return ask(unknown, args, context);
    const asked = wishesFrom(args, wanted, context);
    if (typeof asked === "string") return remark(asked);
    const wishes = known && names.length > 0 ? added(known.wishes, asked, args) : asked;
    return subscribed(place, { wishes, locale: known ? known.locale : locale.tag }, context);
  },

  async fill(answers, context) {
    const { locale, chosenPlace, place: here } = context;
    const { say } = locale;
    const [address = here.address] = answers["place"] ?? [];
    const elsewhere = address === here.address ? null : chosenPlace(address);
    if (address !== here.address && elsewhere === null) return remark(say.tooOld);
    if (elsewhere?.mayManage === false) return remark(say.mayNotManage);
    const { place, missingRights } = elsewhere ?? context;
    if (missingRights.length > 0) return remark(say.mayNotSend(rightNames(missingRights, locale)));
    const known = await context.subscriptions.at(place);
    if (known?.origin === "config") return remark(say.byConfiguration);
    const filled = filledIn(answers, known ?? fresh(context), context, elsewhere === null);
    return filled ? subscribed(place, filled, context, elsewhere?.name) : remark(say.tooOld);
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

/** What is asked where nothing is given; where it is too late for a form a button opens it. */
function form(known: Subscription | null, context: PlaceContext): Reply {
  const { say } = context.locale;
  const title = say.describeSubscribe;
  return {
    ...remark(title, [
      { label: say.welcomeTo.subscribe, action: { command: "subscribe", args: {} } },
      { label: say.everyPost, action: { command: "subscribe", args: { to: "" } } },
    ]),
    form: subscriptionForm(title, "subscribe", known ?? fresh(context), context, { place: true }),
  };
}

const fresh = ({ library, locale }: Context): PlaceSettings => ({
  wishes: { ...everything, timezone: library.site.timezone },
  locale: locale.tag,
});

/** @param elsewhere what the place is called where it is another than who asks is at */
async function subscribed(
  place: Place,
  { wishes, locale: spoken }: PlaceSettings,
  { isBeside, subscriptions, library, locale, roles }: PlaceContext,
  elsewhere?: string,
): Promise<Reply | ReplyWithChange> {
  const { say } = locale;
  const most = await subscriptions.limitReached(place, isBeside);
  if (most !== null) return remark(say.tooManySubscriptions(most));
  const [newest] = library.visible();
  const latest = newest ? [{ ...postButton(newest), label: say.latestPost(newest.title) }] : [];
  const what = describeWishes(wishes, locale, roles);
  return {
    change: { kind: "subscribe", place, wishes, locale: spoken },
    reply:
      elsewhere === undefined
        ? { ...remark(say.subscribed(what), [...latest, settingsButton(locale)]), audience: "everyone" }
        : remark(say.subscribedAt(elsewhere, what), latest),
  };
}

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
