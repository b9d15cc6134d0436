// What a press on a button that decides about held posts does: for the owner alone.
import { outboxButton } from "../reply/notice.js";
import type { Reply } from "../reply/reply.js";
import { remark } from "./answers.js";
import type { Args, OwnerCommand, OwnerContext } from "./command.js";

/** So many titles are repeated. */
const NAMED = 3;

/** `post`: the id of one; `notice`: the message that asked about several. */
async function decide(to: "release" | "dismiss", args: Args, { desk, locale }: OwnerContext): Promise<Reply> {
  const { say } = locale;
  const { post, notice = "" } = args;
  const titles = await desk.decide(to, post === undefined ? { notice } : { post });
  const back = outboxButton(locale);
  if (titles.length === 0) return remark(say.owner.nothingHeld, [back]);
  const said = to === "release" ? say.owner.released : say.owner.dismissed;
  const more = titles.length - NAMED;
  const named = titles.slice(0, NAMED).join(say.comma);
  return remark(said(more > 0 ? `${named}, ${say.owner.andMore(more)}` : named), [back]);
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
