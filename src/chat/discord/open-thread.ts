// Changes in a thread that may be archived: it is opened for them, and archived again.
import { RESTJSONErrorCodes as Code, Routes } from "discord-api-types/v10";
import type { PacedRest } from "./paced-rest.js";
import { isCode } from "./push-outcome.js";

/**
 * Whoever may write in a thread may open it, unless it is locked (Discord, Threads: Active & Archived Threads).
 * Throws what the first refusal said where it may not be opened.
 */
export async function inOpenThread(
  thread: string,
  { patch }: PacedRest,
  change: () => Promise<unknown>,
): Promise<void> {
  const archive = (archived: boolean) => patch(Routes.channel(thread), { body: { archived } });
  try {
    await change();
  } catch (error) {
    if (!isCode(error, Code.InvalidActionOnArchivedThread)) throw error;
    try {
      await archive(false);
    } catch {
      throw error;
    }
    try {
      await change();
    } finally {
      // Without the right to it the thread stays open until Discord archives it.
      await archive(true).catch(() => undefined);
    }
  }
}
