// What a press on a button that decides about held posts does: for the owner alone.
import { outboxButton } from "../reply/notice.js";
import type { Locale } from "../locale/locale.js";
import type { Reply } from "../reply/reply.js";
import { remark } from "./answers.js";
import type { Args, OwnerCommand, OwnerContext } from "./command.js";

/** So many titles are repeated. */
const NAMED = 3;

/** `post`: the id of one; `notice`: the message that asked about several. */
async function decide(to: "release" | "dismiss", args: Args, { desk, locale }: OwnerContext): Promise<Reply> {
  const { post, notice = "" } = args;
  const titles = await desk.decide(to, post === undefined ? { notice } : { post });
  return remark(decided(to, titles, locale), [outboxButton(locale)]);
}

/** What was decided, about posts of these titles. */
export function decided(to: "release" | "dismiss", titles: readonly string[], { say }: Locale): string {
  if (titles.length === 0) return say.owner.nothingHeld;
  const said = to === "release" ? say.owner.released : say.owner.dismissed;
  const more = titles.length - NAMED;
  const named = titles.slice(0, NAMED).join(say.comma);
  return said(more > 0 ? `${named}, ${say.owner.andMore(more)}` : named);
}

/** In no menu: only buttons give it. */
const decision = (name: "release" | "dismiss"): OwnerCommand => ({
  name,
  description: ({ say }) => say.owner.describeOutbox,
  options: [],
  needs: "owner",
  run: (args, context) => decide(name, args, context),
});
export const release = decision("release");
export const dismiss = decision("dismiss");
