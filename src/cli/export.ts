// `postern export` and `postern import`: what the store knows as JSON lines, for a backup, a move, another database.
import type { AppContext } from "../blog.js";
import { counted } from "../doctor/finding.js";
import { checkExport, headerLine, readExport } from "../store/export-file.js";
import { print } from "./output.js";
import { withStore } from "./with-store.js";

export async function exportStore(app: AppContext): Promise<void> {
  await withStore(app, false, async (store) => {
    await print(headerLine(new Date()));
    for await (const line of store.exportLines()) await print(JSON.stringify(line));
  });
}

export async function importStore(app: AppContext, file: string): Promise<void> {
  await checkExport(file);
  await withStore(app, true, async (store) => {
    const changed = await store.importLines(readExport(file));
    if (changed > 0) await store.markRestored(store.now());
    await print(
      changed === 0
        ? `Everything in ${file} is known here already.`
        : `${counted(changed, "line")} of ${file} taken in; what was told before is not told again.`,
    );
  });
}
