// `postern start`: the bot until it is told to stop.
import type { AppContext } from "../blog.js";
import type { Log } from "../log.js";
import { localeFor } from "../locale/locale.js";
import { startPostern } from "../main.js";
import { invitationLines } from "./invitations.js";
import { print } from "./output.js";

/** From the signal on, in ms: what hangs is cut off. While still starting there is little to finish. */
const LAST_MOMENT = { starting: 1_000, running: 4_500 };

export async function start(app: AppContext): Promise<void> {
  watchForUnexpectedErrors(app.log);
  let stage: keyof typeof LAST_MOMENT = "starting";
  const { drain } = app.config;
  const cutOff = (code: number): void => {
    const drains = stage === "running" && code === 0 ? drain : 0;
    setTimeout(() => process.exit(code), LAST_MOMENT[stage] + drains).unref();
  };
  const told = signal(() => cutOff(0));
  const postern = await startPostern(app);
  stage = "running";
  await print(`Ask your blog at ${postern.url}`);
  for (const { state } of postern.chats())
    if (state?.kind === "connected")
      for (const line of invitationLines(state.invitations, localeFor(null)))
        await print(`${state.as}: ${line}`);
  // Either the owner stops it, or no chat is left and `ended` says why.
  const fault = await Promise.race([told, postern.ended]);
  if (fault) cutOff(1);
  else if (drain > 0) await postern.drain();
  await postern.stop();
  if (fault) throw fault;
}

/**
 * The one place for what nobody caught. What a rejection belonged to has failed by itself and the rest goes on; an
 * exception may leave anything half done, so whoever watches the process (systemd, Docker) starts it anew.
 */
function watchForUnexpectedErrors(log: Log): void {
  process.on("unhandledRejection", (err) =>
    log.error({ err }, "Unexpected error (unhandled rejection): Postern goes on; please report it"),
  );
  process.on("uncaughtException", (err) => {
    log.error(
      { err },
      "Unexpected error (uncaught exception): Postern ends with code 1, to be started anew; please report it",
    );
    // Lines for people are written a moment later.
    setImmediate(() => process.exit(1));
  });
}

/** Resolves at the first SIGTERM or SIGINT, of which `first` is told; a second one ends at once. */
const signal = (first: () => void): Promise<null> =>
  new Promise((resolve) => {
    for (const name of ["SIGTERM", "SIGINT"] as const) {
      process.once(name, () => {
        first();
        resolve(null);
        process.once(name, () => process.exit(130));
      });
    }
  });
