// Feeds made to be slow hold nobody up, and the next one is read.
import { expect, it } from "vitest";
import { THREADS } from "../app/program.js";
import { feedRoom } from "./feed-room.js";

const { open, serve } = feedRoom();
/** Nothing here needs more, and each kind of slow feed uses all of it up. */
const threads = { program: THREADS["source/feed-thread"], budget: 100, most: 1 };
const each = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join("");
const rss = (items: string): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Blog</title>${items}</channel></rss>`;

it.each([
  ["attributes by the hundred thousand", `<item ${each(200_000, (at) => `a${at}="1" `)}/>`],
  ["elements by the hundred thousand", `<item>${"<a>x</a>".repeat(400_000)}</item>`],
  ["articles of one key", "<item><guid>1</guid></item>".repeat(60_000)],
  ["texts without an end", `<item/>${"<![CDATA[".repeat(80_000)}`],
  ["tags without an end", `<item/>${"<item ".repeat(100_000)}`],
])("%s", async (_, items) => {
  serve(rss(items));
  let [last, longest] = [performance.now(), 0];
  const look = setInterval(() => {
    const now = performance.now();
    [last, longest] = [now, Math.max(longest, now - last)];
  }, 5);
  const source = await open("", 3600, threads);
  await source.refresh?.();
  clearInterval(look);
  expect(longest).toBeLessThan(1500);

  serve(rss("<item><title>Good</title><guid>2</guid></item>"));
  expect(await source.refresh?.()).toBeNull();
  const files = await source.scan((path) => path.startsWith("items/"));
  const texts = await Promise.all(files.map(async ({ path }) => Buffer.from(await source.read(path, 1e7))));
  expect(texts.join()).toContain('"title": "Good"');
});
