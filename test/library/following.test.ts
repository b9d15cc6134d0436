// The library follows a folder: what it says while files come, change, break and go.
import { chmod, rename } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSite } from "../../src/generator/detect.js";
import { makeRoom, prose, type Room, textsOf } from "./room.js";
import { file, openTinySite } from "./tiny-site.js";

let room: Room;
beforeEach(async () => {
  room = await makeRoom();
});
afterEach(() => room.close());

describe("the first reading", () => {
  it("hands on every post with its text, newest first in the list", async () => {
    await room.write("a.md", file({ title: "Old", date: "2020-01-01" }, "old text"));
    await room.write("deep/b.md", file({ title: "New", date: "2024-01-01" }, "new text"));
    const { library, titles, changes } = await room.open();
    expect(titles()).toEqual(["New", "Old"]);
    expect((await textsOf(changes)).toSorted()).toEqual(["new text", "old text"]);
    expect(library.visible()).toBe(library.visible());
  });

  it("keeps drafts in all() and out of everything readers see", async () => {
    await room.write("draft.md", file({ title: "Draft", draft: "true" }, "secret"));
    const { library, titles } = await room.open();
    const [draft] = library.all();
    expect(draft?.title).toBe("Draft");
    expect(titles()).toEqual([]);
    expect(library.get(draft?.id ?? "")).toBeUndefined();
    expect(library.body(draft?.id ?? "")).toBeNull();
    expect(await library.article(draft?.id ?? "")).toBeNull();
  });

  it("gives the text of a visible post and never of a protected one", async () => {
    await room.write("a.md", file({ title: "A" }, "hello"));
    await room.write("p.md", file({ title: "P", password: "x" }, "hidden words"));
    const { library } = await room.open();
    const bodies = await Promise.all(
      library.visible().map(async (post) => (await library.body(post.id)?.text())?.prose ?? null),
    );
    expect(bodies).toEqual(["hello", null]);
    expect(await library.article(library.visible()[1]!.id)).toBeNull();
  });

  it("gives no text of a post whose file was just made a draft", async () => {
    await room.write("a.md", file({ title: "A" }, "hello"));
    const { library } = await room.open({ watch: false });
    await room.write("a.md", file({ title: "A", draft: "true" }, "hello"));
    const [post] = library.visible();
    expect((await library.body(post!.id)?.text())?.prose).toBe("");
    expect(await library.article(post!.id)).toBeNull();
  });

  it("skips a broken file with one warning that names file, line and reason", async () => {
    await room.write("bad.md", "---\ntitle: Bad\n");
    await room.write("good.md", file({ title: "Good" }, "x"));
    const { titles, warnings, library } = await room.open();
    expect(titles()).toEqual(["Good"]);
    expect(warnings).toEqual(["bad.md:1: has no end of its front matter"]);
    expect(library.problems()).toHaveLength(1);
  });

  it("tells of a file that is too large that it is", async () => {
    await room.write("large.md", file({ title: "Large" }, "x".repeat(5 * 1024 * 1024)));
    await room.write("good.md", file({ title: "Good" }, "x"));
    const { titles, warnings } = await room.open();
    expect(titles()).toEqual(["Good"]);
    expect(warnings).toEqual(["large.md: cannot be read: it is over 2 MB."]);
  });

  it("shows one of two posts with one address, by path, and warns of the other", async () => {
    await room.write("b.md", file({ title: "Second", permalink: "same" }, prose("b")));
    await room.write("a.md", file({ title: "First", permalink: "same" }, prose("a")));
    const { library, titles, warnings, until } = await room.open();
    expect(titles()).toEqual(["First"]);
    expect(library.all()).toHaveLength(1);
    expect(warnings).toEqual([expect.stringMatching(/^b\.md: has the same address as a\.md/)]);
    await room.remove("a.md");
    await until(() => titles()[0] === "Second", "the other post");
    expect(library.problems()).toEqual([]);
  });
});

describe("following changes", () => {
  it("tells of a new, a changed and a removed file", async () => {
    const { said, titles, until, changes } = await room.open();
    await room.write("a.md", file({ title: "One" }, prose("one")));
    await until(() => titles()[0] === "One", "the new post");
    expect(said()).toEqual(["added One"]);
    await room.write("a.md", file({ title: "Two" }, prose("one")));
    await until(() => titles()[0] === "Two", "the new title");
    expect(said()).toEqual(["changed Two"]);
    expect(changes.at(-1)).toMatchObject({ before: { title: "One" } });
    await room.remove("a.md");
    await until(() => titles().length === 0, "its end");
    expect(said()).toEqual(["removed Two"]);
  });

  it("tells of a text that changed while all else stayed", async () => {
    await room.write("a.md", file({ title: "One" }, "before"));
    const { said, until, changes } = await room.open();
    said();
    await room.write("a.md", file({ title: "One" }, "after"));
    await until(() => changes.length === 2, "the change");
    expect(await textsOf(changes)).toEqual(["before", "after"]);
  });

  it("follows an atomic save", async () => {
    await room.write("a.md", file({ title: "One" }, "x"));
    const { titles, until, said } = await room.open();
    said();
    await room.write("a.md.tmp", file({ title: "Two" }, "x"));
    await rename(`${room.root}/a.md.tmp`, `${room.root}/a.md`);
    await until(() => titles()[0] === "Two", "the saved title");
    expect(said()).toEqual(["changed Two"]);
  });

  it("lets the old text answer while a file is half-written or broken, and warns once", async () => {
    await room.write("a.md", file({ title: "One" }, "x"));
    const { titles, until, warnings, said } = await room.open();
    said();
    await room.write("a.md", "");
    await room.write("b.md", file({ title: "Other" }, "y"));
    await until(() => titles().includes("Other"), "the other post");
    await room.write("a.md", "---\ntitle: Tw");
    await until(() => warnings.length > 0, "the warning");
    expect(titles()).toContain("One");
    await room.write("a.md", "---\ntitle: Two");
    await room.write("c.md", file({ title: "Third" }, "z"));
    await until(() => titles().includes("Third"), "the third post");
    expect(warnings).toHaveLength(1);
    await room.write("a.md", file({ title: "Two" }, "x"));
    await until(() => titles().includes("Two"), "the mended post");
    expect(said()).toEqual(["added Other", "added Third", "changed Two"]);
  });

  it("takes a burst of 1,000 new posts and of 1,000 changes", async () => {
    const { titles, until, library } = await room.open();
    const save = (title: string): Promise<void[]> =>
      Promise.all(
        Array.from({ length: 1000 }, (_, at) =>
          room.write(`p/${at}.md`, file({ title }, prose(`${at}`, 20))),
        ),
      );
    await save("one");
    await until(() => titles().length === 1000, "1,000 posts");
    await save("two");
    await until(() => titles().every((title) => title === "two"), "1,000 changes");
    expect(library.visible()).toHaveLength(1000);
  });

  it("reads everything anew for data beside a post, and not for other files of its kind", async () => {
    await room.write("a.md", file({ title: "A" }, "x"));
    let opened = 0;
    const { titles, until } = await room.open({
      openSite: (files) => {
        opened += 1;
        return openTinySite(files);
      },
    });
    await room.write("search.json", "[]");
    await until(() => titles().length === 1, "the first post");
    await room.write("b.md", file({ title: "B" }, "x"));
    await until(() => titles().length === 2, "the second post");
    expect(opened).toBe(1);
    await room.write("a.json", "{}");
    await until(() => opened === 2, "another reading");
  });

  it.each(["a.json", "a.11tydata.js"])("hears data that was there before its post: %s", async (name) => {
    await room.write("eleventy.config.js", "export default () => ({});");
    await room.write("posts/b.md", "---\ntitle: B\n---\nWords.\n");
    await room.write(
      `posts/${name}`,
      name.endsWith("js") ? "export default { draft: true }" : '{"draft": true}',
    );
    const { library, until } = await room.open({ openSite });
    await room.write("posts/a.md", "---\ntitle: A\n---\nA secret.\n");
    await until(() => library.all().length === 2, "the post");
    expect(library.visible().map(({ title }) => title)).toEqual(["B"]);
  });

  it("reads everything anew when the site's configuration changes", async () => {
    await room.write("_config.yml", "url: https://one.test\n");
    await room.write("a.md", file({ title: "A" }, "x"));
    const { library, until } = await room.open();
    await room.write("_config.yml", "url: https://two.test\n");
    await until(() => library.visible()[0]?.url === "https://two.test/a/", "the new address");
    expect(library.site.url).toBe("https://two.test");
  });

  it("goes on answering when the folder vanishes, and reads it anew when it comes back", async () => {
    await room.write("a.md", file({ title: "A" }, "x"));
    await room.write("b.md", file({ title: "B" }, "x"));
    const { titles, until, warnings, said } = await room.open();
    said();
    await rename(room.root, `${room.root}-away`);
    await until(() => warnings.some((one) => one.includes("go on answering")), "the warning");
    expect(titles().sort()).toEqual(["A", "B"]);
    await room.write("c.md", file({ title: "C" }, "x"));
    await room.remove("c.md");
    await room.remove("");
    await rename(`${room.root}-away`, room.root);
    await room.write("d.md", file({ title: "D" }, "x"));
    await until(() => titles().includes("D"), "the new post");
    expect(said().filter((one) => !one.endsWith("C"))).toEqual(["added D"]);
  });

  it("takes a folder that is suddenly empty for one that is lost", async () => {
    await room.write("a.md", file({ title: "A" }, "x"));
    await room.write("b.md", file({ title: "B" }, "x"));
    const { titles, until, warnings } = await room.open();
    await Promise.all([room.remove("a.md"), room.remove("b.md")]);
    await until(() => warnings.some((one) => one.includes("suddenly empty")), "the warning");
    expect(titles().sort()).toEqual(["A", "B"]);
  });

  it("shows a post dated in the future when its time has come, even if the clock jumps", async () => {
    await room.write("a.md", file({ title: "Later", date: "2030-01-01" }, "x"));
    let clock = Date.parse("2029-12-31");
    const { titles, until, said } = await room.open({ now: () => new Date(clock) });
    said();
    expect(titles()).toEqual([]);
    clock = Date.parse("2030-01-02");
    await until(() => titles()[0] === "Later", "the scheduled post");
    expect(said()).toEqual(["changed Later"]);
  });

  it("drops a file that is no post any more", async () => {
    await room.write("a.md", file({ title: "A" }, "x"));
    const { titles, until, said } = await room.open();
    said();
    await room.write("a.md", file({ title: "A", page: "true" }, "x"));
    await until(() => titles().length === 0, "its end");
    expect(said()).toEqual(["removed A"]);
  });

  it.skipIf(process.getuid?.() === 0)("keeps a post whose file may not be read any more", async () => {
    await room.write("a.md", file({ title: "A" }, "x"));
    const { titles, until, warnings } = await room.open();
    await chmod(`${room.root}/a.md`, 0);
    await until(() => warnings.length === 1, "the warning");
    expect(titles()).toEqual(["A"]);
  });
});
