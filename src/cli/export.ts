// `postern export` and `postern import`: what the store knows as JSON lines, for a backup, a move, another database.
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { AppContext } from "../blog.js";
import { counted } from "../doctor/finding.js";
import { checkExport, headerLine, readExport } from "../store/export-file.js";
import { CommandFault } from "./fault.js";
import { print } from "./output.js";
import { withStore } from "./with-store.js";

/** To standard output where `file` is null. An existing file is not overwritten. */
export async function exportStore(app: AppContext, file: string | null): Promise<void> {
  await withStore(app, false, async (store) => {
    const { write, end } = file === null ? { write: print, end: async () => {} } : toFile(file);
    await write(headerLine(new Date()));
    let lines = 0;
    for await (const line of store.exportLines()) {
      lines += 1;
      await write(JSON.stringify(line));
    }
    await end();
    if (file !== null) await print(`${counted(lines, "line")} written to ${file}.`);
  });
}

function toFile(file: string) {
  const stream = createWriteStream(file, { flags: "wx", mode: 0o600 });
  const failed = new Promise<never>((_, fail) =>
    stream.once("error", (error) =>
      fail(
        new CommandFault(`${file} cannot be written: ${error.message}. Name a file that is not there yet.`),
      ),
    ),
  );
  failed.catch(() => {});
  return {
    async write(line: string): Promise<void> {
      if (!stream.write(`${line}\n`)) await Promise.race([once(stream, "drain"), failed]);
    },
    async end(): Promise<void> {
      stream.end();
      await Promise.race([finished(stream), failed]);
    },
  };
}

export async function importStore(app: AppContext, file: string): Promise<void> {
  await checkExport(file);
  await withStore(app, true, async (store) => {
    const changed = await store.importLines(readExport(file));
    await print(
      changed === 0
        ? `Everything in ${file} is known here already.`
        : `${counted(changed, "line")} of ${file} taken in; what was told before is not told again.`,
    );
  });
}
