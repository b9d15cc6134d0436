// The first user's blog through the states of its repository from the 8th on: one post, renamed twice, retitled, doubled by a merge.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isSiteRoot, openSite } from "../../src/generator/detect.js";
import type { Library, PostChange } from "../../src/library/library.js";
import { linesInFile, openMemory } from "../../src/library/memory.js";
import { openLibrary } from "../../src/library/open-library.js";
import { openFolder } from "../../src/source/folder.js";
import { copyBlog, lay, noHistory } from "./history-states.js";
import { noOverrides } from "./tiny-site.js";
import { recordedLog } from "../recorded-log.js";

it.skipIf(noHistory)(
  "keeps the new post's id through every state, with restarts between them (skipped without the shared blogs)",
  async () => {
    const base = await mkdtemp(join(tmpdir(), "postern-history-"));
    const root = join(base, "blog");
    const states = await copyBlog(root);
    const problems: string[] = [];
    const seen = new Map<string, string[]>();
    const changes: PostChange[] = [];

    const open = async (): Promise<Library> => {
      const library = await openLibrary({
        source: await openFolder(root, { isRoot: isSiteRoot }),
        openSite,
        overrides: { ...noOverrides, timezone: "Asia/Shanghai" },
        memory: openMemory(linesInFile(join(base, "library.jsonl")), recordedLog(problems)),
        log: recordedLog(problems),
        watch: false,
      });
      library.onChange((batch) => changes.push(...batch));
      await library.settled();
      return library;
    };
    try {
      await lay(root, states[0]!);
      const first = await open();
      const old = new Set(first.all().map((post) => post.id));
      await first.stop();
      expect(old.size).toBe(157);
      for (const state of states.slice(1)) {
        await lay(root, state);
        const library = await open();
        expect(library.visible(), state).toHaveLength(158);
        for (const post of library.visible().filter((one) => !old.has(one.id)))
          seen.set(post.id, [...(seen.get(post.id) ?? []), `${state} ${post.source}`]);
        await library.stop();
      }
      expect([...seen.values()].map((where) => where.at(-1))).toEqual([
        expect.stringContaining("利用vibecoding开发一个简单的桌面hexo编辑器.md"),
      ]);
      const sources = new Set([...seen.values()][0]!.map((one) => one.split(" ").slice(1).join(" ")));
      expect(sources.size).toBeGreaterThan(1);
    } finally {
      await rm(base, { recursive: true, force: true });
    }
  },
  60_000,
);
