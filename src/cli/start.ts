// `postern start`: the bot until it is told to stop.
import type { AppContext } from "../blog.js";
import { localeFor } from "../locale/locale.js";
import { startPostern } from "../main.js";
import { invitationLines } from "./invitations.js";
import { print } from "./output.js";

/** From the signal on, in ms: what hangs, also while still starting, is cut off so that the end comes within 5 s. */
const LAST_MOMENT = 4_700;

export async function start(app: AppContext): Promise<void> {
  const told = signal();
  const postern = await startPostern(app);
  await print(`Ask your blog at ${postern.url}`);
  for (const { state } of postern.chats())
    if (state?.kind === "connected")
      for (const line of invitationLines(state.invitations, localeFor(null)))
        await print(`${state.as}: ${line}`);
  // Either the owner stops it, or no chat is left and `ended` says why.
  const fault = await Promise.race([told, postern.ended]);
  if (fault) cutOff(1);
  await postern.stop();
  if (fault) throw fault;
}

const cutOff = (code: number): void => void setTimeout(() => process.exit(code), LAST_MOMENT).unref();

/** Resolves at the first SIGTERM or SIGINT; a second one ends at once. */
const signal = (): Promise<null> =>
  new Promise((resolve) => {
    for (const name of ["SIGTERM", "SIGINT"] as const) {
      process.once(name, () => {
        cutOff(0);
        resolve(null);
        process.once(name, () => process.exit(130));
      });
    }
  });
