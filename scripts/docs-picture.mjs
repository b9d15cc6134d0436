// `npm run docs:picture`: makes docs/page.png, the sample blog's page, and docs/read-*.png, sample articles as both
// chats show them, with the Chromium that CHROMIUM names.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openChromium } from "./render-all/pictures.mjs";

const dataDir = mkdtempSync(join(tmpdir(), "postern-picture-"));
const bot = spawn(process.execPath, ["bin/postern.cjs", "start"], {
  env: {
    ...process.env,
    DATA_DIR: dataDir,
    HTTP_PORT: "0",
    SITE_TITLE: "A quiet blog",
    SITE_URL: "https://blog.example.org",
  },
});
const address = await new Promise((done, fail) => {
  bot.stdout.on("data", (chunk) => {
    const [, found] = /Ask your blog at (\S+)/.exec(String(chunk)) ?? [];
    if (found) done(found);
  });
  bot.once("exit", () => fail(new Error("Postern ended before it showed its page")));
});
const browser = await openChromium();
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(`${address}/?ask=${encodeURIComponent("/post usefulness")}`);
await page.locator('[data-pane="telegram"]', { hasText: "Make something that gets used" }).waitFor();
await page.screenshot({ path: "docs/page.png" });

/** Sample articles, by the words of their last line. */
const articles = {
  maths: ["/read gradient", "halve it once more"],
  chinese: ["/read 变分推断入门", "为了方便"],
};
for (const [name, [ask, last]] of Object.entries(articles)) {
  await page.setViewportSize({ width: 1280, height: 1400 });
  await page.goto(`${address}/?ask=${encodeURIComponent(ask)}`);
  const panes = ["discord", "telegram"].map((chat) =>
    page.locator(`[data-pane="${chat}"]`, { hasText: last }),
  );
  for (const pane of panes) await pane.waitFor();
  await page.waitForLoadState("networkidle");
  const whole = page.locator("#panes");
  await whole.screenshot({ path: `docs/read-${name}.png` });
}
await browser.close();
bot.kill();
rmSync(dataDir, { recursive: true, force: true });
