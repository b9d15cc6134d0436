// The summaries of a Hexo site's posts: the author's own, else the text before the marker, else what Postern makes.
import { describe, expect, test } from "vitest";
import { read } from "./site.js";

describe("summaries", () => {
  const summary = async (body: string, ...lines: string[]) =>
    (await read(`---\ntitle: x\n${lines.join("\n")}\n---\n${body}`)).summary;

  test.each([
    ["First.\n\n<!-- more -->\n\nSecond.", "First."],
    ["Start <!--more--> end.\n\nMore.", "Start"],
    ["First.\n\n```\n<!-- more -->\n```\n\nSecond.\n\n<!-- more -->", "First. <!-- more --> Second."],
    ["P `<!-- more -->` x.\n\nSecond.", "P <!-- more --> x."],
    ["Let $x_1 * y_2$ and $\\hat{X}$ *be* so.\n\n<!--more-->", "Let $x_1 * y_2$ and $\\hat{X}$ be so."],
    ["{% note info %}\nTold.\n{% endnote %}\n\n<!-- more -->", "Told."],
    ["> quoted\n> <!-- more -->\n> rest", "quoted"],
    ["[site][1] and more\n\n<!-- more -->\n\n[1]: https://x.example", "site and more"],
    ["[here](javascript:alert(1)) and so on.\n\n<!-- more -->", "here and so on."],
    ['It\'s "so"...\n\n<!-- more -->', "It’s “so”…"],
  ])("the text before the marker: %j", async (body, text) => {
    expect(await summary(body)).toBe(text);
  });

  test("where Nunjucks is turned off its tags are text", async () => {
    const body = "Shown {{ title }}{% if false %} too{% endif %}.";
    expect(await summary(body, "disableNunjucks: true")).toBe(body);
    expect(await summary(body)).toBe("Shown x.");
  });

  test("JSON that is broken is text, as Hexo takes it", async () => {
    expect((await read(';;;\n"title" "x"\n;;;\nWords.')).title).not.toBe("x");
    expect((await read(';;;\n"title" "x"\n;;;\nWords.')).summary).toContain("title");
  });

  test("an excerpt in front matter comes first, a description after the marker", async () => {
    expect(await summary("Body.\n\n<!-- more -->", "excerpt: Said.", "description: Described.")).toBe(
      "Said.",
    );
    expect(await summary("Body.\n\n<!-- more -->", "description: Described.")).toBe("Body.");
    expect(await summary("Body.", "description: Described.")).toBe("Described.");
  });

  test("without a marker whole sentences are taken that say most, never a heading, caption or code", async () => {
    const filler = "Then I went out.";
    const body =
      '# Sourdough bread\n\n![sourdough bread.](a.png)\n\nSourdough bread rises by wild yeast "alone". ' +
      `My kitchen is blue.\n\n\`\`\`js\nbread();\n\`\`\`\n\n${filler}\n\nFeed the yeast of $S_1$ daily, and sourdough bread will rise.`;
    expect(await summary(body)).toBe(
      "Sourdough bread rises by wild yeast “alone”. Feed the yeast of $S_1$ daily, and sourdough bread will rise.",
    );
  });

  test("where no sentence ends the first paragraph of prose is taken", async () => {
    expect(await summary("# Head\n\nSome words\n\nMore words")).toBe("Some words");
  });

  test("where there is nothing but one sentence it is taken, past everything else", async () => {
    const body =
      "# Head\n\n![cover](a.png)\n\n```js\ncode()\n```\n\n| a |\n|-|\n| b |\n\n$$\nx = 1\n$$\n\nThe **first** words.\n\nNext.";
    expect(await summary(body)).toBe("The first words.");
  });
});
