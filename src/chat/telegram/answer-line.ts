// What a line is answered with: the dispatcher's answer, or the sentence itself with links to the posts it names.
import type { Asker, Dispatcher } from "../../command/dispatcher.js";
import type { SealedReply } from "../../reply/reply.js";
import { deepLink } from "./deep-link.js";
import type { AskedLine } from "./line.js";

export interface LineDeps {
  readonly dispatcher: Dispatcher;
  /** The bot's name, without `@`. */
  readonly bot: string;
}

/** What a line is answered with, and whether that is the sentence itself with links. */
export async function answerLine(
  { line, others, opens }: AskedLine,
  asker: Asker,
  deps: LineDeps,
): Promise<{ readonly reply: SealedReply; readonly isLinked: boolean }> {
  const { dispatcher } = deps;
  if (opens) {
    const action = { command: opens.command, args: { query: opens.post } };
    return { reply: await dispatcher.open(action, asker), isLinked: false };
  }
  if (others) return { reply: await dispatcher.askAbout(line, asker), isLinked: false };
  const linked = await dispatcher.link(line, asker, addressIn(deps));
  return { reply: linked ?? (await dispatcher.ask(line, asker)), isLinked: linked !== null };
}

/** Where a link to a post leads: to the blog, or to the bot where its address is unknown. */
export const addressIn =
  ({ bot }: LineDeps) =>
  ({ id, url }: { readonly id: string; readonly url: string | null }): string | null =>
    url ?? deepLink(bot, { to: "post", value: id });
