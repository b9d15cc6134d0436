// Waits until a blog is read, with a bar on a terminal, for one may wait long.
import type { Library } from "../library/library.js";
import { tellWhileReading } from "../library/reading-progress.js";

/** In ms: nothing is shown of a blog that is read sooner. */
const EVERY = 500;

/** The bar is drawn on standard error: the answer alone stands on standard output. */
export async function settle(library: Library, settled: Promise<void>): Promise<void> {
  if (!process.stderr.isTTY) return settled;
  const { progress } = await import("@clack/prompts");
  const shown: { bar?: ReturnType<typeof progress>; read: number } = { read: 0 };
  await tellWhileReading(library, settled, EVERY, ({ read, of }) => {
    if (of === 0) return;
    if (shown.bar === undefined) {
      shown.bar = progress({ max: of, output: process.stderr });
      shown.bar.start();
    }
    shown.bar.advance(read - shown.read, `Reading the posts: ${read} of ${of}`);
    shown.read = read;
  });
  shown.bar?.clear();
}
