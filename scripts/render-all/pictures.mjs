// A page to look through: each post as Discord and Telegram (HTML, and rich) show it, and a picture of each by the Chromium that CHROMIUM names.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { discordPreview } from "../../build/chat/discord/discord-preview.js";
import { telegramPreview } from "../../build/chat/telegram/telegram-preview.js";
import { openFormulas } from "../../build/formula/formulas.js";

/** More posts than this nobody looks through; they are chosen evenly. */
const MOST = 120;

/** Writes `index.html` and, where there is a Chromium, one PNG a post; gives the page's path. */
export async function writePictures(out, posts) {
  await mkdir(out, { recursive: true });
  const step = Math.max(1, posts.length / MOST);
  const chosen = posts.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
  const draw = await drawer();
  const sections = [];
  for (const [at, { path, replies }] of chosen.entries())
    sections.push({ path, name: `${String(at + 1).padStart(3, "0")}.png`, html: await draw.all(replies) });
  await draw.stop();
  const taken = await photograph(out, sections, draw.css);
  const index = join(out, "index.html");
  const body = sections.map(
    ({ path, name, html }) =>
      `<section><h2>${escape(path)}</h2>${taken ? `<img src="${name}" alt="">` : html}</section>`,
  );
  await writeFile(index, pageOf(body.join("\n"), draw.css));
  return index;
}

/** Draws replies as the chats show them side by side, with the pictures of formulas inside. */
export async function drawer() {
  const folder = await mkdtemp(join(tmpdir(), "postern-formulas-"));
  const formulas = openFormulas({ folder });
  const discord = discordPreview("en", { formulas });
  const html = telegramPreview("en", { formulas });
  const rich = telegramPreview("en", { formulas, wish: "where-better" });
  const inside = async (text) => {
    const keys = new Set(Array.from(text.matchAll(/\/formula\/([\w-]+)\.png/g), ([, key]) => key));
    let whole = text;
    for (const key of keys) {
      const png = Buffer.from((await formulas.kept(key)) ?? []).toString("base64");
      whole = whole.replaceAll(`/formula/${key}.png`, `data:image/png;base64,${png}`);
    }
    return whole;
  };
  return {
    css: [discord, html].map(({ css }) => css).join("\n"),
    all: async (replies) => {
      const column = async (preview, shown) => {
        const messages = [];
        for (const reply of shown) messages.push(await inside(await preview.html(reply)));
        return `<div class="column">${messages.join("")}</div>`;
      };
      const whole = replies.filter(({ article }) => article);
      const columns = [column(discord, replies), column(html, replies), column(rich, whole)];
      return `<div class="columns">${(await Promise.all(columns)).join("")}</div>`;
    },
    stop: async () => {
      await formulas.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const pageOf = (body, css) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>render-all</title><style>` +
  `body{font:15px/1.4 system-ui,sans-serif;margin:1rem;background:#f3f3f5}` +
  `section{margin:2rem 0}section>img{max-width:100%}.columns{display:flex;gap:1rem;align-items:start;width:1780px}` +
  `.column{width:582px;overflow-wrap:anywhere}.column>*{margin-bottom:.8rem}${css}</style>${body}`;

const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Gives false, and says why, where no Chromium can be started. */
async function photograph(out, sections, css) {
  const browser = await openChromium().catch((error) => {
    console.log(`No pictures, the page shows the text itself: ${error.message.split("\n")[0]}`);
    return null;
  });
  if (!browser) return false;
  const page = await browser.newPage({ viewport: { width: 1820, height: 400 } });
  for (const { name, html } of sections) {
    await page.setContent(pageOf(html, css));
    await page.screenshot({ path: join(out, basename(name)), fullPage: true });
  }
  await browser.close();
  return true;
}

/** Chromium is only needed here, so playwright-core is loaded only here. */
export async function openChromium() {
  const { chromium } = await import("playwright-core");
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) throw new Error(`there is no ${executablePath}; set CHROMIUM`);
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}
