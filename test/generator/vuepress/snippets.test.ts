// Code that a page of VuePress or VitePress takes in from a file of the site, through the library.
import { afterEach, beforeEach, expect, it } from "vitest";
import { toPlain } from "../../../src/document/plain.js";
import { isSiteRoot, openSite } from "../../../src/generator/detect.js";
import { openFolder } from "../../../src/source/folder.js";
import { makeRoom, type Room } from "../../library/room.js";

let room: Room;
beforeEach(async () => void (room = await makeRoom()));
afterEach(() => room.close());

async function read(page: string, files: Record<string, string>): Promise<string> {
  await room.write(".vitepress/config.js", "export default { title: 'Log' }");
  for (const [path, text] of Object.entries(files)) await room.write(path, text);
  await room.write("posts/a.md", `---\ntitle: A\n---\nFirst.\n\n${page}\n\nLast.\n`);
  const source = await openFolder(room.root, { isRoot: isSiteRoot });
  const { library } = await room.open({ openSite, source });
  await library.settled();
  const [post] = library.visible();
  const article = await library.article(post?.id ?? "");
  return toPlain(article?.parts.flatMap(({ document }) => document) ?? []);
}

it.each([
  ["from the root", "<<< @/snippets/a.js{1}", "First.\nlet a;\nLast."],
  ["beside the page", "<<< ./b.js", "First.\nlet b;\nLast."],
  ["a part", "<<< @/snippets/c.ts#part{1,2 ts:line-numbers} [c.ts]", "First.\nlet c;\nLast."],
  ["one that is not there", "<<< @/snippets/none.js", "First.\nLast."],
  ["a hidden one", "<<< @/.env", "First.\nLast."],
  ["one outside the site", "<<< ../../../secret.js", "First.\nLast."],
  ["in a list", "- <<< @/snippets/a.js\n- b", "First.\nlet a;\nb\nLast."],
  ["a text", "One. <!--@include: ./d.md--> Two.", "First.\nOne. Words d.\nMore d. Two.\nLast."],
  ["a part of a text", "<!-- @include: @/posts/d.md{3,3} -->", "First.\nMore d.\nLast."],
  ["in a sample", "```\n<<< @/snippets/a.js\n```", "First.\n<<< @/snippets/a.js\nLast."],
])("%s", async (_, line, expected) => {
  const files = {
    "snippets/a.js": "let a;\n",
    "posts/b.js": "let b;\n",
    "snippets/c.ts": "no;\n// #region part\nlet c;\n// #endregion part\nno;\n",
    "posts/d.md": "---\ntitle: D\n---\nWords d.\n\nMore d.",
    ".env": "SECRET=1",
  };
  expect(await read(line, files)).toBe(expected);
});
