// A platform is one object: everything the house needs of a chat is in it, and a new one is a folder and a line.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import type { Platform } from "../src/chat/platform.js";
import { readConfig } from "../src/config.js";
import { createLogger } from "../src/log.js";
import { startPostern, type Postern } from "../src/main.js";
import { platforms } from "../src/platforms.js";
import { settingFacts } from "../src/setting.js";
import { folderOf } from "./app/program.js";
import { Toy } from "./fixtures/toy-chat.js";
import { until } from "./until.js";

const folders = readdirSync("src/chat", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const textsIn = (folder: string, ending: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(ending))
        .map((name) => readFileSync(join(folder, name), "utf8"))
    : [];
/** A chat pushes when something in its folder is a Messenger, the port by which it is told things. */
const pushes = (name: string): boolean =>
  textsIn(`src/chat/${name}`, ".ts").some((source) => /\): (?:Promise<)?Messenger\b/.test(source));
const pushing = folders.filter(pushes);

const aFunction = expect.any(Function) as () => unknown;
const aText = expect.stringMatching(/\S/) as string;
/** A field that is added to Platform is wanted here by the type checker. */
const shapeOf = (name: string): { readonly [K in keyof Platform]: unknown } => ({
  name,
  title: aText,
  settings: expect.anything() as unknown,
  // The words of `postern subscriptions` and of the log name it so.
  token: `${name.toUpperCase()}_TOKEN`,
  addressing: expect.objectContaining({
    platform: name,
    form: aText,
    read: aFunction,
    roles: aText,
    isRole: aFunction,
    persons: { form: aText, isOne: aFunction, remedy: aText },
  }) as unknown,
  preview: aFunction,
  signIn: aFunction,
  messenger: aFunction,
  open: aFunction,
});

/** What the settings, the log and the page rely on. */
async function expectWhole(one: Platform, name: string): Promise<void> {
  expect(one).toEqual(shapeOf(name));
  const token = one.settings.shape[one.token];
  expect(token && settingFacts(token).secret?.("a token"), `${one.token} is hidden in the log`).toBe(
    "a token",
  );
  expect(await one.messenger({}), "no messenger without a token").toBeNull();
  expect(await one.preview({}, null, null)).toEqual({
    name,
    html: aFunction,
    text: aFunction,
    css: expect.any(String) as string,
  });
}

test("the chats that push are the platforms, and the others have no platform.ts", () => {
  expect(pushing.length).toBeGreaterThan(0);
  expect(pushing.length).toBeLessThan(folders.length);
  expect(platforms.map(({ name }) => name).toSorted()).toEqual(pushing.toSorted());
  expect(folders.filter((name) => existsSync(`src/chat/${name}/platform.ts`))).toEqual(pushing);
});

describe.each(pushing)("src/chat/%s", (name) => {
  test("exports one platform, which is listed and whole", async () => {
    const exported = (await import(pathToFileURL(resolve(`src/chat/${name}/platform.ts`)).href)) as Readonly<
      Record<string, unknown>
    >;
    const listed = platforms.filter((one) => one.name === name);
    expect(listed).toHaveLength(1);
    expect({ ...exported }).toEqual({ [name]: listed[0] });
    for (const one of listed) await expectWhole(one, name);
  });

  test("keeps the contract of messengers", () => {
    const runs = textsIn(`test/chat/${name}`, ".test.ts").filter(
      (source) =>
        /^import \{.*\bmessengerContract\b.*\} from ".*\/contract\/messenger\.js";$/m.test(source) &&
        /^messengerContract\("/m.test(source) &&
        source.includes(`/src/chat/${name}/messenger.js"`),
    );
    expect(runs).not.toEqual([]);
  });
});

describe("a chat of a few lines", () => {
  let postern: Postern | undefined;
  afterEach(async () => {
    await postern?.stop();
    postern = undefined;
  });

  test("is short and whole", async () => {
    expect(readFileSync("test/fixtures/toy-chat.ts", "utf8").trimEnd().split("\n").length).toBeLessThan(60);
    await expectWhole(new Toy().platform, "toy");
  });

  test("answers, is told of a new post, and is shown by the page, with nothing else said of it", async () => {
    const toy = new Toy();
    const blog = await folderOf({
      "_config.yml": "title: A tidy desk\nurl: https://desk.example.org\n",
      "source/_posts/tea.md": "---\ntitle: How to make tea\ndate: 2026-01-02\n---\nWater first.\n",
    });
    const environment = {
      POSTS_DIR: blog,
      DATA_DIR: await folderOf({}),
      HTTP_PORT: "0",
      TOY_TOKEN: "a word to hide",
      ANNOUNCE_TO: "toy:shelf",
      ANNOUNCE_WHEN: "now",
      ANNOUNCE_SETTLE: "0",
    };
    const config = readConfig([toy.platform], environment, join(blog, "no.env"));
    expect(config.secrets).toEqual(["a word to hide"]);
    let said = "";
    const stream = { write: (line: string) => void (said += line) };
    const log = createLogger({ level: "info", secrets: config.secrets, stream });
    postern = await startPostern({ config, platforms: [toy.platform], log });

    expect(await toy.askWhileRunning?.("/post tea")).toContain("How to make tea");
    const page = await (await fetch(`${postern.url}/?ask=/post+tea`)).text();
    expect(page).toMatch(/class="pane toy"[\s\S]*How to make tea/);
    expect([...toy.pushed.values()]).toEqual([]);

    const today = new Date().toISOString().slice(0, 10);
    await writeFile(
      join(blog, "source/_posts/cups.md"),
      `---\ntitle: Which cups to use\ndate: ${today}\n---\nThick ones.\n`,
    );
    await until(
      () => toy.pushed.size > 0,
      () => `nothing was announced:\n${said}`,
    );
    expect([...toy.pushed.values()]).toEqual([expect.stringContaining("Which cups to use")]);
    expect(await toy.askWhileRunning?.("/latest 1")).toContain("Which cups to use");

    await postern.stop();
    expect(toy.askWhileRunning).toBeNull();
  });
});
