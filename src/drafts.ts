// A file that is replaced as a whole is written beside itself first, under a name of this process alone, then renamed.
import { createHash } from "node:crypto";
import { readdir, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isLeftBy, thisMachine } from "./this-machine.js";

/** Containers that share a folder have the same process ids. */
const MACHINE = createHash("sha256").update(thisMachine).digest("hex").slice(0, 12);
const DRAFT = /^(?<of>.+?)(?:\.(?<machine>\w+)-(?<pid>\d+))?\.new$/;
/** A draft of another machine, or of this one before it started anew, is left behind once nobody wrote to it for so long. */
const LEFT_MS = 600_000;

/** Where what is to stand in a file is written. */
export const draftOf = (file: string): string => `${file}.${MACHINE}-${process.pid}.new`;

/** Removes drafts of a file that processes left behind that were killed; before this one writes any. */
export const clearDrafts = (file: string): Promise<void> => clear(dirname(file), basename(file));
/** The same of all files in a folder. */
export const clearDraftsIn = (folder: string): Promise<void> => clear(folder, null);

async function clear(folder: string, of: string | null): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  await Promise.all(
    names.map(async (name) => {
      const { of: found, machine, pid } = DRAFT.exec(name)?.groups ?? {};
      if (found === undefined || (of !== null && found !== of)) return;
      const path = join(folder, name);
      const isLeft = machine === MACHINE ? isLeftBy(Number(pid)) : await isOld(path);
      // What cannot be removed does no harm.
      if (isLeft) await rm(path).catch(() => undefined);
    }),
  );
}

async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > LEFT_MS;
}
