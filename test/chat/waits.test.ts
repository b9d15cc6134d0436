// Waiting, whatever is asked for and whatever the clock does.
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, it, vi } from "vitest";
import { wait } from "../../src/back-off.js";
import { identifyPace } from "../../src/chat/discord/identify-pace.js";

afterEach(() => void vi.useRealTimers());

it("does not end at once what is to be waited for longer than Node's timers can", async () => {
  const end = new AbortController();
  const waited = wait(2 ** 40, end.signal);
  expect(await Promise.race([waited, pause(20, "still waiting")])).toBe("still waiting");
  end.abort();
  expect(await waited).toBe(false);
});

it("lets Discord's gateway be asked again soon after the clock was set back", async () => {
  const pace = identifyPace({ gap: 5, longest: 50 });
  const inTime = AbortSignal.timeout(2000);
  vi.useFakeTimers({ toFake: ["Date"] });
  await pace.waitForIdentify(0, inTime);
  vi.setSystemTime(Date.now() - 3_600_000);
  await pace.waitForIdentify(0, inTime);
  expect(inTime.aborted).toBe(false);
});
