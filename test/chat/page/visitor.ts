// Whoever sits before the local page: opens it in a real headless Chromium, asks, and reads.
import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { PATIENCE } from "../../until.js";

/** Undefined where there is none. */
export const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });

const ORDINARY = { width: 1280, height: 720 };

/** What runs in it, and asks its server, ends. */
export const leave = async (page: Page): Promise<void> => void (await page.goto("about:blank"));

export type Visitor = ReturnType<typeof visitorOf>;
export function visitorOf(browser: Browser) {
  /** One for each profile, used again and again: to make one costs the processor half a second. */
  const pages = new Map<string, Promise<Page>>();
  const pageWith = (options: BrowserContextOptions): Promise<Page> => {
    const name = JSON.stringify(options);
    const found = pages.get(name) ?? browser.newContext(options).then((profile) => profile.newPage());
    pages.set(name, found);
    return found;
  };
  return {
    /**
     * The page alone at this address, and every address it asks for and every fault its console tells from now on. Of each
     * profile there is one page: nobody else may still look at it.
     */
    async open(
      address: string,
      { viewport = ORDINARY, colorScheme = "light", ...options }: BrowserContextOptions,
    ) {
      const page = await pageWith(options);
      page.removeAllListeners();
      await page.unrouteAll();
      await leave(page);
      await page.context().setOffline(false);
      await page.setViewportSize(viewport ?? ORDINARY);
      await page.emulateMedia({ colorScheme });
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
