// /why POST: when a post was noticed, when its page was live, and where it was sent; for those who may subscribe.
import { bullets, paragraph, text } from "../document/builders.js";
import { postButton, remark } from "./answers.js";
import { utcMinute } from "../post/date.js";
import type { History } from "../subscription/subscription-service.js";
import { isTakenBack, type Reason } from "../subscription/reason.js";
import type { Locale } from "../locale/locale.js";
import type { Command } from "./command.js";
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
    const [post] = findPost(wanted, context).best;
    if (!post) return remark(say.nothingFound(wanted));
    const history = await subscriptions.history(post.id, place);
    if (!history) return remark(say.neverSeen(post.title), [postButton(post)]);
    return {
      title: post.title,
      body: [bullets(...linesOf(history, locale).map((line) => paragraph(text(line))))],
      buttons: [postButton(post)],
      posts: [post],
      audience: "asker",
    };
  },

  suggest: (_option, typed, context) => suggestPosts(typed, context),
};

const MOST_FAILURES = 5;

const PLACES = ["sent", "coming", "unsure", "held", "failed"] as const;

/** For how many places a post is how far; those it was sent to are told even when there are none. */
const placesIn = (places: History["places"], { comma, whyPlaces }: Locale["say"]): string =>
  PLACES.filter((how) => how === "sent" || places[how] > 0)
    .map((how) => whyPlaces[how](places[how]))
    .join(comma);

/** The stations of a post, in their order. */
function linesOf(history: History, { say }: Locale): readonly string[] {
  const { state, reason, seenAt, liveAt, checkAt, toldAt, places, failures, here } = history;
  const when = (at: number | null): string => (at === null ? "–" : utcMinute(at));
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
