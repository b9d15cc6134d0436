// What a button's state must withstand: any arguments, the platforms' limit, forgery, forgetting.
import fc from "fast-check";
import { expect, test } from "vitest";
import { openState, sealAction, STATE_BYTES, type StateStore } from "../../src/reply/action-state.js";
import { anyText } from "../fixtures/any-text.js";

function memory(): StateStore & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    async remember(text) {
      const key = [...texts].find(([, kept]) => kept === text)?.[0] ?? `m${texts.size}`;
      texts.set(key, text);
      return key;
    },
    recall: async (key) => texts.get(key) ?? null,
  };
}

const action = fc.record({
  command: fc.stringMatching(/^[a-z]{1,32}$/),
  page: fc.integer({ min: 1, max: 999_999 }),
  args: fc.dictionary(fc.stringMatching(/^[a-z]{1,12}$/), fc.string({ unit: "grapheme", maxLength: 200 }), {
    noNullPrototype: true,
  }),
});

test("every action comes back whole from a state of 1 to 64 bytes", async () => {
  await fc.assert(
    fc.asyncProperty(action, async (wanted) => {
      const kept = memory();
      const state = await sealAction(wanted, kept);
      expect(Buffer.byteLength(state)).toBeLessThanOrEqual(STATE_BYTES);
      expect(state.length).toBeGreaterThan(0);
      expect(await openState(state, kept)).toEqual({
        ...wanted,
        args: Object.fromEntries(
          Object.entries(wanted.args).map(([name, value]) => [name, value.toWellFormed()]),
        ),
      });
    }),
  );
});

test("a short action needs no memory, so it works after any restart", async () => {
  const kept = memory();
  await sealAction({ command: "search", args: { query: "变分推断" }, page: 3 }, kept);
  expect(kept.texts.size).toBe(0);
});

test("a long query is kept under a key and found again", async () => {
  const kept = memory();
  const query = "图".repeat(60);
  const state = await sealAction({ command: "search", args: { query }, page: 2 }, kept);
  expect(state).toMatch(/^k\|/);
  expect(await openState(state, kept)).toEqual({ command: "search", args: { query }, page: 2 });
  expect(await openState(state, memory()), "forgotten").toBeNull();
});

test.each([
  "",
  "1",
  "0|post|1",
  "2|post|1|query=x",
  "1|post|0",
  "1|post|x",
  "1||1",
  "k|",
  `1|post|1|query=${"x".repeat(90)}`,
])("a forged state is refused: %j", async (state) => {
  expect(await openState(state, memory())).toBeNull();
});

test("any text at all is either refused or a well-formed action", async () => {
  await fc.assert(
    fc.asyncProperty(anyText(), async (state) => {
      const opened = await openState(state, memory());
      if (opened) expect(opened.page).toBeGreaterThan(0);
    }),
  );
});
