// /why POST: when a post was noticed, when its page was live, and where it was sent; for those who may subscribe.
import { bullets, paragraph, text } from "../document/builders.js";
import { postButton, remark } from "./answers.js";
import type { Command } from "./command.js";
import { exampleOf, findPost, post } from "./post.js";
import { refusal } from "./subscriptions.js";

export const why: Command = {
  name: "why",
  description: ({ say }) => say.describeWhy,
  options: [
    {
      name: "query",
      description: ({ say }) => say.optionQuery,
      required: true,
      kind: "text",
      suggests: true,
    },
  ],
  async run({ query = "" }, context) {
    const { desk, locale } = context;
    const { say } = locale;
    const refused = await refusal(context);
    if (refused || !desk) return refused ?? remark(say.cannotPush);
    const wanted = query.trim();
    const found = findPost(wanted, context).fit[0];
    if (!found)
      return remark(wanted === "" ? say.needQuery(exampleOf("why", context)) : say.nothingFound(wanted));
    const history = await desk.history(found.id);
    if (!history) return remark(say.neverSeen(found.title), [postButton(found)]);
    const when = (at: number): string => new Date(at).toISOString().replace("T", " ").slice(0, 16) + " UTC";
    const sent = Object.entries(history.sent).map(([state, count]) => `${count} ${state}`);
    const lines = [
      say.whySeen(when(history.seenAt)),
      history.liveAt !== null && say.whyLive(when(history.liveAt)),
      history.toldAt !== null && say.whyTold(when(history.toldAt), sent.join(", ") || "0"),
      history.toldAt === null && say.whyNot(history.state, history.reason ?? ""),
      ...history.failures.slice(0, 5).map((failure) => say.whyFailed(failure)),
    ].filter((line) => typeof line === "string");
    return {
      title: found.title,
      body: [bullets(...lines.map((line) => paragraph(text(line))))],
      buttons: [postButton(found)],
      posts: [found],
      audience: "asker",
    };
  },
  suggest: (option, typed, context) => post.suggest?.(option, typed, context) ?? [],
};
