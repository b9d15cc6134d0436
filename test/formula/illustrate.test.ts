// Which formulas of a text get pictures, in which order, and what happens to those that come late.
import { afterEach, expect, test } from "vitest";
import { formulasOf } from "../../src/document/formulas.js";
import { parseMarkdown } from "../../src/markdown/read-body.js";
import { illustrate } from "../../src/formula/illustrate.js";
import type { FormulaOptions, Formulas } from "../../src/formula/formulas.js";
import { drawnFormulas, programOf } from "./drawn.js";

let open: Formulas[] = [];
afterEach(async () => {
  await Promise.all(open.map((one) => one.stop()));
  open = [];
});

async function formulas(more: Partial<FormulaOptions> = {}): Promise<Formulas> {
  const made = await drawnFormulas(more);
  open.push(made);
  return made;
}

/** A program that gives back the source after so many ms, with how many it has drawn. */
const programAfter = (ms: number): Promise<URL> =>
  programOf(`async (tex) => {
    await new Promise((done) => setTimeout(done, ${ms}));
    return Buffer.from(tex + (globalThis.drawn = (globalThis.drawn ?? 0) + 1));
  }`);

const text = parseMarkdown(
  [
    "Short ones stay in their line: $T_{i,j}$ and $x^2$; $\\frac{a}{b}$ and $\\sqrt[3]{x}$, $\\frac{a}{b}$ again, do not.",
    "$$x^2$$",
    "> - $$\\frac{y}{2}\\sum x$$",
    "| a |\n|---|\n| $\\frac{c}{d}$ |",
    "$$\\int f\\,\\mathrm{d}\\mu(x)\\text{ and }\\frac ab$$",
  ].join("\n\n"),
);

test("displays come first, then paragraphs, and nothing that signs can say exactly", () => {
  const { displays, lines } = formulasOf(text);
  expect(displays.map(({ sources }) => sources)).toEqual([
    ["\\frac{y}{2}\\sum x"],
    ["\\int f\\,\\mathrm{d}\\mu(x)\\text{ and }\\frac ab"],
  ]);
  expect(lines.map(({ sources }) => sources)).toEqual([["\\frac{a}{b}", "\\sqrt[3]{x}"]]);
});

test("no more are drawn than a message carries, displays before paragraphs", async () => {
  const drawing = await formulas({ program: await programAfter(0) });
  const alts = async (most: number) =>
    [...(await illustrate(text, drawing, most)).values()].map(({ alt }) => alt);
  expect(await alts(2)).toEqual([
    "\\frac{y}{2}\\sum x",
    "\\int f\\,\\mathrm{d}\\mu(x)\\text{ and }\\frac ab",
  ]);
  expect((await alts(10))[2]).toBe("\\frac{a}{b}\n\\sqrt[3]{x}");
});

test("several formulas of a paragraph make one real picture", async () => {
  const found = await illustrate(text.slice(0, 1), await formulas(), 1);
  const [picture] = [...found.values()];
  expect(Buffer.from(picture?.png ?? []).readUInt32BE(20)).toBeGreaterThan(180);
});

test("what is drawn too late stays source, and is there the next time", async () => {
  const drawing = await formulas({ program: await programAfter(300) });
  const display = parseMarkdown("$$\\frac ab$$");
  expect((await illustrate(display, { ...drawing, patience: 20 }, 10)).size).toBe(0);
  const pictures = async () =>
    [...(await illustrate(display, drawing, 10)).values()].map(({ png }) => Buffer.from(png).toString());
  // Not drawn a second time: it was ready by then, or was still being drawn.
  expect(await pictures()).toEqual(["\\frac ab1"]);
  expect(await pictures()).toEqual(["\\frac ab1"]);
});
