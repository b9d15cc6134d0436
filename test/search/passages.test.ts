// Where in a post's text a question is answered: the sentence, and the heading it stands under.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { findPassage } from "../../src/search/rank/passage.js";
import { createTextReader } from "../../src/search/rank/text-lines.js";
import { judgeLines } from "../../src/search/rank/where-met.js";
import { createMarker } from "../../src/search/rank/where.js";
import { aBody } from "../fixtures/a-body.js";
import { until } from "../until.js";
import { postOf } from "./post-of.js";

/** The sentence and heading for a question to a post. */
async function answered(query: string, markdown: string, title = "Some post") {
  const body = aBody(markdown);
  const post = postOf({ title });
  const index = createSearchIndex({ body: async () => body });
  await index.put([{ post, body }]);
  await index.ready(query);
  const [place] = await index.passages(query, [post]);
  return place ? [place.sentence, place.headings[place.under]?.title ?? null] : null;
}

const GUIDE = `Every gardener starts somewhere. This is about tools.

## Spades

A spade lasts for years. Oil its handle twice a year! Rust is the enemy.

### Repairing a handle

Cut ash wood to length, e.g. with a saw.

## 剪刀

修枝用的剪刀要常磨。刀口钝了会压伤枝条！

## Watering cans

Fill it in the evening.
`;

test.each([
  ["a word", "rust", "Rust is the enemy.", "Spades"],
  ["another form", "oiling handles", "Oil its handle twice a year!", "Spades"],
  ["a misspelling", "evning", "Fill it in the evening.", "Watering cans"],
  [
    "words of a heading and of a sentence below it",
    "watering evening",
    "Fill it in the evening.",
    "Watering cans",
  ],
  [
    "a heading alone: its section's first sentence",
    "repairing a handle",
    "Cut ash wood to length, e.g. with a saw.",
    "Repairing a handle",
  ],
  ["above all headings", "gardener", "Every gardener starts somewhere.", null],
  ["Chinese", "磨剪刀", "修枝用的剪刀要常磨。", "剪刀"],
  ["Chinese in English", "scissors", "修枝用的剪刀要常磨。", "剪刀"],
  ["quoted words", '"lasts for years"', "A spade lasts for years.", "Spades"],
  ["with a filter", "tag:x saw", "Cut ash wood to length, e.g. with a saw.", "Repairing a handle"],
])("%s", async (_, query, sentence, heading) => {
  expect(await answered(query, GUIDE)).toEqual([sentence, heading]);
});

test("formulas are read in a sentence as they are in a chat; what is a formula alone is no sentence", async () => {
  const text = `# Channels of $x$

$$E = mc^2$$

$p_2$

Let $(\\tilde{X},Y)\\sim p(x)$, so $\\tilde{X}$ is independent.
It costs $x^2 \\le 5$ coins. Many ${"$a_{i}+b_{j}+c_{k}+d_{l}+e_{m}$, ".repeat(60)}are here. A wide one, $${"a+".repeat(50)}a$, is cut.

## Proof

$$z$$

Nothing is said.`;
  expect(await answered("independent", text)).toEqual([
    "Let (X̃, Y) ∼ p(x), so X̃ is independent.",
    "Channels of x",
  ]);
  expect(await answered("coins", text)).toEqual(["It costs x² ≤ 5 coins.", "Channels of x"]);
  expect(await answered("wide one", text)).toEqual(["A wide one, …, is cut.", "Channels of x"]);
  expect((await answered("many", text))?.[0]).toMatch(/^Many aᵢ \+ bⱼ \+ .{1,600}…, …/u);
  expect(await answered("proof", text)).toEqual(["Nothing is said.", "Proof"]);
});

test.each([
  ["nothing of the question stands there", "telescope"],
  ["too little of it does", "telescope mirrors grinding rust"],
  ["nothing is asked but a filter", "tag:x"],
])("none where %s", async (_, query) => {
  expect(await answered(query, GUIDE)).toBeNull();
});

test("what the title says is what the whole post is about: a sentence, but no heading", async () => {
  expect(await answered("spade handle", GUIDE, "The handle of a spade")).toEqual([
    "Oil its handle twice a year!",
    null,
  ]);
  expect(await answered("spades", GUIDE, "Spades")).toEqual(["A spade lasts for years.", null]);
  // A heading that is the question itself is meant all the same.
  expect(await answered("repairing a handle", GUIDE, "Repairing a handle at home")).toEqual([
    "Cut ash wood to length, e.g. with a saw.",
    "Repairing a handle",
  ]);
});

test("of headings with the same words the one whose section holds the rest", async () => {
  const markdown = "## Example\n\nA cat.\n\n## Example\n\nA dog.\n";
  const body = aBody(markdown);
  const post = postOf({ title: "T" });
  const index = createSearchIndex({ body: async () => body });
  const [place] = await index.passages("example dog", [post]);
  expect(place).toMatchObject({ sentence: "A dog.", under: 1 });
});

test("a long sentence is cut around its words, and says so", async () => {
  const words = (name: string) => Array.from({ length: 120 }, (_, at) => `${name}${at}`).join(" ");
  const [sentence = ""] = (await answered("needle", `${words("a")} needle ${words("b")}.`)) ?? [];
  expect(sentence).toContain("needle");
  expect(sentence).toMatch(/^….*…$/);
  expect(sentence?.length).toBeLessThanOrEqual(240);
});

test("a body of 10 MB is looked at from its beginning, without holding others up", async () => {
  const line = "Some words about this and that, and something else besides. ".repeat(2000);
  const text = { ...aBody("").text, prose: `The needle is here.\n${line.repeat(85)}` };
  expect(text.prose.length).toBeGreaterThan(10_000_000);
  const post = postOf({ title: "T" });
  const index = createSearchIndex({ body: async () => ({ text }) });
  let [last, longest] = [performance.now(), 0];
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const [place] = await index.passages("needle", [post]);
  clearInterval(watch);
  expect(place?.sentence).toBe("The needle is here.");
  expect(longest).toBeLessThan(500);
});

test("is looked for a line a step, also where each has its words and none the whole of it", () => {
  const [question, lines] = ["cài đặt docker", 2000];
  const prose = "Docker thì cài trước, đặt sau.\n".repeat(lines);
  const text = { ...aBody("").text, prose };
  const ended = <Result>(work: Generator<void, Result>, after: () => void = () => undefined): Result => {
    for (let step = work.next(); ; step = work.next()) {
      after();
      if (step.done === true) return step.value;
    }
  };
  const read = ended(createTextReader().read(text, false));
  let looks = 0;
  let most = 0;
  const texts = new Proxy(read.texts, {
    get: (all, key) => {
      if (/^\d+$/.test(String(key))) looks += 1;
      return Reflect.get(all, key);
    },
  });
  const marker = createMarker(question, false);
  const { parts } = marker.looks;
  const judge = judgeLines(marker, read.table, false);
  const work = findPassage({ text: question, parts, judge }, "T", [], { ...read, texts });
  const passage = ended(work, () => {
    most = Math.max(most, looks);
    looks = 0;
  });
  expect(passage?.sentence).toBe("Docker thì cài trước, đặt sau.");
  expect(read.texts.length).toBeGreaterThan(1000);
  expect(most).toBeLessThanOrEqual(2);
});

test("is looked for in the text as it stands, whatever stood in it when the same was asked before", async () => {
  const post = postOf({ title: "T" });
  const whole = aBody("The needle is here. It is sharp.").text;
  let text = aBody("The needle").text;
  const index = createSearchIndex({ body: async () => ({ text }) });
  const sentence = async () => (await index.passages("needle", [post]))[0]?.sentence ?? null;
  expect(await sentence()).toBe("The needle");
  text = aBody("Nothing yet.").text;
  expect(await sentence()).toBeNull();
  text = whole;
  expect([await sentence(), await sentence()]).toEqual(["The needle is here.", "The needle is here."]);
});

test("keeps no texts in memory for what was found in them", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const filler = "Some words about this and that. ".repeat(30_000);
  const body = async (id: string) => ({
    text: { ...aBody("").text, prose: `The needle ${id} is here.\n${filler}${id}` },
  });
  const index = createSearchIndex({ body });
  collect();
  const before = process.memoryUsage().heapUsed;
  const posts = Array.from({ length: 40 }, (_, at) => postOf({ title: `T${at}` }));
  for (const post of posts) expect((await index.passages("needle", [post]))[0]?.sentence).toContain("needle");
  await until(
    () => {
      collect();
      return process.memoryUsage().heapUsed - before < 10_000_000;
    },
    () => `${(process.memoryUsage().heapUsed - before) / 1e6} MB are kept`,
  );
  expect(posts).toHaveLength(40);
});

test("a protected post, or one that is gone, has none", async () => {
  const index = createSearchIndex({ body: async () => null });
  expect(await index.passages("word", [postOf({ title: "T" }), postOf({ title: "U" })])).toEqual([
    null,
    null,
  ]);
});

test("any question to any text gives a sentence that stands in it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "grapheme", maxLength: 30 }),
      fc.array(fc.string({ unit: "grapheme", maxLength: 400 }), { maxLength: 6 }),
      async (query, lines) => {
        const prose = lines.map((line) => line.replace(/\s+/g, " ")).join("\n");
        const text = { ...aBody("").text, prose };
        const index = createSearchIndex({ body: async () => ({ text }) });
        const [place] = await index.passages(query, [postOf({ title: "T" })]);
        if (!place) return;
        expect(place.sentence.length).toBeLessThanOrEqual(240);
        expect(prose).toContain(place.sentence.replace(/^…|…$/g, ""));
        expect(place.sentence.isWellFormed()).toBe(prose.isWellFormed() || place.sentence.isWellFormed());
      },
    ),
    { numRuns: 60 },
  );
});

test("a heading that is the whole question brings its post before those that hold the words more often", async () => {
  const index = createSearchIndex();
  const bodies = {
    "With the heading":
      "A long text about other things entirely, and then more.\n\n## Further reading\n\nA list.",
    "About reading": "Further reading, more reading, further and further reading. ".repeat(3),
    "Reading once more": "Reading further. Read further on, and read more in reading rooms.",
  };
  await index.put(
    Object.entries(bodies).map(([title, body]) => ({ post: postOf({ title }), body: aBody(body) })),
  );
  const [first] = index.search("further reading");
  expect(first?.post.title).toBe("With the heading");
  expect(first?.matches[0]).toMatchObject({ how: "phrase", field: "body" });
});
