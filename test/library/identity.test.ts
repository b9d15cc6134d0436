// A post keeps its id over renames, retitles and restarts, and two files of one post are one post.
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SiteReader } from "../../src/generator/generator.js";
import { readFileAsPost, shownIn } from "../../src/library/reading.js";
import { makeRoom, prose, type Room, textsOf } from "./room.js";
import { file, openTinySite } from "./tiny-site.js";

let room: Room;
beforeEach(async () => {
  room = await makeRoom();
});
afterEach(() => room.close());

const dated = (title: string, body: string, more: Record<string, string> = {}): string =>
  file({ title, date: "2024-05-06", ...more }, body);

describe("while running", () => {
  it("follows a rename", async () => {
    await room.write("a.md", dated("A", prose("a")));
    const { library, until, said } = await room.open();
    const id = library.visible()[0]!.id;
    expect(id).toMatch(/^[a-z0-9]{10}$/);
    said();
    await room.move("a.md", "b.md");
    await until(() => library.visible()[0]?.source === "b.md", "the new name");
    expect(library.visible()[0]!.id).toBe(id);
    expect(said()).toEqual(["changed A"]);
  });

  it("follows a rename together with a new title and an edit", async () => {
    await room.write("a.md", dated("A", prose("a")));
    const { library, until, said } = await room.open();
    const id = library.visible()[0]!.id;
    said();
    await room.remove("a.md");
    await room.write("b.md", dated("B", `${prose("a")} and a few words more`));
    await until(() => library.visible()[0]?.title === "B", "the new name");
    expect(library.visible()[0]!.id).toBe(id);
    expect(said()).toEqual(["changed B"]);
  });

  it("follows a post of a few words that was renamed and retitled", async () => {
    await room.write("a.md", dated("Building a small editor", "Soon."));
    await room.write("z.md", dated("Quite another thing", "Soon."));
    const { library, until } = await room.open();
    const id = library.visible().find((post) => post.source === "a.md")!.id;
    await room.remove("a.md");
    await room.write("b.md", dated("Building a simple editor", "Soon."));
    await until(() => library.visible().some((post) => post.source === "b.md"), "the new name");
    expect(library.get(id)?.source).toBe("b.md");
  });

  it("gives a file that comes back after a while its id again", async () => {
    await room.write("a.md", dated("A", prose("a")));
    await room.write("z.md", dated("Z", prose("z")));
    const { library, until, titles } = await room.open();
    const id = library.visible().find((post) => post.title === "A")!.id;
    await room.remove("a.md");
    await until(() => titles().length === 1, "its end");
    await room.write("other.md", dated("A", prose("a")));
    await until(() => titles().length === 2, "its return");
    expect(library.get(id)?.source).toBe("other.md");
  });

  it("does not take another post with the same title or the same date for a rename", async () => {
    await room.write("a.md", dated("Same", prose("a")));
    await room.write("z.md", dated("Z", prose("z")));
    const { library, until } = await room.open();
    const ids = library.all().map((post) => post.id);
    await room.remove("a.md");
    await room.write("b.md", dated("Same", prose("something else")));
    await until(() => library.visible().some((post) => post.source === "b.md"), "the other post");
    expect(ids).not.toContain(library.visible().find((post) => post.source === "b.md")!.id);
  });

  it("follows front matter that names the post for ever, whatever else changed", async () => {
    await room.write("a.md", file({ title: "A", id: "7f3a" }, prose("a")));
    await room.write("z.md", dated("Z", prose("z")));
    const { library, until } = await room.open();
    const id = library.visible().find((post) => post.title === "A")!.id;
    await room.remove("a.md");
    await room.write("new/b.md", file({ title: "B", id: "7f3a", date: "2023-01-01" }, prose("rewritten")));
    await until(() => library.get(id)?.title === "B", "the post under its id");
  });

  it("keeps apart what differs in title or address, however alike date and text", async () => {
    await room.write("1.0.4.md", dated("Kettle 1.0.4", prose("patch")));
    await room.write("1.1.2.md", dated("Kettle 1.1.2", prose("patch")));
    await room.write("monday.md", dated("Photo", "![](a.jpg)"));
    await room.write("tuesday.md", dated("Photo", "![](b.jpg)"));
    await room.write("notes.md", dated("Notes", prose("notes")));
    await room.write("more-notes.md", dated("Notes", prose("notes")));
    await room.write("copied.md", dated("First", prose("first"), { id: "copied" }));
    await room.write("copied-from.md", dated("Second", prose("first"), { id: "copied" }));
    const { library, titles, until } = await room.open({ settle: 60_000 });
    expect(titles()).toHaveLength(8);
    expect(library.problems().filter(({ kind }) => kind === "duplicate")).toEqual([]);
    // One of them goes: the others, though they came moments ago, are not what it became.
    const ids = library.all().map((post) => post.id);
    const [gone] = library.all().filter((post) => post.source === "notes.md");
    await room.remove("notes.md");
    await until(() => titles().length === 7, "its end");
    expect(library.all().map((post) => post.id)).toEqual(ids.filter((id) => id !== gone!.id));
  });

  it("does not take a post with a lasting name of its own for what another became", async () => {
    await room.write("a.md", dated("Episode one", prose("text"), { id: "1" }));
    await room.write("z.md", dated("Z", prose("z")));
    const { library, titles, until, said } = await room.open();
    const id = library.all().find((post) => post.source === "a.md")!.id;
    said();
    await room.remove("a.md");
    await room.write("b.md", dated("Episode two", prose("text"), { id: "2" }));
    await until(() => titles().includes("Episode two"), "the second");
    expect(library.get(id)).toBeUndefined();
    expect(said().sort()).toEqual(["added Episode two", "removed Episode one"]);
  });

  it("follows a move whose new file comes before the old one goes", async () => {
    await room.write("old.md", dated("How to", prose("a")));
    const moved = await room.open({ settle: 60_000 });
    await moved.library.stop();
    const { library, until, said, titles } = await room.open({ settle: 60_000 });
    const id = library.visible()[0]!.id;
    said();
    await room.write("new.md", dated("How to, better", `${prose("a")} one more line`));
    await until(() => titles().length === 2, "both");
    await room.remove("old.md");
    await until(() => titles().length === 1, "the end of the old file");
    expect(library.visible()[0]).toMatchObject({ id, title: "How to, better", source: "new.md" });
    expect(said()).toEqual(["added How to, better", "changed How to, better", "removed How to, better"]);
    expect(library.problems()).toEqual([]);
  });

  it("takes a new file for one that went long ago only where title or address say so", async () => {
    let time = Date.parse("2026-01-01T00:00:00Z");
    await room.write("0.9.md", dated("Kettle 0.9", prose("template")));
    await room.write("about-tea.md", dated("About tea", prose("tea")));
    await room.write("z.md", dated("Z", prose("z")));
    const { library, titles, until } = await room.open({ settle: 60_000, now: () => new Date(time) });
    const idOf = (title: string) => library.visible().find((post) => post.title === title)?.id;
    const [kettle, tea] = [idOf("Kettle 0.9"), idOf("About tea")];
    await room.remove("0.9.md");
    await room.remove("about-tea.md");
    await until(() => titles().length === 1, "their end");
    time += 60_001;
    await room.write("1.0.md", dated("Entirely other words", prose("template")));
    await room.write("tea/about.md", dated("About tea", prose("tea")));
    await until(() => titles().length === 3, "the new files");
    expect(idOf("Entirely other words")).not.toBe(kettle);
    expect(idOf("About tea")).toBe(tea);
  });

  it("takes a file that lay beside another for longer than a move lasts for a post of its own", async () => {
    await room.write("old.md", dated("How to", prose("a")));
    const first = await room.open();
    const id = first.library.visible()[0]!.id;
    await room.write("new.md", dated("How to, better", prose("a")));
    await first.until(() => first.titles().length === 2, "both");
    await room.remove("old.md");
    await first.until(() => first.titles().length === 1, "the end of the old file");
    expect(first.library.visible()[0]!.id).not.toBe(id);
  });

  it("shows one post when its former file comes back with nothing new in it", async () => {
    await room.write("old.md", dated("How to", prose("a")));
    const first = await room.open();
    const id = first.library.visible()[0]!.id;
    await room.move("old.md", "new.md");
    await first.until(() => first.library.visible()[0]?.source === "new.md", "the new name");
    await room.write("new.md", dated("How to", `${prose("a")} and some more`));
    await first.library.stop();
    const { library, until, warnings, titles } = await room.open();
    await room.write("old.md", dated("How to", prose("a")));
    await until(() => warnings.length === 1, "the warning");
    expect(warnings[0]).toMatch(/^old\.md: is taken for the same post as new\.md/);
    expect(titles()).toEqual(["How to"]);
    await room.remove("new.md");
    await until(() => library.visible()[0]?.source === "old.md", "the file that is left");
    expect(library.visible()[0]!.id).toBe(id);
  });

  it("makes a copy that was then rewritten a post of its own", async () => {
    await room.write("a.md", dated("A", prose("a")));
    const { titles, until, warnings, said } = await room.open();
    said();
    await room.write("again/a.md", dated("A", prose("a")));
    await until(() => warnings.length === 1, "the warning");
    await room.write("again/a.md", file({ title: "B", date: "2024-06-01", permalink: "b" }, prose("b")));
    await until(() => titles().length === 2, "the new post");
    expect(said()).toEqual(["added B"]);
  });

  it("lets the published file stand for a post whose draft was left behind", async () => {
    await room.write("drafts/a.md", dated("A", prose("a"), { draft: "true" }));
    const { titles, until, library } = await room.open();
    const id = library.all()[0]!.id;
    await room.write("posts/a.md", dated("A", prose("a")));
    await until(() => titles()[0] === "A", "the published post");
    expect(library.visible()[0]!.id).toBe(id);
    expect(library.all()).toHaveLength(1);
  });

  it("keeps translations and posts of one date apart", async () => {
    await room.write("a.en.md", dated("A", prose("a"), { lang: "en" }));
    await room.write("a.zh.md", dated("A", prose("a"), { lang: "zh" }));
    await room.write("b.md", dated("B", prose("b")));
    const { titles } = await room.open();
    expect(titles()).toHaveLength(3);
  });
});

describe("over a restart", () => {
  const idOf = async (title: string): Promise<string> => {
    const { library } = await room.open({ watch: false });
    const id = library.visible().find((post) => post.title === title)!.id;
    await library.stop();
    return id;
  };

  it("keeps ids, also of a post that was renamed and retitled meanwhile", async () => {
    await room.write("a.md", dated("A", prose("a")));
    await room.write("b.md", dated("B", prose("b")));
    const [a, b] = [await idOf("A"), await idOf("B")];
    await room.move("a.md", "c.md");
    await room.write("c.md", dated("C", prose("a")));
    expect(await idOf("C")).toBe(a);
    expect(await idOf("B")).toBe(b);
  });

  it("keeps the id of a post that was renamed and then rewritten", async () => {
    await room.write("a.md", dated("A", prose("a")));
    const first = await room.open();
    const id = first.library.visible()[0]!.id;
    await room.move("a.md", "b.md");
    await first.until(() => first.library.visible()[0]?.source === "b.md", "the new name");
    await room.write("b.md", dated("B", prose("quite another text")));
    await first.until(() => first.titles()[0] === "B", "the new text");
    await first.library.stop();
    expect(await idOf("B")).toBe(id);
  });

  it("keeps the id of a post renamed while running, also when another takes its old name", async () => {
    await room.write("a.md", dated("A", prose("a")));
    const first = await room.open();
    const id = first.library.visible()[0]!.id;
    await room.move("a.md", "b.md");
    await first.until(() => first.library.visible()[0]?.source === "b.md", "the new name");
    await room.write("a.md", file({ title: "Another" }, prose("other")));
    await first.until(() => first.titles().length === 2, "the other post");
    await first.library.stop();
    expect(await idOf("A")).toBe(id);
    expect(await idOf("Another")).not.toBe(id);
  });

  it("reads by new rules what an earlier run remembered by old ones", async () => {
    await room.write("_config.yml", "url: https://one.test\n");
    await room.write("a.md", dated("A", prose("a")));
    const first = await room.open({ watch: false });
    expect(first.library.visible()[0]?.url).toBe("https://one.test/a/");
    await first.library.stop();
    await room.write("_config.yml", "url: https://two.test\n");
    const second = await room.open({ watch: false });
    expect(second.library.visible()[0]?.url).toBe("https://two.test/a/");
    expect(await textsOf(second.changes)).toEqual([prose("a")]);
  });

  it("does not parse again what it remembers, and still hands on its text", async () => {
    await room.write("a.md", dated("A", prose("a")));
    await (await room.open({ watch: false })).library.stop();
    let parsed = 0;
    const { changes } = await room.open({
      watch: false,
      openSite: async (files) => {
        const reader = await openTinySite(files);
        return { ...reader, parse: (...args) => (parsed++, reader.parse(...args)) };
      },
    });
    expect(parsed).toBe(0);
    expect(changes).toMatchObject([{ kind: "added", post: { title: "A" } }]);
    expect(await textsOf(changes)).toEqual([prose("a")]);
  });

  it("lives on with a damaged memory, keeping what can be read of it", async () => {
    await room.write("a.md", dated("A", prose("a")));
    await room.write("b.md", dated("B", prose("b")));
    const a = await idOf("A");
    const path = join(room.root, "..", "data", "library.jsonl");
    await appendFile(path, '{"gone":false,"entry":{"path":"b.md","pos');
    expect(await idOf("A")).toBe(a);
    await writeFile(path, Buffer.from([0, 255, 10, 13, 200]));
    expect(await idOf("A")).toBe(a);
    expect((await readFile(path, "utf8")).split("\n").filter((line) => line !== "")).toHaveLength(3);
  });

  it("makes a post of no text that is asked for alone, and leaves out a file of which none can be made", async () => {
    const reader = await openTinySite({
      read: async () => null,
      exists: async () => false,
      list: async () => [],
    });
    let made = 0;
    const failing: SiteReader = {
      ...reader,
      parse(...given) {
        const read = reader.parse(...given);
        if (read.kind !== "post") return read;
        const { known, body, permanent } = read.parsed;
        const parsed = {
          known,
          body,
          permanent,
          get post(): never {
            made += 1;
            throw new Error("too deep");
          },
        };
        return { ...read, parsed };
      },
    };
    const fetched = {
      bytes: Buffer.from(dated("A", "Words.")),
      target: "a.md",
      included: new Map(),
      alone: true,
    };
    const order = { path: "a.md", file: fetched, digest: "one", now: 0 };
    const secret = Buffer.from(dated("A", "Words.", { password: "x" }));
    const locked = { ...order, file: { ...fetched, bytes: secret } };
    const later = { ...order, now: Date.parse("2025-01-01") };
    expect(shownIn.text(failing, later)?.prose).toContain("Words.");
    expect(shownIn.article(failing, later)?.parts).toHaveLength(1);
    // Neither one that is to come nor a locked one is shown.
    expect(shownIn.text(failing, order)).toBeNull();
    expect(shownIn.text(failing, { ...locked, now: later.now })).toBeNull();
    expect(made).toBe(0);
    expect(readFileAsPost(failing, later)).toMatchObject({
      kind: "broken",
      problem: { source: "a.md", message: expect.stringContaining("too deep") },
    });
  });
});
