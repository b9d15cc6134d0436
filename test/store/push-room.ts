// A store of its own for every test, with subscribers in it and a worker that claims.
import { afterEach, beforeEach } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import type { OutboxRow } from "../../src/store/outbox.js";
import type { Store } from "../../src/store/store.js";
import { everything, type Wishes } from "../../src/subscription/subscription.js";
import type { Kind, TestDatabase } from "./databases.js";

export const now = Date.UTC(2026, 5, 1, 12);
/** The first term of its lease. */
export const worker = "me|1";
const MINUTE = 60_000;

/** To be called inside a `describe`; the tests are skipped where the database is not to be had. */
export function pushRoom({ ready, skip }: Pick<Kind, "ready" | "skip">) {
  let database: TestDatabase | undefined;
  let store: Store | undefined;
  beforeEach(async (context) => {
    if (skip) return context.skip(skip);
    database = await ready();
    store = await openStore(database.options);
    await store.takeLease({ name: "send discord", holder: "me", lasts: MINUTE, isDead: () => false });
  });
  afterEach(async () => {
    await store?.close();
    await database?.remove();
  });
  const open = (): Store => {
    if (!store) throw new Error("the store is open within a test only");
    return store;
  };

  return {
    get store() {
      return open();
    },
    /** The same database, opened once more. */
    another: async (): Promise<Store> => {
      if (!database) throw new Error("the database is there within a test only");
      return openStore(database.options);
    },
    subscribe: (address: string, wishes: Partial<Wishes> = {}) =>
      open().subscriptions.put(
        {
          place: { platform: "discord", address },
          wishes: { ...everything, ...wishes },
          origin: "chat",
          locale: null,
        },
        now,
      ),
    claim: (at = now + 1000, limit = 10, by = worker) =>
      open().outbox.claimDue({ platform: "discord", worker: by, now: at, leaseUntil: at + 1000, limit }),
    keysOf: (rows: readonly OutboxRow[]) => ({ keys: rows.map((row) => row.key), worker }),
  };
}
