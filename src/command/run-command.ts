// Runs one command for who asks, with what it needs: a place that pushes, the right to decide for it, the owner's desk.
import type { Answers } from "../reply/form.js";
import type { Reply } from "../reply/reply.js";
import type { Place } from "../subscription/place.js";
import type { SubscriptionService } from "../subscription/subscription-service.js";
import { remark } from "./answers.js";
import type { Args, Command, Context, ReplyWithChange } from "./command.js";
import type { Asker } from "./dispatcher.js";

export interface CommandRun {
  readonly args: Args;
  /** What was filled into its form; absent where it was not asked by one. */
  readonly answers: Answers | undefined;
  readonly context: Context;
  readonly asker: Asker;
  /** Absent where nothing can be pushed. */
  readonly subscriptions: SubscriptionService | undefined;
}

/** A command about a place is refused where there is none, and to who may not decide for it. */
export async function runCommand(command: Command, run: CommandRun): Promise<Reply | ReplyWithChange> {
  const { args, context, asker, subscriptions } = run;
  if (command.needs === undefined) return command.run(args, context);
  const { say } = context.locale;
  if (command.needs === "owner")
    return context.desk ? command.run(args, { ...context, desk: context.desk }) : refusal(say.owner.only);
  if (!asker.place || !subscriptions) return remark(say.cannotPush);
  if (command.needs === "manager" && (await asker.mayManage?.()) !== true) return refusal(say.mayNotManage);
  const there = { ...context, ...(await placeOf(asker, asker.place)), subscriptions };
  return run.answers && command.fill ? command.fill(run.answers, there) : command.run(args, there);
}

const placeOf = async (asker: Asker, place: Place) => ({
  place,
  isBeside: asker.isBeside ?? (() => false),
  missingRights: asker.missingRights ?? [],
  extras: asker.extras ?? [],
  roles: (await asker.roles?.()) ?? [],
  toggleRole: asker.toggleRole ?? null,
  takesForms: asker.takesForms ?? false,
  chosenPlace: asker.chosenPlace ?? (() => null),
});

/** What somebody else may do: who may has it still before them. */
const refusal = (text: string): Reply => ({ ...remark(text), isRefusal: true });
