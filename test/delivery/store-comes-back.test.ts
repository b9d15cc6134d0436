// The worker when the store goes away in the middle of a message, and comes back.
import { beforeEach, describe, expect, it } from "vitest";
import { ROW_LEASE_MS } from "../../src/delivery/send-deps.js";
import { StoreError } from "../../src/store/store-error.js";
import { databases } from "../store/databases.js";
import { workerRoom } from "./worker-room.js";

const away = (): never => {
  throw new StoreError("the store is away");
};

describe.each(databases)("when the store comes back, on $name", (kind) => {
  const room = workerRoom(kind);
  const { start, subscribe, tell, settled } = room;
  beforeEach(async () => void (await subscribe("a")));

  it("writes down what was sent, and sends nothing again", async () => {
    const { outbox } = room.store;
    let tries = 0;
    const finish: typeof outbox.finish = async (...what) => (++tries < 3 ? away() : outbox.finish(...what));
    start({ at: { ...room.store, outbox: { ...outbox, finish } } });
    await tell();
    await settled("done");
    expect((await outbox.list({}))[0]).toMatchObject({ message: "m1", attempts: 1 });
    expect(room.office.letters.length).toBe(1);
  });

  it("sends with a sound what was begun in the store alone", async () => {
    const { outbox } = room.store;
    let tries = 0;
    const startSending: typeof outbox.startSending = async (...what) =>
      (await outbox.startSending(...what)) && ++tries === 1 ? away() : true;
    start({ at: { ...room.store, outbox: { ...outbox, startSending } } });
    await tell();
    await settled("done");
    expect((await outbox.list({}))[0]?.attempts).toBe(1);
    expect(room.office.letters.map(({ silent }) => silent)).toEqual([false]);
  });

  it("soon takes again what was claimed in the store alone", async () => {
    const { outbox } = room.store;
    let tries = 0;
    const claimDue: typeof outbox.claimDue = async (...what) => {
      const rows = await outbox.claimDue(...what);
      return rows.length > 0 && ++tries === 1 ? away() : rows;
    };
    await tell();
    const began = performance.now();
    start({ at: { ...room.store, outbox: { ...outbox, claimDue } } });
    await settled("done");
    expect(tries).toBe(2);
    expect((room.office.calls[0]?.at ?? Infinity) - began).toBeLessThan(ROW_LEASE_MS);
  });

  it("writes down what was sent also after another process took over", async () => {
    const { outbox } = room.store;
    let tries = 0;
    const finish: typeof outbox.finish = async (rows, ...what) => {
      if (++tries < 3) {
        await outbox.recover("discord", room.now(), [rows.worker], ROW_LEASE_MS);
        away();
      }
      return outbox.finish(rows, ...what);
    };
    room.office.found = "later";
    start({ at: { ...room.store, outbox: { ...outbox, finish } } });
    await tell();
    await settled("done");
    expect((await outbox.list({}))[0]?.message).toBe("m1");
    expect(room.office.letters.length).toBe(1);
  });
});
