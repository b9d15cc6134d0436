// /why POST: when a post was noticed, when its page was live, and where it was sent; for those who may subscribe.
import { bullets, paragraph, text } from "../document/builders.js";
import { postButton, remark } from "./answers.js";
import { minuteIn } from "../post/date.js";
import { foldName } from "../post/names.js";
import { isVisible, type Post } from "../post/post.js";
import { decisions } from "../reply/notice.js";
import type { Action, Button } from "../reply/reply.js";
import type { History } from "../subscription/subscription-service.js";
import { isTakenBack, type Reason } from "../subscription/reason.js";
import type { Locale } from "../locale/locale.js";
import type { Command, Context } from "./command.js";
import { findPost, postOption, suggestPosts } from "./find-post.js";
import { exampleOf } from "./nothing-found.js";

export const why: Command = {
  name: "why",
  description: ({ say }) => say.describeWhy,
  options: [postOption],
  needs: "manager",

  async run({ query = "" }, context) {
    const { subscriptions, place, locale } = context;
    const { say } = locale;
    const wanted = query.trim();
    if (wanted === "") return remark(say.needQuery(exampleOf("why", context)));
    const [post, ...others] = postsMeant(wanted, context);
    if (!post) return remark(say.nothingFound(wanted));
    if (others.length > 0)
      return remark(say.severalFit(wanted), [post, ...others].slice(0, MOST_CHOICES).map(whyButton));
    const history = await subscriptions.history(post.id, place);
    const buttons = [
      ...(context.desk && (await context.desk.isHeld(post.id))
        ? decisions({ post: post.id }, 1, locale)
        : []),
      ...(isVisible(post) ? [postButton(post)] : []),
    ];
    const lines = [...hiddenLines(post, context), ...(history ? linesOf(history, context) : [])];
    if (lines.length === 0) return remark(say.neverSeen(post.title), buttons);
    return {
      title: post.title,
      body: [bullets(...lines.map((line) => paragraph(text(line))))],
      buttons,
      posts: isVisible(post) ? [post] : [],
      audience: "asker",
    };
  },

  suggest: (_option, typed, context) => suggestPosts(typed, context),
};

const MOST_FAILURES = 5;
const MOST_CHOICES = 5;

const whyButton = (post: Post): Button<Action> => ({
  label: post.title,
  action: { command: "why", args: { query: post.id } },
});

/** The post that is meant. The owner also means posts that readers do not see, of which several may fit. */
function postsMeant(wanted: string, context: Context): readonly Post[] {
  const visible = findPost(wanted, context);
  const hidden = (context.desk?.all() ?? []).filter((post) => !isVisible(post));
  const folded = foldName(wanted);
  const named = hidden.filter(
    ({ id, title, source }) => id === wanted || foldName(title) === folded || foldName(source) === folded,
  );
  if (named.length > 0) return named;
  const alike = visible.isNamed ? [] : hidden.filter(({ title }) => foldName(title).includes(folded));
  return alike.length > 0 ? alike : visible.best.slice(0, 1);
}

/** Why readers do not see it; nothing of a post that they do. */
function hiddenLines({ visibility, date }: Post, { locale: { say }, library }: Context): readonly string[] {
  if (visibility === "public") return [];
  if (visibility !== "scheduled" || date === null) return [say.owner.unseen[visibility]];
  return [say.owner.scheduledFor(minuteIn(date.instant, library.site.timezone))];
}

const PLACES = ["sent", "coming", "unsure", "held", "failed"] as const;

/** For how many places a post is how far; those it was sent to are told even when there are none. */
export const placesIn = (places: History["places"], { comma, whyPlaces }: Locale["say"]): string =>
  PLACES.filter((how) => how === "sent" || places[how] > 0)
    .map((how) => whyPlaces[how](places[how]))
    .join(comma);

/** The stations of a post, in their order. */
function linesOf(history: History, { locale: { say }, library }: Context): readonly string[] {
  const { state, reason, seenAt, liveAt, checkAt, toldAt, places, failures, here } = history;
  const when = (at: number | null): string => (at === null ? "–" : minuteIn(at, library.site.timezone));
  const words = (reason: Reason | null): string => (reason === null ? "–" : say.reason(reason));
  const lines = [say.whySeen(when(seenAt))];
  if (liveAt !== null) lines.push(say.whyLive(when(liveAt)));
  if (state === "waiting")
    lines.push(
      reason === null ? say.whyWaits(when(checkAt)) : say.whyWaitsBecause(say.reason(reason), when(checkAt)),
    );
  if (state === "held") lines.push(say.whyHeld);
  if (state === "none") lines.push(say.whyNot(words(reason)));
  if (toldAt === null) return lines;
  lines.push(say.whyTold(when(toldAt), placesIn(places, say)));
  if (isTakenBack(reason)) lines.push(say.whyTakenBack);
  lines.push(
    here === null ? say.whyNotHere : say.whyHere[here.status](when(here.at), words(here.reason)),
    ...failures.slice(0, MOST_FAILURES).map((failure) => say.whyFailed(say.reason(failure))),
  );
  return lines;
}
