// `postern subscriptions`: who hears of new posts; adds and removes places.
import type { AppContext } from "../blog.js";
import { addressings } from "../chat/platform.js";
import { describeWishes } from "../command/subscriptions.js";
import { counted } from "../doctor/finding.js";
import { checkPlace } from "../delivery/check-place.js";
import { safeLine } from "../document/safe-text.js";
import { localeFor } from "../locale/locale.js";
import { parseDestination, parseDestinations, type Spelling } from "../subscription/announce-to.js";
import { placeName, type Place } from "../subscription/place.js";
import type { Subscription, Wishes } from "../subscription/subscription.js";
import { CommandFault } from "./fault.js";
import { accessInWords, inWords, reasonJson } from "./in-words.js";
import { print } from "./output.js";
import { clockName, isoMoment, moment, formatTable } from "./table.js";
import { withStore } from "./with-store.js";

export interface ListOptions {
  readonly json?: boolean;
}

export async function listSubscriptions(app: AppContext, { json }: ListOptions): Promise<void> {
  await withStore(app, false, async (store) => {
    const all = await store.subscriptions.all();
    if (json) for (const one of all) await print(subscriptionJson(one));
    else if (all.length === 0) await print("Nobody has subscribed yet.");
    else {
      for (const line of formatTable(["place", "by", `since (${clockName()})`, "wants"], all.map(row)))
        await print(line);
      await print(`\n${counted(all.length, "subscription")}.`);
    }
  });
}

export interface AddOptions extends ListOptions {
  readonly tag: readonly string[];
  readonly category: readonly string[];
  readonly lang?: string;
  readonly silent?: boolean;
  readonly mention?: string;
  readonly crosspost?: boolean;
  readonly digest?: string;
  readonly at?: string;
  readonly quiet?: string;
  readonly timezone?: string;
}

const add: Spelling = {
  where: "postern subscriptions add",
  example:
    "postern subscriptions add telegram:@mychannel --tag tea --quiet 22:00-07:00 --timezone Asia/Shanghai",
};
const remove: Spelling = {
  where: "postern subscriptions remove",
  example: "postern subscriptions remove telegram:@mychannel",
};

/** The place hears of every post that appears from now on, or has other wishes from now on. */
export async function addSubscription(app: AppContext, text: string, options: AddOptions): Promise<void> {
  const { place, wishes } = parseDestination(text, add, addressings(app.platforms), wishesOf(options));
  refuseFixed(app, place);
  await withStore(app, true, async (store) => {
    const known = await store.subscriptions.at(place);
    const locale = known?.locale ?? null;
    const made = await store.subscriptions.put({ place, wishes, origin: "chat", locale }, store.now());
    if (options.json) return print(subscriptionJson(made));
    await print(
      `${known ? "Changed" : "Added"}: ${placeName(place)} hears of ${safeLine(wishesInWords(wishes))}.`,
    );
    const platform = app.platforms.find(({ name }) => name === place.platform);
    const messenger = await platform?.messenger(app.config.given);
    const access = await checkPlace(place, messenger ? [messenger] : []);
    await print(`${placeName(place)}: ${accessInWords(access, platform?.token ?? "")}`);
  });
}

/** Nothing more is sent there, nor what was still to be sent. */
export async function removeSubscription(
  app: AppContext,
  text: string,
  { json }: ListOptions,
): Promise<void> {
  const { place } = parseDestination(text, remove, addressings(app.platforms));
  refuseFixed(app, place);
  await withStore(app, false, async (store) => {
    if (!(await store.subscriptions.remove(place)))
      throw new CommandFault(
        `${placeName(place)} is not subscribed. \`postern subscriptions\` lists who is.`,
      );
    await print(
      json ? JSON.stringify({ place: placeName(place), removed: true }) : `Removed: ${placeName(place)}`,
    );
  });
}

/** What ANNOUNCE_TO names would be as it says there again at the next start. */
function refuseFixed(app: AppContext, place: Place): void {
  const fixed = parseDestinations(app.config.announce.to, addressings(app.platforms)).some(
    (one) => placeName(one.place) === placeName(place),
  );
  if (fixed)
    throw new CommandFault(
      `${placeName(place)} stands in ANNOUNCE_TO: change it there, and start the bot again.`,
    );
}

/** By the names that ANNOUNCE_TO has for them. */
function wishesOf(options: AddOptions): readonly (readonly [string, string])[] {
  const { tag, category, lang, silent, mention, crosspost, digest, at, quiet, timezone } = options;
  const given: Readonly<Record<string, string | undefined>> = {
    lang,
    silent: silent ? "true" : undefined,
    role: mention,
    crosspost: crosspost ? "true" : undefined,
    digest,
    at,
    quiet,
    zone: timezone,
  };
  return [
    ...tag.map((name) => ["tag", name] as const),
    ...category.map((name) => ["category", name] as const),
    ...Object.entries(given).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  ];
}

/** As `/subscriptions` says it, and what only an owner gives. */
const wishesInWords = (wishes: Wishes): string =>
  [describeWishes(wishes, localeFor("en")), wishes.crosspost && "crossposted"]
    .filter((part) => typeof part === "string")
    .join("; ");

const row = ({ place, origin, createdAt, wishes, suspended }: Subscription) => ({
  cells: [
    placeName(place),
    origin === "config" ? "ANNOUNCE_TO" : "request",
    moment(createdAt),
    wishesInWords(wishes),
  ],
  note: suspended && `nothing is sent there since ${moment(suspended.since)}: ${inWords(suspended.reason)}`,
});

const subscriptionJson = ({ place, origin, createdAt, wishes, locale, suspended }: Subscription): string =>
  JSON.stringify({
    place: placeName(place),
    origin,
    since: isoMoment(createdAt),
    wishes,
    locale,
    suspended: suspended && { since: isoMoment(suspended.since), reason: reasonJson(suspended.reason) },
  });
