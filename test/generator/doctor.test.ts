// What the doctor tells of a site: faults before warnings before notes, each with the files it is about.
import { expect, test } from "vitest";
import { examine, trialsFor, type Finding } from "../../src/generator/doctor.js";
import { site } from "./site.js";

const front = (...lines: string[]) => `---\n${lines.join("\n")}\n---\nWords.\n`;
const CONFIG = "url: https://d.example\npermalink: /:title/\n";

async function findings(posts: Record<string, string>, config = CONFIG): Promise<readonly Finding[]> {
  const paths = Object.fromEntries(
    Object.entries(posts).map(([name, text]) => [`source/_posts/${name}`, text]),
  );
  const hexo = await site({ "_config.yml": config, "source/_posts/.keep": "", ...paths });
  const names = Object.keys(paths);
  const read = names.filter((path) => hexo.kind(path) === "post").map((path) => hexo.parsed(path));
  return examine({
    site: hexo.reader.site,
    problems: [...hexo.reader.problems, ...names.flatMap((path) => hexo.problems(path))],
    posts: read.map(({ post }) => post),
    bodyOf: (post) => read.find((one) => one.post === post)?.body ?? null,
  });
}
const kinds = (found: readonly Finding[]) => found.map(({ kind }) => kind);

test("a healthy site gives nothing to say", async () => {
  const dated = front("title: A", "date: 2024-01-02 03:04:05", "tags: [x]");
  expect(await findings({ "a.md": dated }, `${CONFIG}timezone: Asia/Shanghai\n`)).toEqual([]);
});

test("a site without address and zone is told which settings to make", async () => {
  const found = await findings({ "a.md": front("date: 2024-01-02") }, "title: x\n");
  expect(kinds(found)).toEqual(["site url", "time zone"]);
  expect(found.map(({ message }) => message).join()).toMatch(/SITE_URL.*SITE_TIMEZONE/s);
});

test("two posts of one address, posts without date, hidden and protected ones are counted", async () => {
  const found = await findings({
    "a.md": front("permalink: /same/"),
    "b.md": front("permalink: /same/", "date: 2024-01-02"),
    "c.md": front("published: false"),
    "d.md": front("password: x", "date: 2024-01-02"),
  });
  expect(kinds(found)).toEqual(["same address", "time zone", "undated", "protected", "hidden"]);
  expect(found[0]?.sources).toEqual(["source/_posts/a.md", "source/_posts/b.md"]);
  expect(found[2]?.sources).toEqual(["source/_posts/a.md"]);
});

test("a skipped file is a fault, a warning about a post that was read is not", async () => {
  const found = await findings({
    "a.md": "---\ntitle: a\ntitle: b\n---\n",
    "b.md": front("draft: true", "date: 2024-01-02"),
  });
  expect(
    found
      .filter(({ kind }) => kind === "skipped" || kind === "told")
      .map(({ level, sources }) => [level, sources[0]]),
  ).toEqual([
    ["fault", "source/_posts/a.md"],
    ["warning", "source/_posts/b.md"],
  ]);
});

test("tags that differ only in case or spaces are shown together", async () => {
  const found = await findings({
    "a.md": front("tags: [Deep Learning, x]"),
    "b.md": front("tags: [deep-learning]"),
  });
  expect(found.find(({ kind }) => kind === "tag variants")?.message).toContain(
    "“Deep Learning” and “deep-learning”",
  );
});

test("a link to where no post stands is told, a good one and a picture are not", async () => {
  const found = await findings({
    "a.md": `${front("title: a")}[b](/b/) [c](https://d.example/c) [p](/p.png) [o](https://o.example/x)`,
    "b.md": front("title: b"),
  });
  expect(found.filter(({ kind }) => kind === "broken link").map(({ message }) => message)).toEqual([
    "source/_posts/a.md links to https://d.example/c, where no post is.",
  ]);
});

test("the trials for wrong links begin with the build machine in UTC", () => {
  const trials = trialsFor({
    title: "",
    url: "http://d.example/blog",
    timezone: "Asia/Tokyo",
    lang: null,
    generator: "hexo",
  });
  expect(trials.map(({ setting }) => setting)).toEqual([
    "BUILD_TIMEZONE=UTC",
    "BUILD_TIMEZONE=Asia/Tokyo",
    "SITE_URL=http://d.example",
    "SITE_URL=http://www.d.example/blog",
    "SITE_URL=https://d.example/blog",
  ]);
});
