// How often the origin of a mirrored source is asked.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { openMirror } from "../../src/source/mirror.js";
import { listening } from "./listening.js";

it("leaves an origin that fails alone for long where it is to be looked at seldom", async () => {
  const top = await mkdtemp(join(tmpdir(), "postern-mirror-"));
  let looks = 0;
  const source = await openMirror({
    name: "far away",
    folder: join(top, "posts"),
    top,
    isRoot: async () => false,
    ready: async () => false,
    // Doubled after each failure this is longer than Node's timers can wait.
    interval: 999_999,
    fetch: () => {
      looks += 1;
      throw new Error("is not there");
    },
  });
  try {
    await source.watch(() => true, listening());
    for (let call = 0; call < 3; call += 1) await source.refresh?.();
    await pause(20);
    expect(looks).toBe(4);
  } finally {
    await source.stop();
    await rm(top, { recursive: true, force: true });
  }
});

it("tells of a first fetch that ended after opening and before anybody listened", async () => {
  const top = await mkdtemp(join(tmpdir(), "postern-mirror-"));
  let arrive: () => void = () => {};
  const coming = new Promise<void>((resolve) => (arrive = resolve));
  const source = await openMirror({
    name: "far away",
    folder: join(top, "posts"),
    top,
    isRoot: async () => false,
    ready: async () => false,
    interval: 3600,
    openWait: 1,
    fetch: async () => {
      await coming;
      await mkdir(join(top, "posts"));
      return "everything";
    },
  });
  try {
    expect(await source.scan(() => true)).toEqual([]);
    arrive();
    await expect.poll(() => source.awaited?.()).toBe(false);
    let found = 0;
    await source.watch(() => true, { ...listening(), found: () => void (found += 1) });
    expect(found).toBe(1);
  } finally {
    await source.stop();
    await rm(top, { recursive: true, force: true });
  }
});
