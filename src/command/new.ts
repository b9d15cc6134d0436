// /new: the posts that came since the reader last asked for them in this chat.
import { DateTime } from "luxon";
import { paragraph } from "../document/builders.js";
import type { Reply } from "../reply/reply.js";
import { postButton, postList, remark } from "./answers.js";
import type { Command, Context, ReplyWithChange } from "./command.js";

const NAME = "new";
/** So many of the newest are shown to who asks for the first time. */
const FIRST = 5;

/** A day as the reader's language writes it, by the blog's clock. */
export const dayOf = (at: number, { library, locale }: Pick<Context, "library" | "locale">): string =>
  locale.day(
    DateTime.fromMillis(at, { zone: library.site.timezone ?? "utc" }).toFormat("yyyy-MM-dd'T'HH:mm:ss"),
  );

export const newPosts: Command = {
  name: NAME,
  description: ({ say }) => say.describeNew,
  options: [],

  async run({ since = "" }, context): Promise<Reply | ReplyWithChange> {
    const { kept, library, locale, prefix } = context;
    const { say } = locale;
    const newest = library.visible().slice(0, FIRST);
    if (newest.length === 0) return remark(say.noPosts);
    const latest = postList(say.latestTitle, newest, { command: NAME, args: {} }, context);
    if (!kept) return latest;
    // Another page of an answer given before.
    const page = /^\d{1,15}$/.test(since) ? Number(since) : null;
    const last = page ?? (await kept.lastVisit());
    const change = { kind: "visited" } as const;
    if (last === null)
      return { change, reply: { ...latest, body: [paragraph(say.newFromNow(`${prefix}${NAME}`))] } };
    const appeared = new Set(await kept.appeared(last));
    const posts = library.visible().filter(({ id }) => appeared.has(id));
    const day = dayOf(last, context);
    if (posts.length === 0)
      return { change, reply: remark(say.nothingNew(day), newest.slice(0, 1).map(postButton)) };
    const request = { command: NAME, args: { since: String(last) } };
    const reply = postList(say.newSince(posts.length, day), posts, request, context);
    return page === null ? { change, reply } : reply;
  },
};
