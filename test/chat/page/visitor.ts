// Whoever sits before the local page: opens it in a real headless Chromium, asks, and reads.
import { existsSync } from "node:fs";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "playwright-core";
import { PATIENCE } from "../../until.js";

/** Undefined where there is none. */
export const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });

export type Visitor = ReturnType<typeof visitorOf>;
export function visitorOf(browser: Browser) {
  /** Pages of the same settings share a profile, and so a process: to start one costs the processor a second. */
  const profiles = new Map<string, Promise<BrowserContext>>();
  const profile = (options: BrowserContextOptions): Promise<BrowserContext> => {
    const name = JSON.stringify(options);
    const found = profiles.get(name) ?? browser.newContext(options);
    profiles.set(name, found);
    return found;
  };
  return {
    /** A page of its own, and every address it asked for and every fault its console told. */
    async open(address: string, { viewport, colorScheme, ...options }: BrowserContextOptions) {
      const page = await (await profile(options)).newPage();
      if (viewport) await page.setViewportSize(viewport);
      if (colorScheme) await page.emulateMedia({ colorScheme });
      page.setDefaultTimeout(PATIENCE);
      const requests: string[] = [];
      const faults: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
      await page.goto(address);
      return { page, requests, faults };
    },
  };
}

/** Until there is an answer to it, or the page says why not: the one before may look much alike. */
export async function ask(page: Page, line: string): Promise<void> {
  await page.fill("#ask", line);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  const asked = page.locator("[data-asked]", { hasText: line });
  await page.locator("#panes:not([aria-busy])", { has: asked }).waitFor();
}

export const shows = (page: Page, pane: string, text: string): Promise<void> =>
  page.locator(`[data-pane="${pane}"]`, { hasText: text }).waitFor();
