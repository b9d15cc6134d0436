// The first `npm start` on a terminal offers to set up; without an answer it starts as it would.
import { existsSync } from "node:fs";
import type { Platform } from "../chat/platform.js";
import { readConfig } from "../config.js";
import { terminalLanguage } from "./terminal-language.js";

/** So that nobody who walked away finds nothing running. */
const PATIENCE_MS = 15_000;

/** Nothing of a blog or a bot is set, and nothing was ever kept. */
function isFirst(platforms: readonly Platform[]): boolean {
  const { given, dataDir } = readConfig([]);
  const wanted = ["POSTS_DIR", "SOURCE", ...platforms.map(({ token }) => token)];
  return wanted.every((name) => given[name] === undefined) && !existsSync(dataDir);
}

export async function offerSetup(platforms: readonly Platform[]): Promise<void> {
  if (!process.stdin.isTTY || !process.stdout.isTTY || !isFirst(platforms)) return;
  const { confirm } = await import("@clack/prompts");
  const { wordsFor } = await import("./init/words.js");
  const words = wordsFor(terminalLanguage(readConfig([]).environment));
  const wanted = await confirm({
    message: words.offer(PATIENCE_MS / 1000),
    active: words.yes,
    inactive: words.no,
    initialValue: false,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (wanted === true) await (await import("./init.js")).init(platforms, null, { set: [] });
}
