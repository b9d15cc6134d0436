// Words that stand only in the text of a post: all of them are found, however long the text, and titles come first.
import { describe, expect, it, vi } from "vitest";
import { bodyPieces } from "../../src/search/analysis/body-text.js";
import { bodyWords } from "../../src/search/analysis/body-words.js";
import { languagesOf } from "../../src/search/index/index-store.js";
import { aBody } from "../fixtures/a-body.js";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { blogAsked } from "./blog-asked.js";
import { postOf } from "./post-of.js";
import { turnsDuring } from "../turns.js";

/** So many different words, each twice, so that a word said once is the rarest. */
const long = (words: number, sign = (at: number): string => `w${at.toString(36)}ord`): string =>
  Array.from({ length: words * 2 }, (_, at) => sign(at % words)).join(" ");

describe("a word said once", () => {
  it.each([
    ["after a thousand others", `${long(1_000)} zeppelin`, "zeppelin"],
    ["far below", `${"An ordinary sentence of a blog.\n".repeat(4_000)}zeppelin`, "zeppelin"],
    ["in a long line", `${"An ordinary sentence of a blog. ".repeat(4_000)}zeppelin`, "zeppelin"],
    ["behind code", `\`\`\`js\nconst a = 1;\n\`\`\`\n${long(500)} zeppelin`, "zeppelin"],
    ["in a formula", `${long(400)} is $\\text{zeppelin}(A) = 1$`, "zeppelin"],
    ["in Chinese", `${"天气".repeat(400)}。他买了一只水獭`, "水獭"],
    ["in Japanese, in katakana", `${"きょうは良い天気です。".repeat(2_000)}リアクション機能`, "リアクション"],
    ["in Japanese, with its ending", `${"きょうは良い天気です。".repeat(2_000)}それを束ねる`, "束ねる"],
    ["in Korean", `${"날씨가 좋다. ".repeat(4_000)}수달을 보았다`, "수달"],
    ["in Russian", `${"Хорошая погода. ".repeat(4_000)}дирижабль`, "дирижабль"],
    [
      "as a long compound",
      `${long(400)} Donaudampfschifffahrtsgesellschaft`,
      "donaudampfschifffahrtsgesellschaft",
    ],
  ])("%s is found", async (_, body, query) => {
    const ask = await blogAsked([
      { title: "Notes", body },
      { title: "Other notes", body: long(300) },
    ]);
    expect(ask(query)).toBe("Notes");
  });
});

describe("a long text", () => {
  it("does not stand before a short one about the thing", async () => {
    const ask = await blogAsked([
      { title: "Everything", body: `${long(2_000)} balloon` },
      { title: "Trip", body: "We took a balloon over the hills and were late for tea." },
    ]);
    expect(ask("balloon")).toBe("Trip");
  });

  it("does not stand before a title that holds half of what was asked", async () => {
    const ask = await blogAsked([
      { title: "Everything", body: `${long(2_000)} balloon repair` },
      { title: "Balloon trip", body: "Over the hills." },
    ]);
    expect(ask("balloon hills")).toBe("Balloon trip");
  });

  it("is taken in step by step: others get their turn meanwhile", async () => {
    const index = createSearchIndex();
    const body = `${long(60_000)} ${"天气很好。".repeat(40_000)}${"[a](b)<".repeat(20_000)}`;
    const text = { prose: body, headings: [], code: "", formulas: "" };
    const turns = await turnsDuring(() =>
      index.put([{ post: postOf({ title: "Everything" }), body: { written: body, text } }]),
    );
    expect(index.search("w5ord")[0]?.post.title).toBe("Everything");
    // At once it would be one turn; a fast machine takes some 400 ms, in slices of 12.
    expect(turns).toBeGreaterThan(10);
  });
});

describe("a text with code", () => {
  const body = [
    "It is 82% of what version 3.14 gave in 2021. Call `renderToStaticMarkup` once.",
    "```ts",
    "const stopwatch = createStopwatch(user_account.last_login);",
    "```",
  ].join("\n");

  it.each([
    ["a year", "2021"],
    ["a version", "3.14"],
    ["a share", "82%"],
    ["a name in a fence", "createStopwatch"],
    ["a part of such a name", "account"],
    ["a name with an underscore", "last_login"],
    ["the same as one word", "lastlogin"],
    ["a part of a name in back-ticks", "markup"],
  ])("is found by %s", async (_, query) => {
    const ask = await blogAsked([
      { title: "Notes", body },
      { title: "Other notes", body: long(300) },
    ]);
    expect(ask(query)).toBe("Notes");
  });

  it("stands behind one that says it", async () => {
    const ask = await blogAsked([
      { title: "Listing", body },
      { title: "Essay", body: "Of a stopwatch." },
    ]);
    expect(ask("stopwatch")).toBe("Essay");
  });
});

describe("a text that is data", () => {
  it("is looked through for its scripts in pieces, so that others get their turn", () => {
    const body = { written: "", text: { ...aBody("").text, prose: "a".repeat(2_000_000) } };
    expect(Array.from(languagesOf({ post: postOf({ title: "Data" }), body })).length).toBeGreaterThan(6);
  });

  const counted = (prose: string, language: "zh" | "ja" = "zh") => {
    const counting = bodyWords({ ...aBody("").text, prose }, language, 1);
    let step = counting.next();
    let steps = 1;
    for (; step.done !== true; steps += 1) step = counting.next();
    return { ...step.value, steps };
  };

  it("is counted in small steps in every script, and nothing as long as data is a word", () => {
    for (const sign of ["学", "글", "サ", "さ", "ก", "a"])
      for (const language of ["zh", "ja"] as const) {
        const { words, steps } = counted(sign.repeat(100_000), language);
        expect(steps, sign).toBeGreaterThan(100);
        for (const word of words.keys()) expect(word.length, sign).toBeLessThan(50);
      }
  });

  it("is cut between two words", () => {
    const pieces = Array.from(bodyPieces({ ...aBody("").text, prose: "zeppelin ".repeat(1_000) }, 100));
    for (const { prose } of pieces) expect(prose).toMatch(/^(?:zeppelin )+$/);
  });

  it("is read to some length only where it is given as a name", async () => {
    const endless = `${"ก".repeat(20_000)} zeppelin`;
    const post = postOf({ title: endless, slug: endless, tags: [endless], categories: [[endless]] });
    const index = createSearchIndex();
    await index.put([{ post, body: aBody("Of a balloon") }]);
    expect(index.search("balloon")).toHaveLength(1);
    expect(index.search("zeppelin")).toHaveLength(0);
  });

  it("gives no more than 200,000 different words and pairs, for a larger table would grow too slowly", () => {
    const prose = Array.from({ length: 200_100 }, (_, at) => `w${at.toString(36)}`).join(" ");
    expect(counted(prose).words.size).toBe(200_000);
    // Of 600 signs each beside each.
    const signs = Array.from({ length: 600 }, (_, at) => String.fromCharCode(0x4e00 + at));
    const pairs = signs.map((sign) => signs.map((other) => sign + other).join(""));
    expect(counted(pairs.join("\n")).pairs.size).toBe(200_000);
  });

  it("is divided in pieces of which none looks at more than itself", () => {
    const looked = (length: number): number => {
      let signs = 0;
      const spied = vi.spyOn(String.prototype, "lastIndexOf").mockImplementation(function (this: string) {
        signs += this.length;
        return -1;
      });
      try {
        Array.from(bodyPieces({ ...aBody("").text, prose: "a".repeat(length) }));
      } finally {
        spied.mockRestore();
      }
      return signs;
    };
    expect(looked(400_000)).toBeLessThan(2.5 * looked(200_000));
  });
});
