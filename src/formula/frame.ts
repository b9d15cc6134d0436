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
const CORNER = 12;
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

/** The picture's SVG, or null when it would be too large, too small to read or nested too deep. */
export function frame(svg: string): string | null {
  const head = /^<svg\b[^>]*? viewBox="([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)"[^>]*>/.exec(svg);
  if (!head || svg.length > LONGEST || depthOf(svg) > DEEPEST) return null;
  const [x = 0, y = 0, width = 0, height = 0] = head.slice(1).map(Number);
  if (!(width > 0) || !(height > 0)) return null;
  const scale = Math.min(EM / UNITS, (WIDEST - 2 * PADDING) / width);
  if (scale < (SMALLEST_SCALE * EM) / UNITS) return null;
  const [inner, tall] = [width * scale, height * scale];
  const across = Math.max(NARROWEST, Math.ceil(inner) + 2 * PADDING);
  const down = Math.ceil(tall) + 2 * PADDING;
  if (down > HIGHEST) return null;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${down}" color="${INK}"><style>${STYLE}</style>` +
    `<rect width="${across}" height="${down}" rx="${CORNER}" fill="${PAPER}"/>` +
    `<svg x="${(across - inner) / 2}" y="${PADDING}" width="${inner}" height="${tall}" viewBox="${x} ${y} ${width} ${height}" overflow="visible">` +
    `${svg.slice(head[0].length)}</svg>`
  );
}

function depthOf(svg: string): number {
  let [depth, deepest] = [0, 0];
  for (const [tag] of svg.matchAll(/<(?:\/?[a-z][^>]*)>/g)) {
    if (tag.startsWith("</")) depth -= 1;
    else if (!tag.endsWith("/>")) deepest = Math.max(deepest, ++depth);
  }
  return deepest;
}
