// Posts made to be slow: they hold nobody up, are shown as their beginning, and cost their time once.
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toPlain } from "../../src/document/plain.js";
import { openSite, isSiteRoot } from "../../src/generator/detect.js";
import type { Library } from "../../src/library/library.js";
import { openLibraries } from "../../src/library/open-libraries.js";
import { openFolder } from "../../src/source/folder.js";
import { THREADS } from "../app/program.js";
import { ENDLESS, SLOW } from "../fixtures/slow-posts.js";
import { recordedLog } from "../recorded-log.js";
import { noOverrides } from "./tiny-site.js";

const program = THREADS["library/read-orders"];
let folder: string;
let data: string;
let opened: Library[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "postern-slow-"));
  data = await mkdtemp(join(tmpdir(), "postern-slow-data-"));
  opened = [];
  await put("_config.yml", "title: Slow\nurl: https://slow.test\ntimezone: UTC\n");
});
afterEach(async () => {
  for (const library of opened) await library.stop();
  for (const one of [folder, data]) await rm(one, { recursive: true, force: true });
});

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
const post = (name: string, body: string): Promise<void> =>
  put(`source/_posts/${name}.md`, `---\ntitle: ${name}\ndate: 2026-01-01\n---\n${body}`);

async function open(budget?: number, threads = true) {
  const warnings: string[] = [];
  const library = await openLibraries({
    sources: [await openFolder(folder, { isRoot: isSiteRoot })],
    openSite,
    overrides: noOverrides,
    dataDir: data,
    ...(threads && { threads: { program, ...(budget !== undefined && { budget }) } }),
    log: recordedLog(warnings),
    watch: false,
  });
  opened.push(library);
  await library.settled();
  return { library, warnings };
}
const titled = (library: Library, title: string) =>
  library.visible().find((one) => one.title === title) ?? expect.fail(`no post ${title}`);

describe("a post that goes over its budget", () => {
  const told = [expect.stringMatching(/^source\/_posts\/endless\.md: takes more time or memory/)];
  const written = async () => {
    await post("endless", ENDLESS);
    await post("plain", "Some words.");
    return open(200);
  };

  test("is shown as its beginning, told of once, and keeps no other from being shown whole", async () => {
    const { library, warnings } = await written();
    const slow = titled(library, "endless");
    expect(slow).toMatchObject({ url: "https://slow.test/2026/01/01/endless/", summary: "Before all." });
    expect((await library.body(slow.id)?.text())?.prose).toContain("Before all.");
    const article = await library.article(slow.id);
    expect(article?.cut).toBe(true);
    expect(toPlain(article?.parts[0]?.document ?? [])).toContain("Before all.");

    const titles = library.visible().map(({ title }) => title);
    expect(titles.toSorted()).toEqual(["endless", "plain"]);
    expect((await library.article(titled(library, "plain").id))?.cut).toBeUndefined();
    expect(warnings).toEqual(told);
    expect(library.problems()).toMatchObject([{ source: "source/_posts/endless.md" }]);
  });

  test("is not tried again, whatever the budget", async () => {
    const { library } = await written();
    const { id } = titled(library, "endless");
    await library.article(id);
    await library.stop();
    // It would take minutes to use up.
    const began = process.cpuUsage();
    const second = await open(600_000);
    expect(second.warnings).toEqual(told);
    expect((await second.library.article(id))?.cut).toBe(true);
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(3_000);
  });

  test("is read again once it was changed", async () => {
    const { library } = await written();
    const { id } = titled(library, "endless");
    await library.stop();
    await post("endless", "Mended.");
    const second = await open(200);
    expect(second.warnings).toEqual([]);
    expect((await second.library.article(id))?.cut).toBeUndefined();
  });
});

test("whatever posts there are, others are answered meanwhile", async () => {
  for (const [name, body] of Object.entries(SLOW)) await post(name, body);
  const holds = monitorEventLoopDelay({ resolution: 1 });
  holds.enable();
  // So that they take up no more of it than tells that they are slow.
  const { library } = await open(100);
  for (const { id } of library.visible()) await library.article(id);
  holds.disable();
  expect(library.visible()).toHaveLength(Object.keys(SLOW).length);
  // A busy machine holds us up by itself; these held for seconds.
  expect(holds.max / 1e6).toBeLessThan(2_000);
});

test("of hundreds threads read what is read without them: links, faults, one that is too slow, and again from memory", async () => {
  for (let at = 0; at < 400; at += 1) await post(`p${at}`, `Words ${at}.`);
  await post("broken", "");
  await put("source/_posts/bytes.md", "");
  await writeFile(join(folder, "source/_posts/latin.md"), Buffer.from([0x2d, 0xe9, 0x0a]));
  await symlink("p1.md", join(folder, "source/_posts/linked.md"));
  await symlink("/etc/hostname", join(folder, "source/_posts/out.md"));
  const read = async (threads: boolean) => {
    const { library } = await open(200, threads);
    const said = { posts: library.all(), problems: library.problems() };
    const [first] = library.visible();
    const text = await library.body(first?.id ?? "")?.text();
    await library.stop();
    return { ...said, text };
  };
  const there = await read(true);
  expect(there.posts.length).toBe(402);
  expect(await read(true)).toEqual(there);
  await rm(join(data, "library.jsonl"));
  expect(await read(false)).toEqual(there);

  await rm(join(data, "library.jsonl"));
  await post("endless", ENDLESS);
  const { library } = await open(200);
  expect(library.all()).toHaveLength(403);
  expect(titled(library, "endless").summary).toBe("Before all.");
});
