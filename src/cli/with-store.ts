// The store opened for one subcommand, beside a bot that may be running on it.
import type { AppContext } from "../blog.js";
import { openStore } from "../store/open-store.js";
import type { Store } from "../store/store.js";

/** `make`: whether the store may be made when there is none yet. Throws StoreError. */
export async function withStore(
  { config }: AppContext,
  make: boolean,
  work: (store: Store) => Promise<void>,
): Promise<void> {
  const store = await openStore({ ...config, make });
  try {
    await work(store);
  } finally {
    await store.close();
  }
}
