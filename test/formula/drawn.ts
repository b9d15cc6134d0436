// Formulas drawn by the real program, for the tests of chats; a folder of their own that goes when they stop.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { openFormulas, type FormulaOptions, type Formulas } from "../../src/formula/formulas.js";
import { PATIENCE } from "../until.js";

export const program = pathToFileURL(resolve("dist/formula/draw-orders.js"));

/**
 * A program that answers each order with what `work`, the text of a function of its first source, makes of it; before
 * it begins with one it does what `start` says.
 */
export async function programOf(work: string, start = ""): Promise<URL> {
  const path = join(await mkdtemp(join(tmpdir(), "postern-program-")), "program.mjs");
  await writeFile(
    path,
    `process.on("disconnect", () => process.exit());
process.on("message", async ({ sources: [tex] }) => {
  ${start};
  process.send({ begun: true });
  try {
    process.send({ png: await (${work})(tex) });
  } catch (error) {
    process.send({ fault: error.message });
  }
});`,
  );
  return pathToFileURL(path);
}

export async function drawnFormulas(more: Partial<FormulaOptions> = {}): Promise<Formulas> {
  const folder = await mkdtemp(join(tmpdir(), "postern-formulas-"));
  const formulas = openFormulas({ folder, program, patience: PATIENCE, timeout: PATIENCE, ...more });
  return {
    ...formulas,
    async stop() {
      await formulas.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
