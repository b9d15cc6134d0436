// Whatever is typed is only a query, and is answered.
import { assert, asyncProperty } from "fast-check";
import { expect, test } from "vitest";
import { anyText } from "../fixtures/any-text.js";
import { blogOf, postOf } from "./blog.js";

const blog = blogOf([postOf({ title: "The Kalman filter", tags: ["maths"], categories: [["Notes"]] })]);

test("any text at all is answered without a fault", async () => {
  const commands = blog.dispatcher.commands.map(({ name }) => name);
  await assert(
    asyncProperty(anyText(6_000), async (rest) => {
      for (const name of commands) await blog.say(`/${name} ${rest}`);
    }),
    { numRuns: 40 },
  );
});

test.each([
  ["6,000 spaces", " ".repeat(6000)],
  ["6,000 characters", "字".repeat(6000)],
  ["regex signs", "(a+)+$["],
  ["emoji", "🧑‍🚀🧑‍🚀"],
  ["a tag", "<script>"],
  ["control characters", "\u0000\u202e"],
  ["a path", "../../etc/passwd"],
])("a hostile query is only a query: %s", async (_name, query) => {
  for (const name of ["post", "search", "tag", "category", "random"])
    expect((await blog.say(`/${name} ${query}`)).audience).toMatch(/asker|everyone/);
});
