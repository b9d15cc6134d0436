// The questions of `postern init`, each answer checked by what will use it: the blog is read, tokens are signed in with.
import { resolve } from "node:path";
import type { ChatState } from "../../chat/chat.js";
import type { Platform } from "../../chat/platform.js";
import { readConfig } from "../../config.js";
import { checkPlace } from "../../delivery/check-place.js";
import { percentDecoded } from "../../document/decoded.js";
import { safeLine } from "../../document/safe-text.js";
import type { Report } from "../../doctor/report.js";
import { generatorNamed, isSiteRoot } from "../../generator/detect.js";
import type { Locale } from "../../locale/locale.js";
import { createLogger } from "../../log.js";
import { faultsOf, type Environment } from "../../setting.js";
import { settings } from "../../settings.js";
import { findSiteRoot } from "../../source/root.js";
import { SourceError } from "../../source/source.js";
import { DestinationError, parseDestinations, type Destination } from "../../subscription/announce-to.js";
import { placeName } from "../../subscription/place.js";
import { CommandFault } from "../fault.js";
import { invitationLines } from "../invitations.js";
import { look } from "../look.js";
import type { Asking } from "./asking.js";
import { blogSetting } from "./blog-setting.js";
import type { SetupWords } from "./words.js";
import { accessInWords } from "../in-words.js";

export interface Session {
  readonly platforms: readonly Platform[];
  readonly words: SetupWords;
  readonly locale: Locale;
  readonly ask: Asking;
  /** The blog as it was named on the command line. */
  readonly blog: string | null;
  /** What `.env` and the environment say. */
  readonly given: Environment;
  /** What is to be written, by the variables' names; filled as questions are answered. */
  readonly answers: Record<string, string>;
}

const setting = ({ given, answers }: Session, name: string): string => answers[name] ?? given[name] ?? "";
const configOf = ({ platforms, given, answers }: Session) => readConfig(platforms, { ...given, ...answers });

/** Asks until the blog can be read; resolves with its title. Throws SourceError or CommandFault where nobody can be asked. */
export async function askForBlog(session: Session): Promise<string> {
  const { words, ask, answers } = session;
  let initial =
    session.blog ?? (setting(session, "SOURCE") || setting(session, "POSTS_DIR") || (await here()));
  for (;;) {
    const typed = await ask.text(words.whichBlog, initial, (text) =>
      blogSetting(text) ? null : words.noSuchFolder(text || "…"),
    );
    Object.assign(answers, blogSetting(typed));
    try {
      const report = await readBlog(session);
      ask.say(blogLines(report, words).join("\n"));
      if (report.counts.posts === 0) ask.warn(words.noPosts);
      if (report.counts.posts > 0 || !ask.again) {
        await askForSite(session, report);
        return report.title;
      }
    } catch (error) {
      if (!(error instanceof SourceError) || !ask.again) throw error;
      ask.warn(error.message);
    }
    initial = typed;
  }
}

/** The folder that `postern init` is called in, where it is a blog's. */
const here = async (): Promise<string> => {
  const root = await findSiteRoot(resolve("."), isSiteRoot, resolve("."));
  return root === null ? "" : ".";
};

async function readBlog(session: Session): Promise<Report> {
  const { words, ask } = session;
  const config = configOf(session);
  const log = createLogger({ level: "error", format: config.logFormat, secrets: config.secrets });
  const what = /\bgit:/.test(config.source.names ?? "") ? words.fetching : words.reading;
  const { report } = await ask.during(what, look({ config, log }, false));
  return report;
}

function blogLines(report: Report, { blogFact, noLink, machinesZone }: SetupWords): readonly string[] {
  const { generator, counts, newest, timezone } = report;
  const facts = [
    [blogFact.generator, generatorNamed(generator.name)?.title ?? generator.name],
    [blogFact.posts, String(counts.visible)],
    [blogFact.newest, newest ? `${newest.day} ${newest.title}` : "–"],
    [blogFact.link, newest?.url ? percentDecoded(newest.url) : noLink],
    [blogFact.timezone, timezone.site ?? machinesZone(timezone.machine)],
  ] as const;
  return facts.map(([name, value]) => `${name}: ${safeLine(value)}`);
}

/** What the site's own files do not say. */
async function askForSite(session: Session, { url, timezone }: Report): Promise<void> {
  const { words, ask, answers } = session;
  const answer = async (name: string, question: string, initial: string): Promise<void> => {
    const check = (text: string): string | null =>
      text === "" ? null : (faultsOf(settings, { [name]: text })[0] ?? null);
    answers[name] = await ask.text(question, setting(session, name) || initial, check);
  };
  if (url === null) await answer("SITE_URL", words.siteUrl, "");
  // Nobody asked, the machine's zone stays what it is by default: it may be another one tomorrow.
  if (timezone.site === null)
    await answer("SITE_TIMEZONE", words.timezone, ask.again ? timezone.machine : "");
}

/** Asks for the token of each platform until its platform takes it, or none is given. */
export async function askForTokens(session: Session): Promise<void> {
  for (const platform of session.platforms) await askForToken(session, platform);
}

async function askForToken(session: Session, platform: Platform): Promise<void> {
  const { platforms, words, ask, answers } = session;
  const { title, name } = platform;
  const hint = words.howToGet[name] ?? "";
  const fits = (one: Platform, token: string): boolean =>
    faultsOf(one.settings, { [one.token]: token }).length === 0;
  for (;;) {
    const question = setting(session, platform.token) === "" ? words.tokenOf(title) : words.tokenKept(title);
    const typed = await ask.secret(question, hint, (token) =>
      platforms.some((one) => fits(one, token)) ? null : words.notAToken(title),
    );
    const meant = typed === "" ? platform : (platforms.find((one) => fits(one, typed)) ?? platform);
    if (meant !== platform) ask.warn(words.tokenOfAnother(meant.title));
    if (typed !== "") answers[meant.token] = typed;
    const state = await signIn(session, meant);
    if (state?.kind === "refused") {
      if (!ask.again) throw new CommandFault(state.reason);
      ask.warn(state.reason);
    } else if (meant === platform) return;
  }
}

async function signIn(
  session: Session,
  { title, token, signIn: whose }: Platform,
): Promise<ChatState | null> {
  const { words, ask } = session;
  if (setting(session, token) === "") return null;
  const settings = { ...session.given, ...session.answers };
  const state = await ask.during(words.asking(title), whose(settings));
  if (state?.kind === "unreachable") ask.warn(words.unreachable(title, state.reason));
  if (state?.kind === "connected") {
    const links = invitationLines(state.invitations, session.locale);
    ask.say([words.connected(title, state.as), ...links].join("\n"));
  }
  return state;
}

/** Of what ANNOUNCE_TO says. Throws DestinationError. */
export const destinationsOf = (session: Session): readonly Destination[] =>
  parseDestinations(
    setting(session, "ANNOUNCE_TO"),
    session.platforms.map(({ addressing }) => addressing),
  );

/** Asks where to announce, if there is a bot that could; tells whether it may write there. */
export async function askForPlaces(session: Session): Promise<void> {
  const { platforms, words, ask, answers } = session;
  if (platforms.every(({ token }) => setting(session, token) === "")) return;
  const check = (text: string): string | null => {
    try {
      parseDestinations(
        text,
        platforms.map(({ addressing }) => addressing),
      );
      return null;
    } catch (error) {
      if (error instanceof DestinationError) return error.message;
      throw error;
    }
  };
  answers["ANNOUNCE_TO"] = await ask.text(words.announceTo, setting(session, "ANNOUNCE_TO"), check);
  for (const { place } of destinationsOf(session)) {
    const platform = platforms.find(({ name }) => name === place.platform);
    const messenger = await platform?.messenger({ ...session.given, ...answers });
    const access = await checkPlace(place, messenger ? [messenger] : []);
    const text = accessInWords(access, platform?.token ?? "");
    ask[access.may === "yes" ? "say" : "warn"](`${placeName(place)}: ${text}`);
  }
}
