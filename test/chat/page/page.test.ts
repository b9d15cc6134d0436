// The local page as a person uses it: the real program, asked through a real headless Chromium.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe, { type AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Shown } from "../../../src/chat/page/protocol.js";
import { folderOf, type Program } from "../../app/program.js";
import { dismiss, startShared } from "../../app/shared-program.js";
import { startGitServer } from "../../source/git-server.js";
import { until } from "../../until.js";
import { pictureServer } from "./picture-server.js";
import { ask, CHROMIUM, launch, leave, shows, visitorOf, type Visitor } from "./visitor.js";

const tea = Array.from({ length: 14 }, (_, n) => `source/_posts/tea-${n + 1}.md`);
const files = {
  "_config.yml": "title: A tidy desk\nurl: https://desk.example.org\n",
  "source/_posts/kettle.md":
    '---\ntitle: "The kettle </b><script>document.title=`taken`</script>"\ndate: 2024-05-01\ntags: [tea]\n---\n' +
    "<img src=x onerror=\"document.title='taken'\"> Water first. [press](javascript:alert(1))\n",
  "source/_posts/steam.md":
    '---\ntitle: Steam by numbers\ndate: 2022-05-01\n---\nSo:\n\n$$\\frac{p}{\\text{"><script>}}$$\n\nthen $x^2$ and $\\tilde{q}_{a,b}$.\n',
  ...Object.fromEntries(
    tea.map((path, n) => [
      path,
      `---\ntitle: Cup number ${n + 1}\ndate: 2023-01-01\ntags: [tea]\n---\nA cup.\n`,
    ]),
  ),
};

describe.skipIf(!CHROMIUM)("the local page (skipped without Chromium)", () => {
  let bot: Program;
  let browser: Browser;
  let visitor: Visitor;
  let address = "";
  let pictures: Awaited<ReturnType<typeof pictureServer>>;

  beforeAll(async () => {
    pictures = await pictureServer();
    const blog = await folderOf({ ...files, "source/_posts/view.md": pictures.post });
    bot = await startShared({ POSTS_DIR: blog, ALL_PROXY: pictures.proxy });
    [, address = ""] = await bot.shows(/Ask your blog at (\S+)/);
    browser = await launch();
    visitor = visitorOf(browser);
  });
  afterAll(async () => {
    await browser.close();
    await dismiss(bot);
    await pictures.stop();
  });

  const open = (options: BrowserContextOptions = {}) => visitor.open(address, options);

  it("answers what is typed as both chats would show it, without asking any other server", async () => {
    const { page, requests, faults } = await open();
    await ask(page, "/tag tea");
    for (const pane of ["discord", "telegram"]) await shows(page, pane, "The kettle");
    expect(requests.filter((url) => !url.startsWith(address))).toEqual([]);
    expect(faults).toEqual([]);
    await leave(page);
  });

  it("shows Telegram's plain messages where rich ones are off, also without a token", async () => {
    const plain = await startShared({ POSTS_DIR: await folderOf(files), TELEGRAM_RICH: "off" });
    onTestFinished(() => dismiss(plain));
    const [, where = ""] = await plain.shows(/Ask your blog at (\S+)/);
    const answers = [where, address].map(async (one) =>
      (await fetch(`${one}/answer?ask=${encodeURIComponent("/read steam by numbers")}`)).text(),
    );
    const [off, auto] = await Promise.all(answers);
    expect(auto).toContain('class=\\"rich\\"');
    expect(off).not.toContain('class=\\"rich\\"');
    expect(off).toContain("Steam by numbers");
  });

  it("tells that posts are still to come, and shows them by itself once they are here", async () => {
    const git = await startGitServer(await mkdtemp(join(tmpdir(), "postern-git-")));
    await git.push({ "_posts/2024-05-01-kettle.md": "---\ntitle: The late kettle\n---\nIt boils.\n" });
    git.mode = "slow";
    onTestFinished(() => git.close());
    const late = await startShared({ SOURCE: `git:${git.url}` });
    onTestFinished(() => dismiss(late));
    const [, where = ""] = await late.shows(/"url":"(\S+?)","msg":"Listening"/);
    const { page } = await visitor.open(where, { locale: "en-GB" });
    await page.locator("#reading", { hasText: "still to come" }).waitFor();
    git.mode = "up";
    await shows(page, "discord", "The late kettle");
    await page.locator("#reading").waitFor({ state: "hidden" });
    await leave(page);
  });

  it("tells why posts were found: which word, in which field, how, with what score", async () => {
    const { page } = await open({ locale: "en-GB" });
    expect(await page.locator("#why details").count()).toBe(0);
    await ask(page, "/post ketle");
    await shows(page, "discord", "Water first.");
    await page.locator("#why summary").click();
    const told = (await page.locator("#why li li").first().textContent())?.replace(/\s+/g, " ").trim();
    expect(told).toMatch(/^ketle in its title · despite a typo \d+\.\d\d$/);
    await ask(page, "/tags");
    await expect.poll(() => page.locator("#why details").count()).toBe(0);
    await ask(page, "latest");
    await shows(page, "discord", "Newest posts");
    expect(await page.locator("#why details").count()).toBe(0);
    await leave(page);
    const chinese = await open({ locale: "zh-TW" });
    await ask(chinese.page, "/post kettle");
    await expect.poll(() => chinese.page.locator("#why summary").textContent()).toBe("為什麼找到這些");
    await leave(chinese.page);
  });

  it("turns pages by the buttons", async () => {
    const { page } = await open();
    await ask(page, "/tag tea");
    await shows(page, "telegram", "The kettle");
    const before = await page.locator('[data-pane="telegram"]').textContent();
    await page.locator('[data-pane="telegram"] button').last().click();
    await expect.poll(() => page.locator('[data-pane="telegram"]').textContent()).not.toBe(before);
    await leave(page);
  });

  it("keeps a keyboard's place when a button is pressed, also where the answer takes long", async () => {
    const { page } = await open();
    await ask(page, "/search cup");
    const next = page.locator('[data-pane="telegram"] button', { hasText: "Next" });
    await next.focus();
    const style = "getComputedStyle(document.querySelector('[data-pane=telegram]'))";
    const isHidden = () => page.evaluate(`${style}.opacity === "0" || ${style}.visibility === "hidden"`);
    await page.route("**/answer?*", async (route) => {
      await until(isHidden, "the old answer to be out of sight");
      await route.continue();
    });
    const before = await page.locator('[data-pane="telegram"]').textContent();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator('[data-pane="telegram"]').textContent()).not.toBe(before);
    const place = "document.activeElement.closest('[data-pane]')?.dataset.pane";
    await expect.poll(() => page.evaluate(place)).toBe("telegram");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(place)).toBe("telegram");
    await leave(page);
  });

  it("gives every answer an address: the next page too, to which Back returns; titles name it", async () => {
    const { page } = await open({ locale: "en-GB" });
    await ask(page, "/tag tea");
    await shows(page, "discord", "1. The kettle");
    await expect.poll(() => page.title()).toBe("/tag tea · A tidy desk");
    await page.locator('[data-pane="discord"] button', { hasText: "Next" }).click();
    await shows(page, "discord", "9. Cup number");
    await shows(page, "telegram", "Page 2 of 2");
    expect(await page.title()).toMatch(/tea.* · 2 \/ 2 · A tidy desk$/);
    await page.reload();
    await shows(page, "discord", "9. Cup number");
    expect(await page.locator(".discord [data-asked]").textContent()).toBe("/tag tea");
    await page.goBack();
    await shows(page, "discord", "1. The kettle");
    await leave(page);
  });

  it("shows no old answer under a new question that cannot be asked, and says so", async () => {
    const { page } = await open({ locale: "en-GB" });
    await shows(page, "discord", "The kettle");
    await page.context().setOffline(true);
    await ask(page, "/categories");
    await page.getByRole("status").getByText("Postern does not answer").waitFor();
    expect(await page.locator("#panes").textContent()).not.toContain("The kettle");
    await page.context().setOffline(false);
    await ask(page, "/tag tea");
    await shows(page, "discord", "The kettle");
    await leave(page);
  });

  it("explains on the page where new posts can be had", async () => {
    const { page } = await open({ locale: "en-GB" });
    await ask(page, "/subscribe tea");
    await shows(page, "telegram", "Ask there with /subscribe");
    await leave(page);
  });

  it.each([390, 1280])("is without a fault of access at %d px, in light and dark", async (width) => {
    const { page } = await open({ viewport: { width, height: 844 }, bypassCSP: true });
    await page.evaluate(axe.source);
    for (const [line, shown] of [
      ["/tag tea", "The kettle"],
      ["/post kettle", "Water first."],
      ["/read steam by numbers", "Steam by numbers"],
    ] as const) {
      await ask(page, line);
      await shows(page, "discord", shown);
      // In the dark only colours are others.
      for (const [colorScheme, runOnly] of [
        ["light", null],
        ["dark", ["color-contrast"]],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        const options = { resultTypes: ["violations"], ...(runOnly && { runOnly }) };
        const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
        const told = violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
        expect(told, `${line}, ${colorScheme}`).toEqual([]);
      }
    }
    await leave(page);
  });

  it("has a tab for each chat on a phone, and shows both side by side where there is room", async () => {
    const { page } = await open({ viewport: { width: 390, height: 844 } });
    const pane = (name: string) => page.locator(`.pane.${name}`);
    const seen = async () => [await pane("discord").isVisible(), await pane("telegram").isVisible()];
    expect(await seen()).toEqual([true, false]);
    await page.getByText("Telegram", { exact: true }).first().click();
    expect(await seen()).toEqual([false, true]);
    await page.setViewportSize({ width: 1280, height: 844 });
    expect(await seen()).toEqual([true, true]);
    for (const name of ["discord", "telegram"])
      expect(await pane(name).locator(".by").textContent()).toMatch(/Postern\s+APP\s+\d?\d:\d\d/);
    await leave(page);
  });

  it("completes while one types, by the keyboard alone", async () => {
    const { page } = await open();
    await page.focus("#ask");
    await page.keyboard.type("/post kett");
    await page.locator("#completions li", { hasText: "The kettle" }).waitFor();
    const first = page.locator("#completions li").first();
    expect(await first.locator("b").textContent()).toMatch(/^The kettle <\/b><script>.*<\/script>$/);
    expect(await first.locator("small").textContent()).toBe("May 1, 2024");
    expect(await page.locator("#status").textContent()).toBe("1 suggestion");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await shows(page, "discord", "Water first.");
    await leave(page);
  });

  it("runs nothing that a post brings", async () => {
    const { page, faults } = await open();
    await ask(page, "/post kettle");
    await shows(page, "discord", "<script>");
    expect(await page.title()).not.toContain("taken");
    expect(await page.locator(".panes script, .panes [onerror], .panes a[href^='javascript:']").count()).toBe(
      0,
    );
    // Of the picture `x`, which is nowhere.
    await expect.poll(() => faults).toEqual([expect.stringContaining("Failed to load resource")]);
    await leave(page);
  });

  it("shows the blog's pictures, which the bot fetches; those that cannot be had are told by name", async () => {
    const { page, requests } = await open();
    for (const line of ["/post A view", "/read A view"]) {
      await ask(page, line);
      for (const chat of ["discord", "telegram"]) {
        const pane = page.locator(`.chat-${chat}`);
        await expect
          .poll(() =>
            pane
              .locator("img.blog")
              .evaluateAll((all) => all.map((one) => Reflect.get(one, "naturalWidth") as unknown)),
          )
          .toEqual([1280]);
      }
    }
    const text = (chat: string) => page.locator(`.chat-${chat}`).innerText();
    expect(await text("discord")).toMatch(/🖼\s*a gap\s+🖼\s*a trap/);
    expect(await text("telegram")).toMatch(/🖼\s*lost\s+🖼\s*program\s+the sea · a gap · a trap/);
    expect(requests.filter((url) => !url.startsWith(address))).toEqual([]);
    // What no answer shows is not fetched for anybody.
    const own = `${address}/picture?url=${encodeURIComponent(`${address}/icon.svg`)}`;
    expect((await page.request.get(own)).status()).toBe(404);
  });

  describe("of a post with formulas", () => {
    const question = "/read steam by numbers";
    let opened: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      // What a busy machine has not drawn in time is source, and there the next time.
      const drawn = async (): Promise<boolean> => {
        const answer = await fetch(`${address}/answer?ask=${encodeURIComponent(question)}`);
        const { panes } = (await answer.json()) as Shown;
        const pictures = panes.map(({ html }) => html.split("/formula/").length - 1);
        return JSON.stringify(pictures) === "[1,2]";
      };
      await until(drawn, "one picture in Discord's pane and two in Telegram's");
      opened = await open();
      await ask(opened.page, question);
    });
    afterAll(() => leave(opened.page));

    it.each(["discord", "telegram"])(
      "shows a display in %s as a picture, named by its source",
      async (pane) => {
        const picture = opened.page.locator(`[data-pane="${pane}"] img`).first();
        await picture.waitFor();
        expect(await picture.getAttribute("alt")).toBe('\\frac{p}{\\text{"><script>}}');
        await expect
          .poll(() =>
            picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
          )
          .toBe(880);
      },
    );

    it("shows one within a line there in Telegram; Discord cannot", async () => {
      const inline = opened.page.locator('[data-pane="telegram"] p img');
      expect(await inline.getAttribute("alt")).toBe("\\tilde{q}_{a,b}");
      const { width, height } = (await inline.boundingBox()) ?? { width: 0, height: 0 };
      expect(width).toBeGreaterThan(10);
      expect(width).toBeLessThan(60);
      expect(height).toBeLessThan(40);
    });

    it("asks no other server, and gives out no other file", async () => {
      expect(opened.requests.filter((url) => !url.startsWith(address))).toEqual([]);
      expect(opened.faults).toEqual([]);
      const other = await opened.page.request.get(`${address}/formula/..%2Fpostern.db`);
      expect(other.status()).toBe(404);
    });
  });

  it("answers without JavaScript too", async () => {
    const without = `${address}/?ask=${encodeURIComponent("/post kettle")}`;
    const { page } = await visitor.open(without, { javaScriptEnabled: false });
    expect(await page.locator('[data-pane="discord"]').textContent()).toContain("The kettle");
    await page.goto(`${address}/?ask=${encodeURIComponent("/help")}`);
    expect(await page.locator('[data-pane="discord"]').textContent()).toContain("Only you can see this");
    await leave(page);
  });

  it("fits a phone, in the dark as well", async () => {
    const { page } = await open({ viewport: { width: 360, height: 740 }, colorScheme: "dark" });
    await ask(page, "/tag tea");
    await shows(page, "discord", "The kettle");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    await leave(page);
  });
});
