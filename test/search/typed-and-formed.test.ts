// A sentence as a text has it: what its post holds beside it, another form of a word or its English, makes it no less.
import { expect, it } from "vitest";
import { blogAsked } from "./blog-asked.js";

const sentence = "Die alte Rechnung lag monatelang unter dem Teppich neben Großvaters staubigen Pantoffeln.";

it.each([
  ["another form of a word", "Von Rechnungen."],
  ["the English of a word", "About carpets and rugs."],
])("%s", async (_, summary) => {
  const first = await blogAsked(
    [
      { title: "Eins", summary, body: sentence },
      { title: "Zwei", summary: "Von Wetter.", body: sentence },
      ...["Mehl und Wasser.", "Ein Tisch.", "Brot."].map((body, at) => ({
        title: `Fund ${String(at)}`,
        body,
      })),
    ].map((post) => ({ ...post, lang: "de" })),
  );
  expect(first(sentence)).toBe("Eins");
});
