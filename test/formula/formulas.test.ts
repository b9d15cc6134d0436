// Formulas as pictures: the real MathJax and resvg in the real process, and formulas that want to harm.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openFormulas, type FormulaOptions, type Formulas } from "../../src/formula/formulas.js";
import { PATIENCE } from "../until.js";
import { program, programOf } from "./drawn.js";

let folder: string;
let open: Formulas[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "postern-formulas-"));
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((one) => one.stop()));
  await rm(folder, { recursive: true, force: true });
});

function formulas(more: Partial<FormulaOptions> = {}): Formulas {
  const made = openFormulas({ folder: join(folder, "formulas"), program, timeout: PATIENCE, ...more });
  open.push(made);
  return made;
}

const size = (png: Uint8Array): { width: number; height: number } => {
  const view = new DataView(png.buffer, png.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
};
const nested = (open: string, close: string, times: number): string =>
  `${open.repeat(times)}x${close.repeat(times)}`;

describe("a formula", () => {
  // One process draws for all that only look at what it draws.
  let shared: Formulas;
  let drawn: string;
  const drawnFiles = async (): Promise<string[]> => readdir(drawn).catch(() => []);
  beforeAll(async () => {
    drawn = await mkdtemp(join(tmpdir(), "postern-formulas-"));
    shared = openFormulas({ folder: drawn, program, timeout: PATIENCE });
  });
  afterAll(async () => {
    await shared.stop();
    await rm(drawn, { recursive: true, force: true });
  });

  test("is a PNG on a card of the same width, and is kept on disk", async () => {
    const { picture, kept } = shared;
    const before = await drawnFiles();
    const found = await picture("\\frac{a}{b}");
    expect([...(found?.png.subarray(1, 4) ?? [])]).toEqual([...Buffer.from("PNG")]);
    expect(size(found!.png).width).toBe(880);
    expect((await drawnFiles()).toSorted()).toEqual([...before, `${found!.key}.png`].toSorted());
    expect(Buffer.from((await kept(found!.key)) ?? []).equals(found!.png)).toBe(true);
    expect(await kept("0000000000000000000000")).toBeNull();
  });

  test("is on a card that Telegram takes, however flat it is", async () => {
    const found = await shared.picture(`\\mathbf{${"m".repeat(90)}}`);
    const { width, height } = size(found!.png);
    expect(width).toBe(2000);
    expect(width / height).toBeLessThan(20);
  });

  test("is read from the disk after a restart, without a process", async () => {
    const first = await shared.picture("\\sqrt{2}+\\frac12");
    const nobody = new URL("file:///no/such/program.js");
    const second = await formulas({ folder: drawn, program: nobody }).picture("\\sqrt{2}+\\frac12");
    expect(second?.key).toBe(first?.key);
  });

  test("that has a fault or wants more than signs stays source", async () => {
    const { picture } = shared;
    const before = await drawnFiles();
    for (const tex of [
      "\\undefinedcommand{x}",
      "\\frac{a}",
      "\\begin{matrix} a",
      "x^2^3",
      " ",
      "\\newcommand{\\a}{b}\\a",
      "\\definecolor{red}{rgb}{0,1,0}\\color{red}x",
      "\\href{javascript:alert(1)}{x}",
      "\\text{\u{F0000}}",
    ])
      expect(await picture(tex), tex).toBeNull();
    expect(await drawnFiles()).toEqual(before);
  });

  test("escaped for a Markdown reader that knows no maths is drawn as it is meant", async () => {
    const { picture } = shared;
    const meant = await picture("Q := r+\\gamma [x]");
    const escaped = await picture("Q := r+\\\\gamma \\[x\\]");
    expect(escaped).not.toBeNull();
    expect(Buffer.from(escaped!.png).equals(meant!.png)).toBe(true);
    // Nothing is undone where it is right as it stands.
    expect(size((await picture("a\\\\b"))!.png).height).toBeGreaterThan(
      size((await picture("ab"))!.png).height,
    );
  });

  test("within a line is cut to its ink and stands in the middle of the line", async () => {
    const { inLine } = shared;
    const [low, high] = [await inLine("x_{x_x}\\sqrt{}"), await inLine("\\sqrt{\\frac{a}{b}}")];
    expect(size(low!.png).width).toBeLessThan(200);
    expect(size(high!.png).height).toBeGreaterThan(size(low!.png).height);
    expect(await inLine("\\rule{100em}{1em}")).toBeNull();
    expect(await inLine("\\rule{1em}{1000em}")).toBeNull();
    expect(await inLine("\\frac{a}")).toBeNull();
  });

  test("does not change the next one", async () => {
    const { picture } = shared;
    await picture("\\def\\frac#1#2{#2}\\frac ab");
    await picture("x \\label{a} \\tag{1}");
    expect(await picture("y \\label{a} \\tag{1}")).not.toBeNull();
    const [one, other] = [await picture("\\frac ab"), await picture("b")];
    expect(size(one!.png).height).toBeGreaterThan(size(other!.png).height);
  });
});

describe("a hostile formula", () => {
  const hostile: Record<string, string> = {
    "a huge rule": "\\rule{100000em}{1em}",
    "a rule huge in both directions": "\\rule{100000em}{100000em}",
    "nested roots": nested("\\sqrt{", "}", 400),
    "nested powers": nested("x^{", "}", 700),
    "nested arrays": nested("\\begin{array}{c}", "\\end{array}", 90),
    "a macro that calls itself": "\\def\\a{\\a\\a}\\a",
    "too many columns": "\\begin{array}{*{9999}{*{9999}{c}}}a\\end{array}",
    "columns by the million": "\\begin{array}{*{999999999}{c}}a\\end{array}",
    "a megabyte": "x+".repeat(500_000),
    "a space huge in width": "a\\hskip 1e7em b",
    "a line far below": "x\\\\[100000em]y",
    "paper of another's": "\\colorbox{red;background:url(http://a/x.png)}{\\rule{1e6em}{1em}}",
    "nested choices": nested("\\mathchoice{", "}{}{}{}", 200),
    "nested fractions": nested("\\frac{1}{", "}", 320),
    "a table of very many cells": `\\begin{matrix}${"&".repeat(2_900)}\\end{matrix}`,
    files: "\\input{/etc/passwd}\\includegraphics{/etc/passwd}",
    "NUL and half a sign": "\\text{\u0000\ud800}",
    "markup of its own": '\\text{</text></svg><image href="file:///etc/passwd"/>}\\rule{1e6em}{1em}',
  };
  test("ends within its time and harms no other", async () => {
    const { picture } = formulas({ timeout: 5_000 });
    for (const [name, tex] of Object.entries(hostile)) {
      const began = performance.now();
      expect(await picture(tex), name).toBeNull();
      expect(performance.now() - began, name).toBeLessThan(10_000);
    }
    expect(await picture("\\frac{a}{b}")).not.toBeNull();
  });

  test("that takes too long ends its process; the next has a new one; it is not tried again", async () => {
    const endless = await programOf("(tex) => { for (;;) if (tex !== 'endless') return Buffer.from(tex); }");
    const { picture } = formulas({ program: endless, timeout: 1_000 });
    const [slow, next] = await Promise.all([picture("endless"), picture("quick")]);
    expect(slow).toBeNull();
    expect(Buffer.from(next?.png ?? []).toString()).toBe("quick");
    const began = performance.now();
    expect(await picture("endless")).toBeNull();
    expect(performance.now() - began).toBeLessThan(400);
  });

  test("that takes all memory, little by little or at once, ends its process, not the bot", async () => {
    const greedy = await programOf(`(tex) => {
        const all = [];
        while (tex === "greedy") all.push(new Array(1e6).fill(all.length));
        if (tex === "greedy at once") all.push("x".repeat(2 ** 28).split(""));
        return Buffer.from(tex);
      }`);
    const { picture } = formulas({ program: greedy, timeout: 20_000 });
    expect(await picture("greedy")).toBeNull();
    expect(await picture("greedy at once")).toBeNull();
    expect(await picture("modest")).not.toBeNull();
  });
});

test("what the start of the process takes is not taken from the formula's time", async () => {
  const busy = await programOf(
    "(tex) => Buffer.from(tex)",
    "await new Promise((done) => setTimeout(done, 800))",
  );
  const { picture } = formulas({ program: busy, timeout: 700 });
  expect(Buffer.from((await picture("x"))?.png ?? []).toString()).toBe("x");
});

test("a process that is not ready in time tells nothing of a formula, which is tried again", async () => {
  const seen = JSON.stringify(join(folder, "seen"));
  const busyOnce = await programOf(
    "(tex) => Buffer.from(tex)",
    `const { existsSync, writeFileSync } = await import("node:fs");
     if (!existsSync(${seen})) {
       writeFileSync(${seen}, "");
       await new Promise(() => {});
     }`,
  );
  const { picture } = formulas({ program: busyOnce, startTimeout: 2_000 });
  expect(await picture("x")).toBeNull();
  expect(Buffer.from((await picture("x"))?.png ?? []).toString()).toBe("x");
});

test("a process in which MathJax came to nothing is replaced by another", async () => {
  const seen = JSON.stringify(join(folder, "seen"));
  const second = await programOf(`async (tex) => {
      const { existsSync, writeFileSync } = await import("node:fs");
      globalThis.first ??= !existsSync(${seen});
      writeFileSync(${seen}, "");
      if (globalThis.first) throw new Error("MathJax is not loaded");
      return Buffer.from(tex);
    }`);
  const { picture } = formulas({ program: second });
  expect(Buffer.from((await picture("x"))?.png ?? []).toString()).toBe("x");
});

test("no more is kept on disk than the bound, the oldest goes first", async () => {
  const echo = await programOf("() => Buffer.alloc(1000)");
  const { picture, kept } = formulas({ program: echo, bound: 3_500 });
  const keys: string[] = [];
  for (const tex of ["a", "b", "c"]) keys.push((await picture(tex))!.key);
  await picture("a");
  for (const tex of ["d", "e"]) keys.push((await picture(tex))!.key);
  const left = await Promise.all(keys.map(async (key) => (await kept(key)) !== null));
  expect(left).toEqual([true, false, false, true, true]);
});

test("where the libraries are missing, formulas stay source and the owner is told once", async () => {
  const told: unknown[] = [];
  const broken = await programOf('() => import("no-such-package")');
  const { picture } = formulas({ program: broken, onFault: (error) => told.push(error) });
  expect(await picture("\\frac{a}{b}")).toBeNull();
  expect(await picture("\\frac{c}{d}")).toBeNull();
  expect(told).toHaveLength(1);
});
