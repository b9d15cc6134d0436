// A process that had nothing to do looks for what others wrote down for it as soon as it has something again.
import { expect, test, vi } from "vitest";
import { SharedInbox } from "../../../src/chat/telegram/shared-inbox.js";
import { recordedLog } from "../../recorded-log.js";
import { until } from "../../until.js";
import { newStore } from "./bot.js";

test("with the question that ends its idle time, not when the long wait would have ended", async () => {
  const store = await newStore();
  const clock = performance.now.bind(performance);
  let looks = 0;
  const rows = {
    ...store.inbox,
    held(...what: Parameters<typeof store.inbox.held>) {
      looks += 1;
      return store.inbox.held(...what);
    },
  };
  const end = new AbortController();
  const inbox = new SharedInbox(
    { inbox: rows },
    { bot: 1, log: recordedLog(), onFound: () => undefined, signal: end.signal },
  );
  vi.spyOn(performance, "now").mockImplementation(() => clock() + 20_000);
  await until(() => looks === 1, "it does not look");
  await new Promise(setImmediate);
  const question = { kind: "chosen", id: 1, locale: null, user: 7, result: "a" } as const;
  expect(await inbox.take(question)).toBe(true);
  await new Promise(setImmediate);
  expect(looks).toBe(2);
  vi.restoreAllMocks();
  end.abort();
  await inbox.close();
  await store.close();
});
