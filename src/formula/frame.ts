// MathJax's SVG put on a card: the size known before anything is painted, the colours ours.

/** Pixels of an em. Chats show pictures at half their pixels on fine screens: 18 there. */
const EM = 36;
const PADDING = 28;
/** Narrow formulas stand in the middle of a card as wide as this, so that a chat enlarges none of them. */
const NARROWEST = 880;
/** A wider one is made smaller, as far as it can still be read. */
const WIDEST = 2000;
const SMALLEST_SCALE = 0.45;
const HIGHEST = 2400;
/** Telegram takes none that is over 20 times as wide as high (Bot API, sendPhoto). */
const FLATTEST = 19;
const CORNER = 12;
/** Ems between a number and its formula, and between one formula and the next. */
const LABEL_GAP = 0.7;
const LINE_GAP = 0.8;
/** Discord's own dark, the default of most readers; on its light theme the card stands there like a block of code. */
const PAPER = "#2b2d31";
const INK = "#f2f3f5";

/** What MathJax's own style sheet says of the lines in tables. */
const STYLE =
  "rect[data-frame],line[data-line]{stroke-width:70px;fill:none}" +
  ".mjx-dashed{stroke-dasharray:140}.mjx-dotted{stroke-linecap:round;stroke-dasharray:0,140}";

/** MathJax counts a thousandth of an em. */
const UNITS = 1000;
/** resvg goes down the tree by recursion, where no limit of the thread holds it. */
const DEEPEST = 200;
const LONGEST = 2_000_000;

/** One formula of a card, and the number that a text calls it by. */
export interface Line {
  readonly svg: string;
  readonly label?: string;
}

/** An SVG of MathJax's: its size in MathJax's units and what is in it. */
interface MathSvg {
  readonly box: string;
  /** How far it reaches above the line of the text. */
  readonly above: number;
  readonly width: number;
  readonly height: number;
  readonly inside: string;
}

/** The card's SVG, or null when it would be too large, too small to read or nested too deep. */
export function frame(lines: readonly Line[]): string | null {
  const rows: { readonly formula: MathSvg; readonly label: MathSvg | null }[] = [];
  for (const { svg, label } of lines) {
    const formula = partOf(svg);
    if (!formula) return null;
    rows.push({ formula, label: label === undefined ? null : partOf(label) });
  }
  const column = Math.max(0, ...rows.map(({ label }) => (label ? label.width + LABEL_GAP * UNITS : 0)));
  const width = column + Math.max(0, ...rows.map(({ formula }) => formula.width));
  const scale = Math.min(EM / UNITS, (WIDEST - 2 * PADDING) / width);
  if (!(width > 0) || scale < (SMALLEST_SCALE * EM) / UNITS) return null;
  const across = Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(width * scale) + 2 * PADDING));
  const left = (across - width * scale) / 2;
  let down = PADDING;
  const place = ({ box, width, height, inside }: MathSvg, x: number, y: number): string =>
    `<svg x="${x}" y="${y}" width="${width * scale}" height="${height * scale}" viewBox="${box}" overflow="visible">${inside}`;
  const placed = rows.map(({ formula, label }, at) => {
    if (at > 0) down += LINE_GAP * EM;
    const tall = Math.max(formula.height, label?.height ?? 0) * scale;
    const middle = (part: MathSvg): number => down + (tall - part.height * scale) / 2;
    const line =
      (label ? place(label, left, middle(label)) : "") +
      place(formula, left + column * scale, middle(formula));
    down += tall;
    return line;
  });
  const used = Math.ceil(down + PADDING);
  if (used > HIGHEST) return null;
  const high = Math.max(used, Math.ceil(across / FLATTEST));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${high}" color="${INK}"><style>${STYLE}</style>` +
    `<rect width="${across}" height="${high}" rx="${CORNER}" fill="${PAPER}"/>` +
    `<g transform="translate(0 ${(high - used) / 2})">${placed.join("")}</g></svg>`
  );
}

/** Half the height of an x: where CSS has the middle of a line (`vertical-align: middle`). */
const MIDDLE = 215;

/**
 * Of a formula within a line: black on nothing, as high above the middle of the line as below it, so that a page
 * places it without knowing its depth. Null as above.
 */
export function frameInLine(svg: string): string | null {
  const part = partOf(svg);
  if (!part) return null;
  const { width, height, above, inside } = part;
  const half = Math.max(above - MIDDLE, height - above + MIDDLE);
  const [across, high] = [(width * EM) / UNITS, (2 * half * EM) / UNITS];
  if (across > WIDEST || !(high > 0) || high > HIGHEST) return null;
  const [left] = part.box.split(" ");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(across)}" height="${Math.ceil(high)}" ` +
    `viewBox="${left} ${-MIDDLE - half} ${width} ${2 * half}" color="#000"><style>${STYLE}</style>${inside}`
  );
}

function partOf(svg: string): MathSvg | null {
  const head = /^<svg\b[^>]*? viewBox="([-\d.]+ ([-\d.]+) ([-\d.]+) ([-\d.]+))"[^>]*>/.exec(svg);
  if (!head || svg.length > LONGEST || depthOf(svg) > DEEPEST) return null;
  const [whole, box = "", top, width, height] = head;
  const [wide, tall] = [Number(width), Number(height)];
  return wide > 0 && tall > 0
    ? { box, above: -Number(top), width: wide, height: tall, inside: svg.slice(whole.length) }
    : null;
}

function depthOf(svg: string): number {
  let [depth, deepest] = [0, 0];
  for (const [tag] of svg.matchAll(/<(?:\/?[a-z][^>]*)>/g)) {
    if (tag.startsWith("</")) depth -= 1;
    else if (!tag.endsWith("/>")) deepest = Math.max(deepest, ++depth);
  }
  return deepest;
}
