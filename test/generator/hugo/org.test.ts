// Pages in Org, as Hugo takes them.
import { expect, test } from "vitest";
import { site } from "../site.js";

test("of an Org file what Org exports nothing of is hidden", async () => {
  const hugo = await site({
    "hugo.toml": 'baseURL = "https://u.example/"\n',
    "content/a.org":
      "#+title: A\n#+date: 2020-01-01\n\nWords.\n\n# secret\n#+BEGIN_COMMENT\nsecret\n#+END_COMMENT\n:PROPERTIES:\n:X: secret\n:END:\n\n* COMMENT secret\nsecret\n** secret\n* Last :a:\nMore. #tag\n* x :noexport:\nsecret\n",
  });
  const { post, body } = hugo.parsed("content/a.org");
  expect(post.summary).toBe("Words.");
  expect(JSON.stringify(body.document)).not.toContain("secret");
  expect(JSON.stringify(body.document)).toContain("More. #tag");
});
