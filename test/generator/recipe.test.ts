// A generator is added as docs/architecture.md says: one file, and one line in a list.
import { expect, test } from "vitest";
import type { Generator } from "../../src/generator/generator.js";
import { dataOf, type Kin } from "../../src/generator/plain/kin.js";
import { plain, plainWith } from "../../src/generator/plain/plain.js";
import { textField } from "../../src/generator/rules/fields.js";
import { site } from "./site.js";

const toy: Kin = {
  name: "toy",
  marks: [{ file: /^toy\.toml$/ }],
  posts: ["writing"],
  async said({ file }, files) {
    const config = await dataOf(files, file);
    return {
      title: textField(config, "name"),
      url: textField(config, "home"),
      link: ({ place, slug }) => `/w/${slug ?? place.name}.html`,
    };
  },
  category: (folder) => folder.toUpperCase(),
  tags: (written) => written.filter((tag) => tag !== "secret"),
  visibility: (source) => (source.endsWith(".wip.md") ? "draft" : null),
};

const files = {
  "toy.toml": 'name = "Toys"\nhome = "https://toy.example"\n',
  "writing/cars/2024-02-03-red.md": "---\ntitle: Red\ntags: [a, secret]\n---\nWords.\n",
  "writing/blue.wip.md": "---\nslug: navy\n---\nWords.\n",
  "other.md": "",
};

test("a file of data and small functions makes a generator", async () => {
  const read = await site(files, {}, [plainWith([toy])]);
  expect(read.reader.site).toMatchObject({ title: "Toys", foundBy: "toy.toml" });
  expect(read.post("writing/cars/2024-02-03-red.md")).toMatchObject({
    url: "https://toy.example/w/red.html",
    date: { wall: "2024-02-03T00:00:00" },
    categories: [["CARS"]],
    tags: ["a"],
  });
  expect(read.post("writing/blue.wip.md")).toMatchObject({
    url: "https://toy.example/w/navy.html",
    visibility: "draft",
  });
  expect(read.kind("other.md")).toBe("ignored");
});

test("a generator with rules of its own stands before the others", async () => {
  const own: Generator = {
    ...plain,
    name: "own",
    detect: async (site) => ((await site.exists("own.json")) ? "own.json" : null),
  };
  const read = await site({ "own.json": "{}", "a.md": "Words." }, { url: "https://own.example" }, [
    own,
    plain,
  ]);
  expect(read.reader.site.foundBy).toBe("own.json");
  await expect(site({}, { generator: "hexo" }, [own, plain])).rejects.toThrow(/must be one of own, plain/);
});
