// `postern restore`: puts back a copy of the database, marked so that the bot announces nothing again.
import type { AppContext } from "../blog.js";
import { isDead } from "../delivery/lease-holder.js";
import { putBack } from "../store/put-back.js";
import { CommandFault } from "./fault.js";
import { print } from "./output.js";
import { withStore } from "./with-store.js";

/** `file` null: the database is there already, put back by other means (PostgreSQL's own, or a copy by hand). */
export async function restore(app: AppContext, file: string | null): Promise<void> {
  const { dataDir, databaseUrl } = app.config;
  if (file !== null && databaseUrl !== null)
    throw new CommandFault(
      "DATABASE_URL names PostgreSQL: put its backup back with pg_restore, then call `postern restore` without a file. An export is taken in by `postern import`.",
    );
  if (file === null) await withStore(app, false, (store) => store.markRestored(store.now()));
  else await putBack(file, dataDir, isDead);
  await print(
    "Restored. What is new at the bot's next start may have been announced before: in Discord it looks for it, elsewhere it holds it for you (postern outbox --release, or --seen).",
  );
}
