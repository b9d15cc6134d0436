// Where repeats show, messages leave one after another: at a kill one alone is of unknown outcome.
import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/delivery/messenger.js";
import { databases } from "../store/databases.js";
import { until } from "../until.js";
import { workerRoom } from "./worker-room.js";

describe.each(databases)("messages that leave in turn, on $name", (kind) => {
  const room = workerRoom(kind);
  const pace = (alone: number) => ({ inFlight: 3, alone });
  const inState = async (state: string): Promise<number> =>
    (await room.states()).filter((one) => one === state).length;

  /** The first message has no answer until this is called. */
  function holdFirst(): () => void {
    let answer: (outcome: Outcome) => void = () => {};
    const slow = new Promise<Outcome>((resolve) => (answer = resolve));
    room.office.rule = () => (room.office.calls.length === 1 ? slow : null);
    return () => answer({ kind: "sent", message: "m1" });
  }

  it("keeps the others waiting until the first has its answer", async () => {
    for (const address of ["a", "b", "c", "d"]) await room.subscribe(address);
    const answer = holdFirst();
    room.start({ pace: pace(60_000) });
    await room.tell();
    await until(() => room.office.calls.length === 1, "the first message");
    // The others are taken, and stand at the door.
    await until(async () => (await inState("claimed")) === 3, "the others");
    expect(await inState("sending")).toBe(1);
    answer();
    await room.settled("done", "done", "done", "done");
    expect(room.office.calls.length).toBe(4);
  });

  it("lets the others go when an answer takes too long", async () => {
    for (const address of ["a", "b", "c"]) await room.subscribe(address);
    const answer = holdFirst();
    room.start({ pace: pace(50) });
    await room.tell();
    await room.settled("done", "done", "sending");
    answer();
    await room.settled("done", "done", "done");
    expect(room.office.calls.length).toBe(3);
  });

  it("goes on after a fault in between", async () => {
    for (const address of ["a", "b"]) await room.subscribe(address);
    room.office.rule = () => {
      if (room.office.calls.length === 1) throw new Error("a fault of ours");
      return null;
    };
    room.start({ pace: pace(60_000) });
    await room.tell();
    await room.settled("done", "uncertain");
  });
});
