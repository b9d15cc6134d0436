// A copy put in the place of the database, beside what earlier calls left.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { putBack } from "../../src/store/put-back.js";

let base: string;
const folder = (name: string): string => {
  mkdirSync(join(base, name), { recursive: true });
  return join(base, name);
};
const open = (name: string) => openStore({ dataDir: folder(name), databaseUrl: null });

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "postern-put-back-"));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

it("takes nothing of a call that was cut off for its own, nor of the database before the last", async () => {
  const copy = await open("backup");
  await copy.setState("whose", "the copy");
  await copy.close();
  const cutOff = await open("cut off");
  await cutOff.setState("whose", "the call that was cut off");
  folder("data/restoring");
  for (const name of ["postern.db", "postern.db-wal"])
    copyFileSync(join(base, "cut off", name), join(base, "data/restoring", name));
  await cutOff.close();
  writeFileSync(join(base, "data/postern.db.before-restore-wal"), "of the one before the last");
  writeFileSync(join(base, "data/postern.db"), "A damaged one. ".repeat(1000));

  await putBack(join(base, "backup/postern.db"), folder("data"), () => true);
  const store = await open("data");
  expect(await store.getState("whose")).toBe("the copy");
  await store.close();
  expect(existsSync(join(base, "data/postern.db.before-restore"))).toBe(true);
  expect(existsSync(join(base, "data/postern.db.before-restore-wal"))).toBe(false);
});
