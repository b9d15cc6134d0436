// `postern start`: the bot until it is told to stop.
import { startPostern, type Parts } from "../main.js";
import { print } from "./output.js";

/** A stop that hangs is cut off here: SIGTERM ends within 5 s whatever happens. */
const LAST_MOMENT = 4_700;

export async function start(parts: Parts): Promise<void> {
  const told = signal();
  const postern = await startPostern(parts);
  await print(`Ask your blog at ${postern.url}`);
  // Either the owner stops it, or no chat is left and `ended` says why.
  const fault = await Promise.race([told, postern.ended]);
  const cut = setTimeout(() => process.exit(fault ? 1 : 0), LAST_MOMENT);
  await postern.stop();
  clearTimeout(cut);
  if (fault) throw fault;
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends at once. */
const signal = (): Promise<null> =>
  new Promise((resolve) => {
    for (const name of ["SIGTERM", "SIGINT"] as const) {
      process.once(name, () => {
        resolve(null);
        process.once(name, () => process.exit(130));
      });
    }
  });
