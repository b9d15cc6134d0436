// TeX to SVG by MathJax, SVG to PNG by resvg. Runs in a process of its own, which may be ended at any time.
import { setImmediate } from "node:timers/promises";
import type { Resvg as ResvgClass, ResvgRenderOptions } from "@resvg/resvg-js";
import type { MathJax } from "mathjax";
import { frame, frameInLine, type Line } from "./frame.js";

/** Extensions that only set signs. */
const EXTENSIONS = [
  "mathtools",
  "cancel",
  "color",
  "boldsymbol",
  "braket",
  "amscd",
  "extpfeil",
  "upgreek",
  "enclose",
];
/** Those that load files, make links, or hide faults; `newcommand` would let one formula change the next. */
const DENIED = ["require", "autoload", "configmacros", "newcommand", "noundefined", "noerrors"];
const DEFINES =
  /\\(?:Declare[A-Z]\w*|(?:re)?newtagform|usetagform|mathtoolsset|definecolor|Newextarrow|(?:re)?newcases)/;

/** Columns by the hundred, `*{999999999}{c}`: MathJax makes them all at once, which would end the process. */
const CROWDS = /\*\s*\{\s*\d{3}/;

/** Reading the system's fonts takes some 20 ms. */
const WITH_FONTS: ResvgRenderOptions = { font: { loadSystemFonts: true }, logLevel: "off" };
const WITHOUT: ResvgRenderOptions = { font: { loadSystemFonts: false }, logLevel: "off" };
/** More different ones are no formula, but a text that stands between two. */
const MOST_LETTERS = 100;

/**
 * MathJax resolves with nothing when one of its extensions came before what that needs: in one start of a hundred,
 * measured on 420 starts. A new process does better.
 */
export const UNLOADED = "MathJax is not loaded";

interface Tools {
  readonly mathJax: MathJax | undefined;
  readonly Resvg: typeof ResvgClass;
}
let tools: Promise<Tools> | null = null;

/** Loaded with the first formula, so that a library missing here is that formula's fault and no dead process. */
export const ready = (): Promise<Tools> => (tools ??= load());

async function load(): Promise<Tools> {
  const { Resvg } = await import("@resvg/resvg-js");
  const { default: start } = await import("mathjax");
  const mathJax = await start.init({
    loader: { load: ["input/tex", "output/svg", ...EXTENSIONS.map((name) => `[tex]/${name}`)] },
    tex: {
      packages: { "[+]": EXTENSIONS, "[-]": DENIED },
      formatError: (_jax: unknown, error: Error) => {
        throw error;
      },
    },
    // A long one within a line would else be broken into several, of which only the first would be painted.
    svg: { fontCache: "none", linebreaks: { inline: false } },
    startup: { typeset: false },
  });
  return { mathJax, Resvg };
}

/** What one picture shows: display formulas below each other, from 1 where they are numbered; or one within a line. */
export interface Order {
  readonly sources: readonly string[];
  readonly form: "cards" | "numbered" | "line";
}

/** A PNG; null when a formula has a fault, or would make no picture that can be read. */
export async function draw({ sources, form }: Order): Promise<Uint8Array | null> {
  if (sources.some((tex) => DEFINES.test(tex) || CROWDS.test(tex))) return null;
  const { mathJax, Resvg } = await ready();
  if (!mathJax) throw new Error(UNLOADED);
  const framed = await framedOf(sources, form, mathJax);
  if (framed === null) return null;
  const letters = lettersOf(framed);
  if (letters.length > MOST_LETTERS || !haveGlyphs(letters, Resvg)) return null;
  const png = new Resvg(framed, letters.length > 0 ? WITH_FONTS : WITHOUT).render().asPng();
  // resvg's memory is given back in a turn of the event loop, which busy work never takes by itself.
  await setImmediate();
  return png;
}

async function framedOf(
  sources: readonly string[],
  form: Order["form"],
  mathJax: MathJax,
): Promise<string | null> {
  if (form === "line") {
    const svg = await typeset(prepared(sources.join(" ")), mathJax, false);
    return svg === null ? null : frameInLine(svg);
  }
  const lines: Line[] = [];
  for (const [at, tex] of sources.entries()) {
    const svg = await typeset(prepared(tex), mathJax);
    const label =
      form === "numbered" ? await typeset(`\\enclose{circle}{\\scriptstyle ${at + 1}}`, mathJax) : undefined;
    if (svg === null || label === null) return null;
    lines.push({ svg, ...(label !== undefined && { label }) });
  }
  return frame(lines);
}

/** As an SVG; null when it has a fault, with a Markdown reader's escapes undone too. */
async function typeset(tex: string, mathJax: MathJax, display = true): Promise<string | null> {
  const svg = await attempt(tex, mathJax, display);
  const plain = unescaped(tex);
  return svg ?? (plain === tex ? null : attempt(plain, mathJax, display));
}

async function attempt(tex: string, mathJax: MathJax, display: boolean): Promise<string | null> {
  const { adaptor } = mathJax.startup;
  try {
    mathJax.texReset();
    const [root] = adaptor.tags(await mathJax.tex2svgPromise(tex, { display }), "svg");
    return root ? adaptor.serializeXML(root) : null;
  } catch {
    return null;
  }
}

/** As a Markdown reader that knows no maths hands it on: some authors write for such, `\\alpha\[r\]`. */
const unescaped = (tex: string): string =>
  tex.replace(/\\\\(?=[a-zA-Z#{}])|\\(?=[[\]()])/g, (sign) => sign.slice(1));

/** Labels name nothing here; a tag would stretch the formula over a page's width. */
const prepared = (tex: string): string =>
  tex
    .replace(/\\label\s*\{[^{}]*\}/g, "")
    .replace(/\\tag(\*?)\s*\{([^{}]*)\}/g, (_, star: string, name: string) =>
      star ? `\\qquad\\text{${name}}` : `\\qquad\\text{(${name})}`,
    );

/** Letters that MathJax's own font lacks (Chinese, for one): they are painted with the system's fonts. */
const lettersOf = (svg: string): string[] => [
  ...new Set(
    [...svg.matchAll(/<text\b[^>]*>([^<]*)<\/text>/g)].flatMap(([, text = ""]) => Array.from(text.trim())),
  ),
];

const glyphs = new Map<string, boolean>();
const CELL = 40;

/** Whether the fonts of this system have each letter: a picture never lacks one. */
function haveGlyphs(letters: readonly string[], Resvg: Tools["Resvg"]): boolean {
  const fresh = letters.filter((letter) => !glyphs.has(letter));
  if (fresh.length > 0) {
    // Some fonts paint a box for what they lack: it looks as for a letter that none can have.
    const [missing = "", ...painted] = paint(["\u{10fffd}", ...fresh], Resvg);
    for (const [at, letter] of fresh.entries())
      glyphs.set(letter, /[^0]/.test(painted[at] ?? "") && painted[at] !== missing);
  }
  return letters.every((letter) => glyphs.get(letter) === true);
}

/** Each letter painted alone; its cover by pixel, in hex. */
function paint(letters: readonly string[], Resvg: Tools["Resvg"]): string[] {
  const texts = letters.map(
    (letter, at) =>
      `<text x="${CELL / 4}" y="${(at + 0.75) * CELL}" font-size="${CELL / 2}" font-family="serif">${letter}</text>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${CELL}" height="${letters.length * CELL}">${texts.join("")}</svg>`;
  const { pixels } = new Resvg(svg, WITH_FONTS).render();
  const cell = 4 * CELL * CELL;
  return letters.map((_, at) => Buffer.from(pixels.subarray(at * cell, (at + 1) * cell)).toString("hex"));
}
