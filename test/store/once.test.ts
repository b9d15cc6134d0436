// What is done once, on every database: by one of several processes, and by another where that one may have ended.
import { beforeEach, describe, expect, it } from "vitest";
import { DoneElsewhere, onceBy } from "../../src/chat/once.js";
import { databases } from "./databases.js";
import { later } from "./later.js";
import { twoStores } from "./two-stores.js";

describe.each(databases)("what is done once, on $name,", (kind) => {
  const stores = twoStores(kind);
  const processes = () => stores.map((store) => onceBy(store.once));
  let done: string[] = [];
  const work = (name: string) => async () => void done.push(name);
  beforeEach(() => (done = []));

  it("is done for one of two questions that two processes get at once", async () => {
    const [one, other] = processes();
    const did = await Promise.all([one?.do("show", "1", work("1")), other?.do("show", "2", work("2"))]);
    expect(did.filter((is) => is)).toHaveLength(1);
    expect(done).toHaveLength(1);
    expect(await other?.do("show another", "3", work("3"))).toBe(true);
  });

  it("is done again for the same question, which a load balancer asked twice", async () => {
    const [one, other] = processes();
    expect([await one?.do("show", "1", work("1")), await other?.do("show", "1", work("1"))]).toEqual([
      true,
      true,
    ]);
  });

  it("stays done where another process tries it for the same question, and hears that it was late", async () => {
    const [one, other] = processes();
    await one?.do("show", "1", work("1"));
    const late = () => Promise.reject(new DoneElsewhere("answered already"));
    await expect(other?.do("show", "1", late)).rejects.toThrow("answered already");
    later(20_000);
    expect(await processes()[0]?.do("show", "2", work("2"))).toBe(false);
  });

  it("may be done by others where it failed", async () => {
    const [one, other] = processes();
    await expect(one?.do("show", "1", () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
    expect(await other?.do("show", "2", work("2"))).toBe(true);
  });

  it("may be done by others where who began it was not heard of again, and not soon after it was done", async () => {
    const [store] = stores;
    const [, other] = processes();
    await store?.once.claim("begun", "1", 15_000);
    expect(await other?.do("begun", "2", work("2"))).toBe(false);
    await processes()[0]?.do("done", "1", work("1"));
    later(20_000);
    const [third] = processes();
    // Also by the process that was refused before.
    expect(await other?.do("begun", "3", work("3"))).toBe(true);
    expect(await third?.do("done", "3", work("3"))).toBe(false);
  });
});
