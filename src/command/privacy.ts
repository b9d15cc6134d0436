// /privacy and /forget: what is kept of who asks and of this chat, and its removal.
import { bullets, paragraph } from "../document/builders.js";
import type { Action, Button } from "../reply/reply.js";
import { remark } from "./answers.js";
import type { Command, Context } from "./command.js";
import { dayOf } from "./new.js";
import { describeWishes } from "./subscriptions.js";

/** Asks what is kept. */
export const showPrivacy: Action = { command: "privacy", args: {} };

/** Something that is kept, in words, and the button that ends it. */
interface KeptThing {
  readonly line: string;
  readonly end: Button<Action>;
}

async function visitOf(context: Context): Promise<readonly KeptThing[]> {
  const { say } = context.locale;
  const at = (await context.kept?.lastVisit()) ?? null;
  if (at === null) return [];
  const line = say.keptVisit(`${context.prefix}new`, dayOf(at, context));
  return [{ line, end: { label: say.forgetIt, action: { command: "forget", args: {} }, style: "danger" } }];
}

async function subscriptionOf({ kept, locale }: Context): Promise<readonly KeptThing[]> {
  const { say } = locale;
  const known = (await kept?.subscription()) ?? null;
  if (!known) return [];
  const end = { label: say.describeUnsubscribe, action: { command: "unsubscribe", args: {} } };
  return [{ line: say.subscribed(describeWishes(known.wishes, locale)), end }];
}

export const privacy: Command = {
  name: "privacy",
  description: ({ say }) => say.describePrivacy,
  options: [],

  async run(_args, context) {
    const { say } = context.locale;
    const things = [...(await visitOf(context)), ...(await subscriptionOf(context))];
    const lines = things.length > 0 ? things.map(({ line }) => line) : [say.keptNothing];
    return {
      title: say.privacyTitle,
      body: [bullets(...[...lines, say.keptBriefly].map((line) => paragraph(line)))],
      buttons: things.map(({ end }) => end),
      posts: [],
      audience: "asker",
    };
  },
};

export const forget: Command = {
  name: "forget",
  description: ({ say }) => say.describeForget,
  options: [],

  async run(_args, context) {
    const left = await subscriptionOf(context);
    const forgotten = context.locale.say.forgotten(`${context.prefix}new`);
    const reply = remark(
      [forgotten, ...left.map(({ line }) => line)].join(" "),
      left.map(({ end }) => end),
    );
    return { change: { kind: "forget" }, reply };
  },
};
