// Questions that were told to wait, on every database: left ones go to one process each, and nothing is kept for long.
import { describe, expect, it, vi } from "vitest";
import type { Store } from "../../src/store/store.js";
import { databases } from "./databases.js";
import { later } from "./later.js";
import { twoStores } from "./two-stores.js";

describe.each(databases)("deferred questions on $name", (kind) => {
  const stores = twoStores(kind);

  it("are left to nobody while who promised may live, then to one; done ones to none", async () => {
    const [one, other] = stores as [Store, Store];
    for (const id of ["1", "2", "3"]) await one.deferred.keep("discord", { id, entry: `of ${id}` });
    await one.deferred.keep("discord", { id: "1", entry: "the same question, asked again" });
    expect(await other.deferred.takeLeft("discord")).toEqual([]);
    await one.deferred.done("discord", "3");
    later(21_000);
    const taken = await Promise.all(stores.map((store) => store.deferred.takeLeft("discord")));
    expect(taken.flat().sort((a, b) => a.id.localeCompare(b.id))).toEqual([
      { id: "1", entry: "of 1" },
      { id: "2", entry: "of 2" },
    ]);
    expect(await other.deferred.takeLeft("telegram")).toEqual([]);
  });

  it("go by themselves once they are too old, whichever way questions come by then", async () => {
    const [one, other] = stores as [Store, Store];
    await one.deferred.keep("discord", { id: "1", entry: "with a secret" });
    later(16 * 60_000);
    await other.deferred.forgetOld();
    vi.spyOn(performance, "now").mockRestore();
    vi.useRealTimers();
    later(21_000);
    expect(await one.deferred.takeLeft("discord")).toEqual([]);
  });

  it("that end every process, or are too old, are tried no more", async () => {
    const [one] = stores as [Store];
    await one.deferred.keep("discord", { id: "1", entry: "fatal" });
    let tries = 0;
    for (let at = 1; at < 6; at++) {
      later(21_000);
      tries += (await one.deferred.takeLeft("discord")).length;
    }
    expect(tries).toBe(2);
    await one.deferred.keep("discord", { id: "2", entry: "old" });
    later(16 * 60_000);
    expect(await one.deferred.takeLeft("discord")).toEqual([]);
  });
});
