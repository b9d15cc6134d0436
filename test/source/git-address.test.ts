// What SOURCE may say of a git repository.
import { describe, expect, it } from "vitest";
import { parseGitAddress } from "../../src/source/git.js";
import { SourceError } from "../../src/source/source.js";

describe("the address of a repository", () => {
  it("has a branch and a folder", () => {
    expect(parseGitAddress("https://x.test/a.git#main:/source/_posts/")).toEqual({
      url: "https://x.test/a.git",
      branch: "main",
      folder: "source/_posts",
    });
    expect(parseGitAddress("git@x.test:me/blog.git").branch).toBeNull();
    expect(parseGitAddress("https://x.test/a.git#:posts").branch).toBeNull();
  });

  it.each([
    "file:///etc",
    "/home/me/blog",
    "./blog",
    "ext::sh -c touch% /tmp/x",
    "--upload-pack=touch /tmp/x",
    "-u",
    "ssh://-oProxyCommand=x/y",
    "ssh://-oProxyCommand=x@host/y",
    "git@-x:y",
    "git@x:-y",
    "https://user:pass@x.test/a.git",
    "https://token@x.test/a.git",
    "ftp://x.test/a",
    "javascript:alert(1)",
    "https://x.test/a b",
    "https://x.test/a#--upload-pack=x",
    "https://x.test/a#main:../..",
    "https://x.test/a#a..b",
    "https://x.test/a#main#x",
    "",
  ])("is refused as %j", (address) => {
    expect(() => parseGitAddress(address)).toThrow(SourceError);
  });
});
