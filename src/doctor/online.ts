// Asks for the pages of the newest posts, and tries which setting would make them right.
import { counted, type Finding } from "./finding.js";
import type { Overrides } from "../generator/generator.js";
import type { Library } from "../library/library.js";
import { isPublicAddress } from "../net/public-address.js";
import { localeFor } from "../locale/locale.js";
import type { Network } from "../net/network.js";
import { checkLive, type Liveness } from "../news/live-check.js";
import type { Source } from "../source/source.js";
import { settingThatHelps, type Reach } from "./try-settings.js";

type Asked = { readonly source: string; readonly url: string } & Liveness;

export interface Online {
  readonly asked: readonly Asked[];
  /** A setting under which every asked page was there, as it would stand in `.env`; null where none was found or needed. */
  readonly proposal: string | null;
  readonly findings: readonly Finding[];
}

/** So many posts tell a rule from an exception. */
const ASKED = 5;

export async function askOnline(
  overrides: Overrides,
  library: Library,
  source: Source,
  network: Network,
): Promise<Online> {
  const siteUrl = library.site.url;
  const posts = library.visible().filter(({ url }) => url !== null);
  if (siteUrl === null || posts.length === 0) return { asked: [], proposal: null, findings: [] };
  // A private address is asked only where the owner named it by SITE_URL: a site's own files may name anything.
  if (overrides.url === null && !isPublicAddress(siteUrl)) return unasked(siteUrl);
  const newest = posts.slice(0, ASKED);
  const reach = (url: string): Promise<Liveness> => checkLive(url, overrides.url, network);
  const isLive: Reach = async (url) => (await reach(url)).live;
  const asked = await Promise.all(
    newest.map(async ({ source: file, url }) => ({
      source: file,
      url: url ?? "",
      ...(await reach(url ?? "")),
    })),
  );
  const dead = asked.flatMap((one) => (one.live ? [] : [one]));
  if (dead.length === 0) return { asked, proposal: null, findings: await anything(siteUrl, isLive) };
  const refused = dead.filter(({ reason }) => reason.code === "page-refuses-bot");
  if (refused.length === dead.length) return { asked, proposal: null, findings: [refusesBot(refused)] };
  const proposal = await settingThatHelps(overrides, newest, source, isLive);
  return { asked, proposal, findings: [notLive(dead, asked.length, proposal)] };
}

const inWords = localeFor("en").say.reason;

const unasked = (url: string): Online => ({
  asked: [],
  proposal: null,
  findings: [
    {
      level: "warning",
      kind: "not live",
      title: `The site says it is at ${url}, which is no public address, so it was not asked.`,
      mend: "Set SITE_URL to the address readers use.",
      items: [],
    },
  ],
});

const itemsOf = (dead: readonly Extract<Asked, { live: false }>[]): Finding["items"] =>
  dead.map(({ source, url, reason }) => ({ source, line: null, text: `${url} (${inWords(reason)})` }));

/** Nothing is known of the links then. */
const refusesBot = (refused: readonly Extract<Asked, { live: false }>[]): Finding => ({
  level: "warning",
  kind: "not live",
  title: "The site refuses the bot, so asking it does not show whether links are right.",
  mend: "Set ANNOUNCE_WHEN=now, or let the user agent “Postern” through.",
  items: itemsOf(refused),
});

const notLive = (
  dead: readonly Extract<Asked, { live: false }>[],
  asked: number,
  proposal: string | null,
): Finding => ({
  level: "fault",
  kind: "not live",
  title: `${dead.length} of the ${counted(asked, "newest post")} ${dead.length === 1 ? "is" : "are"} not where the link leads.`,
  mend:
    proposal !== null
      ? `Set ${proposal} (with it, all ${asked} answer).`
      : dead.length < asked
        ? "Are these published yet? The others are where they should be."
        : "Check SITE_URL, PERMALINK and BUILD_TIMEZONE against a post in your browser; no simple change of them was right.",
  items: itemsOf(dead),
});

/** A site that answers 200 to any address cannot tell right from wrong. */
async function anything(siteUrl: string, reach: Reach): Promise<readonly Finding[]> {
  const live = await reach(`${siteUrl}/there-is-no-such-page-${Date.now().toString(36)}/`);
  if (!live) return [];
  const title = "The site answers to every address, so asking it does not show whether links are right.";
  return [{ level: "note", kind: "not live", title, mend: null, items: [] }];
}
