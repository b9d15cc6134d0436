// The owner's pages of the running program: what they show, what they change, and whom they let in.
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe, { type AxeResults } from "axe-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { announcing, type Announcing } from "../app/announcing.js";
import { folderOf, type Program } from "../app/program.js";
import { dismiss, startShared } from "../app/shared-program.js";
import { told } from "../app/owner.js";
import { locales } from "../../src/locale/locale.js";
import { loadOwnerPages } from "../../src/locale/owner-pages.js";
import { CHROMIUM, launch } from "../chat/page/visitor.js";
import { startGitServer } from "../source/git-server.js";
import { chats } from "../stand-in/telegram/stand-in.js";

const post = (front: string): string => `---\n${front}\n---\nIt whistles in E flat.\n`;
const PASSWORD = "a kettle that whistles";

const urlOf = async (program: Program): Promise<string> =>
  (await program.shows(/Ask your blog at (\S+)/))[1] ?? "";
const press = (url: string, path: string, fields: Readonly<Record<string, string>>, headers = {}) =>
  fetch(`${url}/owner${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { origin: url, ...headers },
    redirect: "manual",
  });

describe("the owner's pages on this machine", () => {
  let room: Announcing;
  let url: string;
  let folder: string;
  const page = async (path: string): Promise<string> => (await fetch(`${url}/owner${path}`)).text();

  beforeAll(async () => {
    folder = await folderOf({
      "_config.yml": "title: A desk\nurl: https://desk.example.org\ntimezone: UTC\n",
      "source/_posts/kettle.md": post("title: The kettle\ndate: 2024-05-01"),
      "source/_posts/secret.md": post("title: Not yet <b>\ndate: 2024-05-01\npublished: false"),
    });
    room = await announcing({
      POSTS_DIR: folder,
      ANNOUNCE_MAX_AT_ONCE: "1",
      ANNOUNCE_SETTLE: "2",
      COUNT_POPULAR: "on",
    });
    url = await urlOf(await room.start());
  });
  afterAll(() => room.stop());

  it("list every post, drafts too, which readers are not shown", async () => {
    expect(await page("/posts?find=hidden")).toMatch(/1 of 2\s+posts[\s\S]*Not yet &lt;b&gt;/);
    expect(await (await fetch(`${url}/?ask=/latest`)).text()).not.toContain("Not yet");
  });

  it("tell how often a post was asked for", async () => {
    room.telegram.tell("/post kettle");
    const link = /href="(\/owner\/post\?id=[^"]+)">The kettle/.exec(await page("/posts"))?.[1] ?? "";
    const shown = async () => (await fetch(url + link)).text();
    await expect.poll(shown).toMatch(/<dt>Asked for<\/dt>\s*<dd>1<\/dd>/);
    expect(await shown()).toMatch(
      /<dt>Address<\/dt>\s*<dd>https:\/\/desk\.example\.org\/2024\/05\/01\/kettle\//,
    );
  });

  it("let one of two held posts be announced and the other never", async () => {
    for (const name of ["cup", "pot"])
      await writeFile(
        join(folder, `source/_posts/${name}.md`),
        post(`title: A ${name}\ndate: ${new Date().toISOString().slice(0, 10)}`),
      );
    await expect.poll(() => page("")).toMatch(/A cup[\s\S]*A pot|A pot[\s\S]*A cup/);
    const [, cup = ""] =
      /name="post"\s+value="([^"]+)"[\s\S]{0,200}?Release: A cup/.exec(await page("/outbox")) ?? [];
    expect(await (await press(url, "/outbox", { do: "release", post: cup })).text()).toContain(
      "as soon as the page is live: A cup",
    );
    await room.both("the released post", (texts) => texts.some((text) => text.includes("A cup")));
    expect(await (await press(url, "/outbox", { do: "seen" })).text()).toContain(
      "Will not be announced: A pot",
    );
    expect(await told(room.settings["DATA_DIR"] ?? "", ["outbox", "--state", "held"])).toMatch(
      /holds nothing/,
    );
    await expect.poll(() => page("/outbox?post=A+cup")).toMatch(/sent: 2/);
  });

  it("add a place, send a test message there, and remove it; what ANNOUNCE_TO names stays", async () => {
    const place = `telegram:${chats.private.id}`;
    const said = async (action: string, where: string) =>
      (await press(url, "/subscriptions", { do: action, place: where })).text();
    expect(await said("add", `${place}?tag=tea`)).toMatch(
      new RegExp(`${place} hears of new posts[\\s\\S]*tea`),
    );
    expect(await said("test", place)).toContain(`Sent to ${place}.`);
    expect(
      room.telegram
        .shown(chats.private)
        .map(({ text }) => text)
        .join(),
    ).toContain("A desk");
    expect(await said("remove", place)).toContain(`Removed: ${place}.`);
    expect(await said("remove", `telegram:${chats.channel.id}`)).toContain("stands in ANNOUNCE_TO");
    expect(await said("add", "matrix:!room")).toContain("does not begin with");
  });

  it.each(locales.map(({ tag }) => tag))("speak their owner's language: %s", async (tag) => {
    const asked = (path: string) =>
      fetch(`${url}/owner${path}`, { headers: { "accept-language": `${tag},en;q=0.5` } });
    const words = await loadOwnerPages(tag);
    expect(await (await asked("")).text()).toMatch(
      new RegExp(`<html lang="${tag}">[\\s\\S]*<h1>${words.overview}</h1>[\\s\\S]*${words.toDecide}`),
    );
    expect(await (await asked("/posts?find=kettle")).text()).toContain(words.foundOf(1, 4));
    expect(await (await asked("/nowhere")).text()).toContain(words.nothingHere);
  });

  it("show what the doctor finds", async () => {
    expect(await page("/doctor")).toMatch(/Read as\s+Hexo/);
  });

  it.each([
    ["another site's form", { origin: "https://evil.example" }],
    ["a form without an origin", { origin: "" }],
  ])("take nothing from %s", async (_who, headers) => {
    expect((await press(url, "/outbox", { do: "seen" }, headers)).status).toBe(403);
  });

  it("are not served under a foreign name that leads to this machine", async () => {
    const { request } = await import("node:http");
    const status = await new Promise((done) =>
      request(`${url}/owner`, { headers: { host: "evil.example" } }, (answer) =>
        done(answer.statusCode),
      ).end(),
    );
    expect(status).toBe(421);
  });

  it.skipIf(!CHROMIUM)("are without a fault of access on a phone and on a wide screen", async () => {
    const browser = await launch();
    const tab = await browser.newPage({ bypassCSP: true });
    for (const path of ["", "/outbox", "/subscriptions", "/posts", "/doctor"]) {
      await tab.goto(`${url}/owner${path}`);
      await tab.evaluate(axe.source);
      for (const width of [390, 1280]) {
        await tab.setViewportSize({ width, height: 844 });
        const { violations } = await tab.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'] })");
        expect(violations.map(({ id, nodes }) => [path, width, id, nodes[0]?.html])).toEqual([]);
        expect(await tab.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      }
    }
    await browser.close();
  });
});

describe("the owner's pages where others could come", () => {
  it.each([
    ["a webhook is called from outside", { SOURCE_WEBHOOK_SECRET: PASSWORD }],
    ["a proxy hands requests on", { HTTP_PUBLIC_HOST: "bot.example.org" }],
    ["the server listens for other machines", { HTTP_HOST: "0.0.0.0" }],
  ])("are closed without a password where %s", async (_why, settings) => {
    const git = await startGitServer(await mkdtemp(join(tmpdir(), "postern-git-")));
    await git.push({ "a.md": post("title: The kettle") });
    const program = await startShared({ SOURCE: `git:${git.url}`, ...settings });
    const url = (await urlOf(program)).replace("0.0.0.0", "127.0.0.1");
    const answers = await Promise.all(["", "/posts", "/doctor"].map((path) => fetch(`${url}/owner${path}`)));
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(await answers[0]?.text()).toContain("OWNER_PASSWORD");
    expect((await press(url, "/outbox", { do: "seen" })).status).toBe(403);
    await dismiss(program);
    await git.close();
  });

  it("open by the password, which cannot be guessed many times, until one signs out", async () => {
    const program = await startShared({
      POSTS_DIR: await folderOf({ "a.md": post("title: The kettle") }),
      OWNER_PASSWORD: PASSWORD,
    });
    const url = await urlOf(program);
    expect((await fetch(`${url}/owner/posts`)).status).toBe(401);
    const signedIn = await press(url, "/sign-in", { password: PASSWORD });
    const cookie = signedIn.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    const mine = { cookie: cookie.split(";")[0] ?? "" };
    const forged = { cookie: `postern_owner=${Date.now() + 1e9}.${"A".repeat(43)}%3D` };
    expect(await (await fetch(`${url}/owner/posts`, { headers: mine })).text()).toContain("The kettle");
    expect((await fetch(`${url}/owner/posts`, { headers: forged })).status).toBe(401);
    const tries = [];
    for (let at = 0; at < 11; at++)
      tries.push((await press(url, "/sign-in", { password: `no ${at}` })).status);
    expect(tries).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    expect((await press(url, "/sign-in", { password: PASSWORD })).status).toBe(429);
    expect((await fetch(`${url}/owner`, { headers: mine })).status).toBe(200);
    expect((await press(url, "/sign-out", {}, mine)).headers.get("set-cookie")).toMatch(/postern_owner=;/);
    await dismiss(program);
    expect(program.stderr() + program.stdout()).not.toContain(PASSWORD);
  });
});
