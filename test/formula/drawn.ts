// Formulas drawn by the real worker, for the tests of chats; a folder of their own that goes when they stop.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { openFormulas, type FormulaOptions, type Formulas } from "../../src/formula/formulas.js";
import { PATIENCE } from "../until.js";

export const worker = pathToFileURL(resolve("dist/formula/draw.js"));

export async function drawnFormulas(more: Partial<FormulaOptions> = {}): Promise<Formulas> {
  const folder = await mkdtemp(join(tmpdir(), "postern-formulas-"));
  const formulas = openFormulas({ folder, worker, patience: PATIENCE, timeout: PATIENCE, ...more });
  return {
    ...formulas,
    async stop() {
      await formulas.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
