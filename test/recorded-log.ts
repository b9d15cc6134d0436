// A log that keeps its warnings as lines: the message and its fields, or of a file's problem the problem alone.
import type { Log } from "../src/log.js";

export function recordedLog(warnings: string[] = []): Log {
  const nothing = (): void => {};
  const warn: Log["warn"] = (fields, message) =>
    void warnings.push(
      typeof fields["problem"] === "string" ? fields["problem"] : `${message} ${JSON.stringify(fields)}`,
    );
  return { debug: nothing, info: nothing, warn, error: warn };
}
