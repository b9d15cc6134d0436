// A table of European words of the owner's own.
import { expect, it } from "vitest";
import { folderOf, runToEnd } from "./program.js";

it("finds by the owner's own words of European languages, and says where they are missing", async () => {
  const POSTS_DIR = await folderOf({
    "a.md": "---\ntitle: Quarzel im Garten\nlang: de\n---\nWie man sie pflegt und was sie kostet.\n",
  });
  const eu = "quarzel\tde blackberry9 damaged\n";
  const DICTIONARIES_DIR = await folderOf({ "eu.tsv": eu });
  const asked = ["ask", "/post", "blackberry"];
  const known = await runToEnd(asked, { POSTS_DIR, DICTIONARIES_DIR });
  expect(known.stdout).toMatch("Quarzel im Garten");
  expect((await runToEnd(asked, { POSTS_DIR })).stdout).not.toMatch(/^Quarzel im Garten/m);
  const missing = await runToEnd(asked, { POSTS_DIR, DICTIONARIES_DIR: await folderOf({}) });
  expect(missing).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/DICTIONARIES_DIR must be a folder that holds eu\.tsv, but /),
  });
});
