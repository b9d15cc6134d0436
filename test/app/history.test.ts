// The first user's repository, state after state over a watched copy: a post renamed twice, retitled and doubled is told once.
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { copyBlog, lay, noHistory, postsIn } from "../library/history-states.js";
import { PATIENCE } from "../until.js";
import { announcing, kill, type Announcing } from "./announcing.js";
import { folderOf } from "./program.js";

/** The post's file in the last state; it is also the end of its address. */
const name = "利用vibecoding开发一个简单的桌面hexo编辑器";

/** States whose posts only say something else than before; test/library/history.test.ts restarts at all of them. */
const TEXT_ALONE = [5, 6];

let world: Announcing;
let root: string;
let states: readonly string[];

beforeEach(async (context) => {
  if (noHistory) return context.skip("the shared blogs are not here");
  root = await folderOf({});
  // The other posts only take time here: test/library/history.test.ts tells the new one from all of them.
  states = await copyBlog(root, 5);
  world = await announcing({
    POSTS_DIR: root,
    SITE_TIMEZONE: "Asia/Shanghai",
    ANNOUNCE_MAX_AGE: "100000",
  });
});
afterEach(async () => {
  await world?.stop();
  if (root) await rm(root, { recursive: true, force: true });
});

/** Once this post is found under its new title, everything laid before it has been read. */
async function mark(n: number): Promise<void> {
  const title = `marker ${"abcdefghijklmnopqrstuvwxyz"[n]}${n}`;
  await writeFile(
    join(root, "source/_posts/marker.md"),
    `---\ntitle: ${title}\ndate: 2001-01-01\n---\nA mark, kept through all states.\n`,
  );
  const found = async (): Promise<string> => (await world.telegram.say("/post marker")).text;
  await expect.poll(found, { interval: 200 }).toContain(title);
}

it.each([
  { name: "while it runs", isRestarted: false },
  {
    name: "killed and stopped in turn where posts come, go or are renamed, once after that, and where a text alone changes",
    isRestarted: true,
  },
])(
  "tells of the new post once, and its link is right in the end: $name",
  async ({ isRestarted }) => {
    await lay(root, states[0] ?? "");
    await writeFile(
      join(root, "source/_posts/marker.md"),
      "---\ntitle: marker\ndate: 2001-01-01\n---\nA mark.\n",
    );
    let program = await world.start();
    await program.shows(/posts are known/);
    const posts = await Promise.all(states.map(postsIn));
    const isMoved = (n: number): boolean => n > 0 && posts[n] !== posts[n - 1];
    for (const [n, state] of states.entries()) {
      if (n === 0) continue;
      const isText = TEXT_ALONE.includes(n);
      if (isText) expect(isMoved(n) || isMoved(n - 1)).toBe(false);
      const signal =
        isRestarted && (isText || isMoved(n) || isMoved(n - 1)) ? (n % 2 ? "SIGTERM" : "SIGKILL") : null;
      if (signal) await kill(program, signal);
      await lay(root, state);
      if (signal) program = await world.start();
      await mark(n);
    }
    const right = (message: unknown): boolean => {
      const links = decodeURI(JSON.stringify(message));
      return links.includes(`${name}/`) && !links.includes("桌面hexo系统/");
    };
    await expect
      .poll(() => world.messages().map(right), { message: JSON.stringify(world.pushed()) })
      .toEqual([true, true]);
  },
  12 * PATIENCE,
);
