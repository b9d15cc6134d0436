// A text that is kept is given as long as the file it was read of is the same: no old word of a post is told.
import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isSiteRoot, openSite } from "../../src/generator/detect.js";
import { openFolder } from "../../src/source/folder.js";
import { makeRoom, type Room } from "./room.js";
import { file, isTinyRoot } from "./tiny-site.js";

let room: Room;
beforeEach(async () => {
  room = await makeRoom();
});
afterEach(() => room.close());

/** Files that were not written just now, whose marks tell. */
async function write(path: string, text: string): Promise<void> {
  await room.write(path, text);
  await utimes(join(room.root, path), 1e9, 1e9);
}

/** Nobody tells the library of changes; `read` are the files that were read since they were asked for last. */
async function opened(isRoot = isTinyRoot, site?: typeof openSite) {
  const folder = await openFolder(room.root, { isRoot });
  const paths: string[] = [];
  const source: typeof folder = {
    ...folder,
    read: (path, ...how) => {
      paths.push(path);
      return folder.read(path, ...how);
    },
  };
  const { library } = await room.open({ source, watch: false, ...(site && { openSite: site }) });
  const [post] = library.visible();
  return {
    said: async () => (await library.body(post?.id ?? "")?.text())?.prose,
    read: () => paths.splice(0),
  };
}

test.each([
  ["edited", () => write("a.md", file({ title: "A" }, "words")), "words"],
  ["edited within the time that its mark tells", () => room.write("a.md", file({}, "words")), "words"],
  ["made a draft", () => write("a.md", file({ title: "A", draft: "true" }, "hello")), ""],
  ["removed", () => room.remove("a.md"), ""],
])("a text is read once, and read anew when its file was %s", async (_how, change, now) => {
  await write("a.md", file({ title: "A" }, "hello"));
  const { said, read } = await opened();
  expect(await said()).toBe("hello");
  read();
  expect([await said(), await said(), read()]).toEqual(["hello", "hello", []]);
  await change();
  expect([await said(), await said()]).toEqual([now, now]);
});

test.each([
  ["changes", "Old words."],
  ["comes after it", null],
])("a text says what a file says that it takes in and that %s", async (_how, before) => {
  await room.write(".vitepress/config.js", "export default {};\n");
  await write("posts/a.md", "---\ntitle: A\ndate: 2024-05-06\n---\nHere.\n\n<!--@include: ../part.txt-->\n");
  if (before !== null) await write("part.txt", before);
  const { said } = await opened(isSiteRoot, openSite);
  expect((await said())?.includes("Old words.")).toBe(before !== null);
  await write("part.txt", "New words.");
  expect(await said()).toBe("Here.\nNew words.");
});
