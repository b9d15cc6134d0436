// WorkerPool with limits: what goes over them is ended, what waited behind it is carried out all the same.
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "rolldown/utils";
import { afterEach, describe, expect, test } from "vitest";
import {
  openWorkerPool,
  OverBudget,
  Stopped,
  type Haste,
  type WorkerPool,
} from "../../src/threads/worker-pool.js";

/** A program whose orders are the text of what it is to do, with `facts` at hand. */
async function programOf(): Promise<URL> {
  const path = join(await mkdtemp(join(tmpdir(), "postern-threads-")), "program.mjs");
  const serving = "src/threads/serve.ts";
  await writeFile(
    path,
    `${transformSync(serving, await readFile(serving, "utf8")).code}
const facts = new Map();
serve({
  learn: async (key, value) => void facts.set(key, value),
  carryOut: (order) => new Function("facts", "env", order)(facts, process.env),
});`,
  );
  return pathToFileURL(path);
}

let threads: WorkerPool;
afterEach(() => threads.stop());

const open = async (budget = 300, most = 1): Promise<void> => {
  threads = openWorkerPool({ program: await programOf(), budget, most });
};
const run = (order: string, key = "a", haste?: Haste): Promise<unknown> =>
  threads.run(order, { key, value: () => `what ${key} says` }, haste);

test("orders are answered, with the facts that they need", async () => {
  await open();
  expect(
    await Promise.all([run("return 1 + 1"), run("return facts.get('b')", "b"), run("return 3")]),
  ).toEqual([2, "what b says", 3]);
});

test.each([
  ["an endless loop", "for (;;) {}"],
  ["a pattern without end", "return /^(a+)+$/.test('a'.repeat(60) + 'b')"],
  ["more memory than there is", "const all = []; for (;;) all.push(new Array(1000).fill(0));"],
])("%s ends that order alone", async (_, order) => {
  await open();
  const answers = await Promise.allSettled([run("return 1"), run(order), run("return 2"), run("return 3")]);
  expect(answers.map((one) => (one.status === "fulfilled" ? one.value : one.reason))).toEqual([
    1,
    expect.any(OverBudget),
    2,
    3,
  ]);
});

test("a fault of the program is told, and the thread goes on", async () => {
  await open();
  await expect(run("throw new TypeError('odd')")).rejects.toThrow("odd");
  expect(await run("return 1")).toBe(1);
});

test("a thread knows nothing of the environment, and what waits is refused when all stop", async () => {
  process.env["POSTERN_TEST_TOKEN"] = "secret";
  await open();
  expect(await run("return Object.keys(env)")).not.toContain("POSTERN_TEST_TOKEN");
  delete process.env["POSTERN_TEST_TOKEN"];
  const refused = Promise.allSettled([run("for (;;) {}"), run("return 1")]);
  await threads.stop();
  for (const one of await refused) expect(one).toMatchObject({ reason: expect.any(Stopped) });
});

describe("as many threads as the work wants:", () => {
  /** What tells the threads apart. */
  const OWN = "return (facts.own ??= Math.random())";
  const LONG = 600_000;
  const endless = (): void => void run("for (;;) {}").catch(() => {});

  test.each([
    ["few", 1],
    ["many", 2],
  ] as const)("%s orders take %i", async (haste, wanted) => {
    await open(LONG, 2);
    const owners = await Promise.all([OWN, OWN, OWN].map((order) => run(order, "a", haste)));
    expect(new Set(owners).size).toBe(wanted);
  });

  test("what goes first waits for none that is at work", async () => {
    await open(LONG, 2);
    endless();
    expect(await run("return 1", "a", "first")).toBe(1);
  });

  test("one gets another thread when it has waited behind one that takes long", async () => {
    await open(LONG, 2);
    endless();
    expect(await run("return 1")).toBe(1);
  });

  test("what goes first waits for two batches at most, of however many", async () => {
    await open(LONG, 1);
    const count = "return (facts.count = (facts.count ?? 0) + 1)";
    await run(count);
    const batches = [1, 2, 3, 4].map(() => run(count, "a", "batch"));
    const first = run(count, "a", "first");
    expect(await Promise.all([...batches, first])).toEqual([2, 3, 5, 6, 4]);
  });
});
