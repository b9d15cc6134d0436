// A stamp of the form in which this Postern keeps a feed's articles: another version may make other words of the same feed.
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

let known: Promise<string> | undefined;

/** 8 characters, others where the code differs that turns a feed into articles. */
export const feedForm = (): Promise<string> => (known ??= hashOfCode());

async function hashOfCode(): Promise<string> {
  const room = new URL(".", import.meta.url);
  const names = (await readdir(fileURLToPath(room)))
    .filter((name) => /^feed[^.]*\.[jt]s$/.test(name))
    .toSorted();
  const hash = createHash("sha256");
  for (const name of names) hash.update(await readFile(fileURLToPath(new URL(name, room))));
  return hash.digest("hex").slice(0, 8);
}
