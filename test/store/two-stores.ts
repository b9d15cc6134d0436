// Two stores on one database, as two processes have them, opened anew for each test.
import { afterEach, beforeEach, vi } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import type { Store } from "../../src/store/store.js";
import type { databases, TestDatabase } from "./databases.js";

/** Filled before each test, which may let time pass by `later`. */
export function twoStores({ ready, skip }: (typeof databases)[number]): readonly Store[] {
  let database: TestDatabase | undefined;
  const stores: Store[] = [];
  beforeEach(async (context) => {
    if (skip) return context.skip(skip);
    database = await ready();
    stores.push(await openStore(database.options), await openStore(database.options));
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    vi.useRealTimers();
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await database?.remove();
  });
  return stores;
}
