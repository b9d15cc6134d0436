// Where state is kept unless DATA_DIR says: outside of every blog, apart for each, the same for every subcommand.
import { mkdirSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { stateFolder } from "../../src/state-folder.js";
import { openStore } from "../../src/store/open-store.js";
import { folderOf } from "./program.js";
import { runShared, startShared } from "./shared-program.js";

const hugo = () =>
  folderOf({
    "hugo.toml": 'title = "Tea"\nbaseURL = "https://tea.example.org/"\n',
    "data/authors.json": "[]",
    "content/posts/kettle.md": "---\ntitle: The kettle\ndate: 2024-05-01\n---\nWords.\n",
  });
const everything = (folder: string) => new Set(readdirSync(folder, { recursive: true }).map(String));

/** Starts in the blog's own folder, as `npx postern` does, and stops again. */
async function runIn(blog: string, XDG_STATE_HOME: string) {
  const bot = await startShared({ DATA_DIR: "", XDG_STATE_HOME }, blog);
  await bot.shows(/Ask your blog at/);
  bot.process.kill("SIGTERM");
  expect((await bot.ended).code).toBe(0);
  return bot.stderr();
}

describe("started in a blog", () => {
  it("writes nothing into it, every subcommand finds what the bot keeps, and two blogs are apart", async () => {
    const [blog, state] = [await hugo(), await folderOf({})];
    const before = everything(blog);
    const log = await runIn(blog, state);
    expect(everything(blog)).toEqual(before);
    const [name = ""] = readdirSync(join(state, "postern"));
    expect(log).toContain(`"folder":"${join(state, "postern", name)}"`);
    expect(readdirSync(join(state, "postern", name))).toContain("postern.db");
    for (const command of [["outbox"], ["subscriptions"], ["ask", "/latest"], ["posts"]]) {
      const settings = { DATA_DIR: "", XDG_STATE_HOME: state };
      expect((await runShared(command, settings, blog)).code, command[0]).toBe(0);
    }
    expect(everything(blog)).toEqual(before);
    expect(readdirSync(join(state, "postern"))).toEqual([name]);

    // Of another blog it is another one, and not a folder ./data that is another program's.
    const other = await hugo();
    mkdirSync(join(other, "data", "more"));
    writeFileSync(join(other, "data", "index.json"), "{}");
    expect(await runIn(other, state)).not.toContain("earlier version");
    expect(readdirSync(join(state, "postern"))).toHaveLength(2);
  });

  it("goes on with a store of an earlier version in ./data, and says so", async () => {
    const [blog, state] = [await hugo(), await folderOf({})];
    await (await openStore({ dataDir: join(blog, "data"), databaseUrl: null })).close();
    const log = await runIn(blog, state);
    expect(log).toMatch(/kept here, as by an earlier version/);
    expect(log).toContain(`"folder":"${join(realpathSync(blog), "data")}"`);
    expect(log).toContain(`"better":"${join(state, "postern")}`);
    expect(readdirSync(state)).toEqual([]);
  });
});

describe("the folder", () => {
  const at = (postsDir: string | null, source: string | null = null, environment = {}) =>
    stateFolder({ postsDir, source }, environment, "linux").folder;

  it("is the platform's own, and the user's where a variable says it", () => {
    const folder = (environment: Record<string, string>, platform: NodeJS.Platform) =>
      stateFolder({ postsDir: "/blog", source: null }, environment, platform).folder;
    const name = /^blog-[\da-f]{8}$/;
    const expectIn = (home: string, found: string) => {
      expect(found.startsWith(join(home, "postern", "/"))).toBe(true);
      expect(found.slice(join(home, "postern", "/").length)).toMatch(name);
    };
    expectIn(join(homedir(), ".local/state"), folder({}, "linux"));
    expectIn(join(homedir(), ".local/state"), folder({ XDG_STATE_HOME: "not/absolute" }, "linux"));
    expectIn("/state", folder({ XDG_STATE_HOME: "/state" }, "linux"));
    expectIn(join(homedir(), "Library/Application Support"), folder({}, "darwin"));
    expectIn("/local", folder({ LOCALAPPDATA: "/local" }, "win32"));
  });

  it("is one for a folder however it is named, and one for an address whatever its password", async () => {
    const base = await folderOf({ "blog/a.md": "# A\n" });
    expect(at(null, `folder:${join(base, "blog")}/`)).toBe(at(join(base, "blog")));
    expect(at(relative(".", join(base, "blog")))).toBe(at(join(base, "blog")));
    expect(at(null, "git:https://me:old@example.org/blog.git")).toBe(
      at(null, "git:https://new@example.org/blog.git"),
    );
  });

  it("is the same after a link in its name leads to a new release", async () => {
    const base = await folderOf({ "1/a.md": "# A\n", "2/a.md": "# A\n" });
    const current = join(base, "current");
    symlinkSync(join(base, "1"), current);
    const first = at(current);
    rmSync(current);
    symlinkSync(join(base, "2"), current);
    expect(at(current)).toBe(first);
  });

  it("is another where a folder beside other sources is another", async () => {
    const [one, two] = [await folderOf({ "posts/a.md": "# A\n" }), await folderOf({ "posts/a.md": "# A\n" })];
    const feed = "feed:https://x.org/a.xml";
    expect(at(null, `folder:${one}/posts ${feed}`)).not.toBe(at(null, `folder:${two}/posts ${feed}`));
    const here = at(null, `${feed} folder:posts`);
    expect(here).toBe(at(null, `${feed} folder:${join(process.cwd(), "posts")}`));
  });

  it("does not tell what may be a key in an address", () => {
    expect(at(null, "feed:https://x.org/a.xml?key=TOPSECRET")).not.toContain("TOPSECRET");
  });

  it("is another for each blog of a repository, and for names that no file system takes", () => {
    const folders = [
      "git:https://x.org/a.git#main:en",
      "git:https://x.org/a.git#main:zh",
      "feed:https://x.org/?a=1",
    ];
    const found = [
      ...folders.map((source) => at(null, source)),
      at("/"),
      at("/…"),
      at("/" + "长".repeat(80)),
    ];
    expect(new Set(found).size).toBe(found.length);
    for (const folder of found) expect(folder).toMatch(/\/[\p{L}\p{N}.-]{1,49}$/u);
  });
});
