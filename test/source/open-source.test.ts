// What SOURCE may say.
import { expect, it } from "vitest";
import { parseSources } from "../../src/source/open-source.js";
import { SourceError } from "../../src/source/source.js";

it("names one source or several", () => {
  expect(parseSources("folder:./posts")).toHaveLength(1);
  expect(
    parseSources(" git:https://x.test/a.git#main:posts  feed:https://x.test/feed\nfolder:/a/b "),
  ).toHaveLength(3);
});

it.each(["posts", "folder:", "svn:https://x.test", "git:file:///x", "feed:file:///x", "folder:a zip:b"])(
  "refuses %j",
  (text) => {
    expect(() => parseSources(text)).toThrow(SourceError);
  },
);
