// Extractive summaries: whole sentences of the article's own prose, in order and within the limit.
import { array, assert, constantFrom, nat, property } from "fast-check";
import { expect, it } from "vitest";
import { parseMarkdown } from "../../src/markdown/read-body.js";
import { segmentsOf, tellingSentences } from "../../src/markdown/telling-sentences.js";

const english = `# Sourdough at home

![a loaf](https://x.example/loaf.png)

Sourdough bread rises by wild yeast alone. My kitchen is blue. A sourdough starter is flour and water that has gone
wild, and the yeast in it needs feeding every day. See https://example.com/bread.

## Feeding the starter

\`\`\`
feed(starter);
\`\`\`

- a list of things.

Feed the starter flour and water, and the bread will rise without any bought yeast. I went out.`;

const chinese = `## 开头

下面是代码：

粒子滤波用一群粒子来表示机器人的位置。今天天气不错。每个粒子都带着一个权重，权重由观测与地图的吻合程度决定。重采样让权重大的粒子留下来，粒子滤波因此逐渐收敛到真实的位置。`;

it("takes whole sentences of the prose, in their order, never headings, code, lists or bare links", () => {
  const text = tellingSentences(parseMarkdown(english), { limit: 200, title: "Sourdough at home" });
  expect(text.length).toBeLessThanOrEqual(200);
  expect(text).toMatch(/^Sourdough bread rises by wild yeast alone\./);
  expect(text).not.toMatch(/kitchen|went out|Feeding the|feed\(|list of|https/);
  expect(text.endsWith(".")).toBe(true);
});

it("works for Chinese, sentences following each other without a space", () => {
  const text = tellingSentences(parseMarkdown(chinese), { limit: 75, title: "粒子滤波" });
  expect(text).toMatch(/粒子/);
  expect(text).not.toMatch(/天气|代码/);
  expect(text).toMatch(/^[^ ]+。$/);
});

it("says nothing where there is no sentence", () => {
  expect(tellingSentences(parseMarkdown("# Title\n\n```\ncode.\n```\n\n![x](https://x.example/y.png)"))).toBe(
    "",
  );
});

it("keeps any limit", () => {
  assert(
    property(nat(400), (limit) => {
      expect(tellingSentences(parseMarkdown(english), { limit }).length).toBeLessThanOrEqual(limit);
    }),
  );
});

it("begins with no sentence that leans on another or with a formula, where there is one that stands alone", () => {
  const prose = (text: string) =>
    tellingSentences(parseMarkdown(text), { title: "Particle filter", limit: 130 });
  const alone = "A particle filter keeps many particles of a robot's position.";
  expect(
    prose(
      `Look:\n\n\tcode\n\nThis particle filter weighs particles by how particles fit the robot. ${alone}`,
    ),
  ).toBe(alone);
  expect(
    prose(`Hi there.\n\n$x_t$ is the particle of the particle filter and its robot's position. ${alone}`),
  ).toBe(alone);
  expect(prose("This post shows a particle filter for robots.")).toBe(
    "This post shows a particle filter for robots.",
  );
});

it.each([
  [
    "half of a bracket",
    "A kettle is a vessel (copper, clay, iron... Most kettles boil water.",
    "Most kettles boil water.",
  ],
  ["mark that was not closed", "The **kettle boils. Most kettles boil water.", "Most kettles boil water."],
  [
    "rest of a sentence behind a title with a full stop of its own",
    'Read the kettle post "Why kettles?" to see kettles of a kettle. Most kettles boil water.',
    "Most kettles boil water.",
  ],
  [
    "rest of a name that begins with a full stop",
    "ケトルでも.NETのケトルの話です。湯を沸かす道具の説明を書きました。",
    "湯を沸かす道具の説明を書きました。",
  ],
])("quotes no %s", (_, text, whole) => {
  const said = tellingSentences(parseMarkdown(text), { title: "Kettle" });
  expect(said).toContain(whole);
  expect(said).not.toMatch(/^to |NET|\(copper|\*\*/);
});

it("leaves out a sentence that alone is too long, not all the others", () => {
  const long = `Kettles ${"and more kettles ".repeat(30)}boil.`;
  expect(tellingSentences(parseMarkdown(`${long} Most people boil water.`), { title: "Kettles" })).toBe(
    "Most people boil water.",
  );
});

it("cuts a line where Unicode's rules end its sentences, whether it asks them or not", () => {
  const signs =
    'a b Z 5 . ! ? … 。 ！ ？ ) " ” 」 、 ; : - , \u0085 \u00a0 \u2024 \u0964 \u0301 \u{11047} Mr. e.g. Wort';
  const pieces = [" ", ...signs.split(" ")];
  const rules = new Intl.Segmenter("en", { granularity: "sentence" });
  const textsOf = (segments: Iterable<{ readonly segment: string }>) =>
    [...segments].map((one) => one.segment);
  assert(
    property(array(constantFrom(...pieces), { maxLength: 12 }), (parts) => {
      const line = parts.join("");
      expect(textsOf(segmentsOf(line))).toEqual(textsOf(rules.segment(line)));
    }),
    { numRuns: 1_000 },
  );
});
