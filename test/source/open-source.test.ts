// What SOURCE may say.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { parseSources } from "../../src/source/open-source.js";
import { SourceError } from "../../src/source/source.js";
import { recordedLog } from "../recorded-log.js";

const options = {
  dataDir: ".",
  interval: 300,
  token: null,
  maxBytes: 1,
  log: recordedLog(),
  isRoot: async () => false,
  environment: {},
};

it("names one source or several", () => {
  expect(parseSources("folder:./posts")).toHaveLength(1);
  expect(
    parseSources(" git:https://x.test/a.git#main:posts  feed:https://x.test/feed\nfolder:/a/b "),
  ).toHaveLength(3);
});

it("keeps the blanks of a folder's name", async () => {
  const folder = await mkdtemp(join(tmpdir(), "a blog of mine "));
  const sources = parseSources(`folder:${folder} feed:https://x.test/feed`);
  expect(sources).toHaveLength(2);
  const source = await sources[0]?.({ ...options, dataDir: folder });
  expect(source?.name).toBe(basename(folder));
});

it("names itself, not POSTS_DIR, when its folder is not there", async () => {
  const [open] = parseSources("folder:/no/such/folder");
  await expect(open?.(options)).rejects.toThrow(
    /^SOURCE names \/no\/such\/folder, which does not exist.*SOURCE=folder:/,
  );
});

it.each(["posts", "folder:", "svn:https://x.test", "git:file:///x", "feed:file:///x", "folder:a zip:b"])(
  "refuses %j",
  (text) => {
    expect(() => parseSources(text)).toThrow(SourceError);
  },
);
