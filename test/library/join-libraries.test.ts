// Several sources make one library.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { joinLibraries } from "../../src/library/join-libraries.js";
import type { Library, Listener, PostChange } from "../../src/library/library.js";
import { NO_BODY } from "../../src/post/body.js";
import { openLibrary } from "../../src/library/open-library.js";
import { openFolder } from "../../src/source/folder.js";
import type { Post } from "../../src/post/post.js";
import { aPost } from "../fixtures/a-post.js";
import { until } from "../until.js";
import { makeRoom, prose, type Room } from "./room.js";
import { file, isTinyRoot, noOverrides, openTinySite } from "./tiny-site.js";
import { recordedLog } from "../recorded-log.js";

let folder: Room;
let feed: Room;
beforeEach(async () => {
  [folder, feed] = [await makeRoom(), await makeRoom()];
});
afterEach(() => Promise.all([folder.close(), feed.close()]));

async function join() {
  const open = async (room: Room, prefix: string) =>
    openLibrary({
      source: await openFolder(room.root, { isRoot: isTinyRoot }),
      prefix,
      openSite: openTinySite,
      overrides: noOverrides,
      log: recordedLog(),
    });
  const warnings: string[] = [];
  const library = joinLibraries(recordedLog(warnings), await open(folder, ""), await open(feed, "feed"));
  const changes: PostChange[] = [];
  library.onChange((batch) => changes.push(...batch));
  await library.settled();
  const titles = (): string[] => library.visible().map((post) => post.title);
  const settles = (condition: () => boolean, what: string) =>
    until(condition, () => `waited in vain for: ${what}; titles ${titles().join()}`);
  return { library, changes, titles, warnings, until: settles };
}

describe("two sources", () => {
  it("are listed together by date, each post with its text, also when files are named alike", async () => {
    await folder.write("a.md", file({ title: "Old", date: "2020-01-01", permalink: "old" }, "one"));
    await feed.write("a.md", file({ title: "New", date: "2024-01-01", permalink: "new" }, "two"));
    const { library, titles } = await join();
    expect(titles()).toEqual(["New", "Old"]);
    expect(new Set(library.all().map((post) => post.id)).size).toBe(2);
    const bodies = await Promise.all(
      library.visible().map(async (post) => (await library.body(post.id)?.text())?.prose),
    );
    expect(bodies).toEqual(["two", "one"]);
    await library.stop();
  });

  it("show a post that both have once, the earlier source's; the other takes over when that goes", async () => {
    await folder.write("a.md", file({ title: "Mine", permalink: "same" }, prose("a")));
    await feed.write("x.md", file({ title: "Theirs", permalink: "same" }, prose("b")));
    const { library, titles, until, changes, warnings } = await join();
    expect(titles()).toEqual(["Mine"]);
    await folder.remove("a.md");
    await until(() => titles()[0] === "Theirs", "the other source's post");
    await folder.write("a.md", file({ title: "Mine again", permalink: "same" }, prose("a")));
    await until(() => titles()[0] === "Mine again", "the first source's post");
    expect(titles()).toHaveLength(1);
    const shown = new Map<string, string>();
    for (const change of changes) {
      if (change.kind === "removed") expect(shown.delete(change.post.id)).toBe(true);
      else shown.set(change.post.id, (await change.body.text()).prose);
    }
    expect([...shown.values()]).toEqual([prose("a")]);
    // One that fails to follow is told of, and the next change is followed all the same.
    library.onChange(async () => Promise.reject(new Error("full")));
    await folder.write("b.md", file({ title: "More", permalink: "more" }, prose("c")));
    await until(() => titles().includes("More"), "the next post");
    await folder.write("c.md", file({ title: "And more", permalink: "yet" }, prose("d")));
    await until(() => titles().includes("And more"), "the post after it");
    expect(warnings.join()).toMatch(/could not be followed.*full/);
    await library.stop();
  });

  it("of thousands show a change whole or not at all, and are in order before somebody asks", async () => {
    const posts = thousands("other", 60_000);
    const [one, other] = [await aPart(folder, thousands("one", 300)), await aPart(feed, posts)];
    const library = joinLibraries(recordedLog(), one.library, other.library);
    const seen = new Set<number>();
    const look = (): void =>
      void seen.add([posts[0], posts.at(-1)].filter((post) => library.get(post?.id ?? "")).length);
    const sort = vi.spyOn(Array.prototype, "sort");
    const sorted = (): number => {
      sort.mockClear();
      library.all();
      return sort.mock.calls.length;
    };
    try {
      const looking = setInterval(look);
      look();
      await library.settled();
      clearInterval(looking);
      look();
      expect(seen).toEqual(new Set([0, 2]));
      const told: number[] = [];
      library.onChange(() => told.push(sorted()));
      await one.tell(added(aPost({ slug: "new" })));
      await one.tell({ kind: "removed", post: aPost({ slug: "new" }) });
      expect([...told, sorted()]).toEqual([0, 0, 0]);
    } finally {
      sort.mockRestore();
    }
  });
});

const thousands = (name: string, many: number): readonly Post[] =>
  Array.from({ length: many }, (_, at) => aPost({ slug: `${name}-${at}` }));
const added = (post: Post): PostChange => ({
  kind: "added",
  post,
  body: { digest: "", text: async () => NO_BODY.text },
});

/** A source that has read these posts before it is joined. */
async function aPart(room: Room, posts: readonly Post[]) {
  const { library } = await room.open();
  const byId = new Map(posts.map((post) => [post.id, post]));
  const listeners = new Set<Listener>();
  const onChange: Library["onChange"] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    library: { ...library, all: () => posts, get: (id: string) => byId.get(id), onChange },
    tell: (change: PostChange) => Promise.all([...listeners].map((listener) => listener([change]))),
  };
}
