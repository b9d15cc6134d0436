// /subscriptions: what this place hears of; and what the commands about it share.
import { paragraph } from "../document/builders.js";
import type { Locale } from "../locale/locale.js";
import type { PlaceRole } from "../subscription/place.js";
import type { Wishes } from "../subscription/subscription.js";
import { namesWanted } from "../subscription/wanted.js";
import { remark } from "./answers.js";
import type { Reply } from "../reply/reply.js";
import type { Command, Context } from "./command.js";

/** A name as it is shown: `#tea` where the blog has it for no category, and `word:lidar` as it is written. */
export const subjectName = (name: string, categories: ReadonlySet<string> = new Set()): string =>
  /^(?:word|author):/.test(name) || categories.has(name) ? name : `#${name}`;

/** What posts a place wants, in words. */
export function describeSubjects(wishes: Wishes, { say }: Locale): string {
  const categories = new Set(wishes.categories);
  const names = namesWanted(wishes).map((name) => subjectName(name, categories));
  return names.join(say.comma) || say.everyPost;
}

/** What a place wants, in words; a role by its number where it is none of `roles`. */
export function describeWishes(wishes: Wishes, locale: Locale, roles: readonly PlaceRole[] = []): string {
  const { say } = locale;
  const { without, lang, silent, mention, digest, digestAt, quiet, timezone } = wishes;
  const left = without.map((name) => subjectName(name));
  const zone = timezone ?? "UTC";
  return [
    describeSubjects(wishes, locale),
    without.length > 0 && say.settings.but(left.join(say.comma)),
    lang !== null && say.inLanguage(locale.language(lang)),
    silent && say.silently,
    mention !== null && say.mentionsRole(roles.find(({ id }) => id === mention)?.name ?? mention),
    digest !== null && say.asDigest[digest](digestAt, zone),
    quiet && say.notBetween(quiet.from, quiet.to, zone),
  ]
    .filter((part) => typeof part === "string")
    .join(say.semicolon);
}

/** A place that hears of nothing, and a button that changes that. */
export const hearsOfNothing = ({ locale: { say }, prefix }: Pick<Context, "locale" | "prefix">): Reply =>
  remark(say.notSubscribed(`${prefix}subscribe`), [
    { label: say.welcomeTo.subscribe, action: { command: "subscribe", args: {} } },
  ]);

export const subscriptions: Command = {
  name: "subscriptions",
  description: ({ say }) => say.describeSubscriptions,
  options: [],
  needs: "place",

  async run(_args, context) {
    const { place, subscriptions, locale, roles } = context;
    const { say } = locale;
    const known = await subscriptions.at(place);
    if (!known) return hearsOfNothing(context);
    const answer = remark(say.subscribed(describeWishes(known.wishes, locale, roles)));
    if (!known.suspended) return answer;
    return {
      ...answer,
      body: [...(answer.body ?? []), paragraph(say.suspendedBecause(say.reason(known.suspended.reason)))],
    };
  },
};
