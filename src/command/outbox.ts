// /outbox: what is to be sent and what waits for a decision; for the owner alone.
import { bullets, paragraph, text } from "../document/builders.js";
import { nameLine, pageOf, POSTS_PER_PAGE } from "../reply/list.js";
import type { Action, Reply } from "../reply/reply.js";
import type { DeskLine } from "../subscription/owner-desk.js";
import type { OwnerCommand, OwnerContext } from "./command.js";
import { placesIn } from "./why.js";

const NAME = "outbox";

export const outbox: OwnerCommand = {
  name: NAME,
  description: ({ say }) => say.owner.describeOutbox,
  options: [],
  needs: "owner",

  async run(_args, context): Promise<Reply> {
    const { desk, locale, page } = context;
    const { say } = locale;
    const { lines, held, waiting, messages } = await desk.outbox();
    const numbers = [
      ...(held > 0 ? [say.owner.notice.held(held)] : []),
      ...(waiting > 0 ? [say.owner.waiting(waiting)] : []),
      placesIn(messages, say),
    ];
    const { shown, ...paged } = pageOf(lines, {
      size: POSTS_PER_PAGE,
      wanted: page,
      request: { command: NAME, args: {} },
    });
    return {
      title: say.owner.outbox,
      body: [bullets(...numbers.map((line) => paragraph(text(line))))],
      list: shown.map((line) => nameLine(line.title, detailOf(line, context), whyOf(line.postId))),
      ...paged,
      buttons: [],
      posts: [],
      audience: "asker",
    };
  },
};

const whyOf = (query: string): Action => ({ command: "why", args: { query } });

const detailOf = ({ state, to, reason }: DeskLine, { locale: { say } }: OwnerContext): string =>
  [say.owner.states[state], to, reason && say.reason(reason)].filter((part) => part !== null).join(" · ");
