// `postern announce POST`: announces a post by hand, or shows what would be sent where.
import { openBlog, saidIn, type Blog, type AppContext } from "../blog.js";
import { addressings } from "../chat/platform.js";
import { findPost } from "../command/find-post.js";
import { counted } from "../doctor/finding.js";
import { safeLine } from "../document/safe-text.js";
import {
  addToOutbox as putIntoOutbox,
  prospects,
  type Prospect,
  type Prospects,
} from "../delivery/announce.js";
import { localeFor } from "../locale/locale.js";
import { openNetwork } from "../net/network.js";
import { checkLive, waitsForPage, type Liveness } from "../news/live-check.js";
import type { Post } from "../post/post.js";
import { announcement } from "../reply/announcement.js";
import { seal } from "../reply/seal.js";
import { parseDestination, type Spelling } from "../subscription/announce-to.js";
import { placeName } from "../subscription/place.js";
import { CommandFault } from "./fault.js";
import { forgetful } from "./forgetful.js";
import { inWords, reasonJson } from "./in-words.js";
import { print } from "./output.js";
import { settle } from "./settle.js";
import { clockName, isoMoment, moment, formatTable } from "./table.js";
import { withStore } from "./with-store.js";

export interface AnnounceOptions {
  readonly to: readonly string[];
  readonly dryRun?: boolean;
  readonly again?: boolean;
  /** Also when the post's page is not live. */
  readonly now?: boolean;
  readonly json?: boolean;
}

const to: Spelling = { where: "--to", example: "postern announce kettle --to telegram:@mychannel" };
/** Whoever has more destinations than this reads them by --json. */
const MOST_ROWS = 200;

export async function announce(app: AppContext, words: string, options: AnnounceOptions): Promise<void> {
  const named = options.to.map((text) => parseDestination(text, to, addressings(app.platforms)).place);
  const blog = await openBlog(app, { memory: forgetful(), lasting: false });
  try {
    await settle(blog.library, blog.settled());
    const post = postMeant(words, blog);
    const wish = {
      places: named.length > 0 ? named : null,
      again: options.again ?? false,
      said: await saidIn(blog.library)(post),
    };
    const live = waitsForPage(app.config.announce.when, blog.library.site.url)
      ? await liveness(post, blog, app)
      : null;
    await withStore(app, false, async (store) => {
      const seen = await prospects(store, post, wish, store.now());
      const [stranger] = seen.strangers;
      if (stranger)
        throw new CommandFault(
          `${placeName(stranger)} is not subscribed. Add it first: postern subscriptions add ${placeName(stranger)}`,
        );
      if (!options.dryRun && live?.live === false && !options.now)
        throw new CommandFault(
          `${nameOf(post)} is not live: ${post.url} (${inWords(live.reason)}). Nothing is sent. When it is there, call this again; or add --now.`,
        );
      const written = options.dryRun ? 0 : await putIntoOutbox(store, post, wish, seen, store.now());
      const shown = {
        post,
        live,
        seen,
        dryRun: options.dryRun ?? false,
        written,
        renderings: await renderings(post, blog, app),
      };
      for (const line of options.json ? [json(shown)] : text(shown)) await print(line);
    });
  } finally {
    await blog.stop();
  }
}

/** The post that `/post` would show. */
function postMeant(words: string, { library, index }: Blog): Post {
  const locale = localeFor("en");
  const { best } = findPost(words.trim(), { library, index, locale });
  const [post, ...others] = best;
  const list = (posts: readonly Post[]): string => posts.map((one) => `\n  ${nameOf(one)}`).join("");
  if (!post) throw new CommandFault(`No post that readers may see fits “${words}”.`);
  if (others.length > 0)
    throw new CommandFault(`Several posts fit “${words}”; name one by its file:${list(best)}`);
  return post;
}

const nameOf = ({ title, source }: Post): string => `“${safeLine(title)}” (${safeLine(source)})`;

const liveness = async (
  { url }: Post,
  { library }: Blog,
  { config }: AppContext,
): Promise<Liveness | null> =>
  url === null ? null : await checkLive(url, library.site.url, openNetwork(config.given));

/** As the chats are given it, in the site's language; a subscriber's own may be another. */
async function renderings(post: Post, { library }: Blog, { config, platforms }: AppContext) {
  const { lang } = library.site;
  const sealed = await seal(announcement([post], localeFor(null, lang)), forgetful());
  return Promise.all(
    platforms.map(async ({ name, title, preview }) => ({
      name,
      title,
      text: (await preview(config.given, lang, null)).text(sealed),
    })),
  );
}

interface AnnounceReport {
  readonly post: Post;
  /** Null where nobody asks whether the page is live. */
  readonly live: Liveness | null;
  readonly seen: Prospects;
  readonly dryRun: boolean;
  readonly written: number;
  readonly renderings: Awaited<ReturnType<typeof renderings>>;
}

const skipped = {
  language: "wants posts in another language",
  subject: "wants other posts",
} as const;

/** `now`, `held` or `not sent`, and why. */
function decision({ what }: Prospect): {
  readonly decision: string;
  readonly why: string | null;
  readonly at: number | null;
} {
  switch (what.kind) {
    case "known":
      return {
        decision: "not sent",
        why:
          what.state === "done"
            ? "it was sent there (--again sends it again)"
            : `its message is ${what.state} (postern outbox)`,
        at: null,
      };
    case "skip":
      return { decision: "not sent", why: skipped[what.why], at: null };
    case "wait":
      return { decision: "held", why: "until the place is open again (postern subscriptions)", at: null };
    case "send":
      return { decision: what.heldFor ? "held" : "now", why: what.heldFor, at: what.at };
  }
}

const isSilent = ({ what }: Prospect): boolean =>
  (what.kind === "send" || what.kind === "wait") && what.silent;

const json = (shown: AnnounceReport): string => {
  const { post, live, seen, dryRun, written, renderings } = shown;
  return JSON.stringify({
    post: { id: post.id, source: post.source, title: post.title, url: post.url },
    live: live && { live: live.live, reason: live.live ? null : reasonJson(live.reason) },
    dryRun,
    written,
    renderings: Object.fromEntries(renderings.map(({ name, text }) => [name, text])),
    destinations: seen.all.map((one) => {
      const { decision: decided, why, at } = decision(one);
      return {
        place: placeName(one.place),
        decision: decided,
        why,
        at: isoMoment(at),
        silent: isSilent(one),
      };
    }),
  });
};

function text(shown: AnnounceReport): readonly string[] {
  const { post, live, seen, dryRun, written } = shown;
  const rows = seen.all.slice(0, MOST_ROWS).map((one) => {
    const { decision: decided, why, at } = decision(one);
    const when = decided === "held" && at !== null ? `held until ${moment(at)}` : decided;
    return {
      cells: [
        placeName(one.place),
        when,
        [why, isSilent(one) && "without a sound"].filter(Boolean).join("; "),
      ],
    };
  });
  const hidden = seen.all.length - rows.length;
  const drawn = shown.renderings.flatMap(({ title, text }) => ["", `In ${title}:`, indented(text)]);
  return [
    nameOf(post),
    ...(live
      ? [live.live ? "Its page is live." : `Its page is not live: ${post.url} (${inWords(live.reason)}).`]
      : []),
    ...(post.announcing.notify === "never"
      ? ["Its front matter says notify: false; this sends it all the same."]
      : []),
    ...(dryRun ? drawn : []),
    "",
    ...(rows.length > 0
      ? formatTable(["destination", `when (${clockName()})`, "why"], rows)
      : ["Nobody has subscribed yet."]),
    ...(hidden > 0 ? [`… and ${hidden} more (--json shows all)`] : []),
    "",
    dryRun
      ? "A dry run: nothing was sent or written."
      : written === 0
        ? "Nothing is sent by this."
        : `${counted(written, "message")} put into the outbox; the bot sends within two seconds, or when it is started next.`,
  ];
}

const indented = (lines: string): string => lines.replace(/^(?=.)/gm, "  ");
