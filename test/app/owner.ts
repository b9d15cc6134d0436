// A store as a bot leaves it behind, for the commands of its owner.
import { factsOf, aPost } from "../fixtures/a-post.js";
import { openStore } from "../../src/store/open-store.js";
import type { Store } from "../../src/store/store.js";
import { everything, type Wishes } from "../../src/subscription/subscription.js";
import { folderOf } from "./program.js";
import { runShared } from "./shared-program.js";

export { aPost, factsOf };

/** A data folder whose store `fill` has written into. */
export async function storeWith(fill: (store: Store) => Promise<void>): Promise<string> {
  const dataDir = await folderOf({});
  const store = await openStore({ dataDir, databaseUrl: null });
  await fill(store);
  await store.close();
  return dataDir;
}

export const subscribe = (store: Store, platform: string, address: string, wishes: Partial<Wishes> = {}) =>
  store.subscriptions.put(
    { place: { platform, address }, wishes: { ...everything, ...wishes }, origin: "chat", locale: null },
    Date.now(),
  );

/** What a command prints, which must end well; lines of JSON are read. */
export async function told(
  dataDir: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { code, stdout, stderr } = await runShared(args, { DATA_DIR: dataDir, ...settings });
  if (code !== 0 || stderr !== "") throw new Error(`${args.join(" ")} ended with ${code}: ${stderr}`);
  return stdout;
}

export const toldJson = async (...given: Parameters<typeof told>): Promise<readonly unknown[]> =>
  (await told(given[0], [...given[1], "--json"], given[2]))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as unknown);
