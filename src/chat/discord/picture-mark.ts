// Where a picture stands in printed Markdown: a mark on a line of its own, at which the text is divided afterwards.
import type { Block } from "../../document/document.js";
import type { Illustration, Illustrations } from "../../formula/illustrate.js";

/** Noncharacters, for the inner use of programs: no text that is shown holds them (`safeText`). */
const [OPEN, CLOSE] = ["\uFDD0", "\uFDD1"];
const LINE = new RegExp(`^(.*)${OPEN}(\\d+)${CLOSE}.*$`, "m");

/** Empty where the block has no picture. */
export function pictureMark(block: Block, pictures: Illustrations): string {
  if (!pictures.has(block)) return "";
  return `${OPEN}${[...pictures.keys()].indexOf(block)}${CLOSE}`;
}

/** The pieces in order. What only led to a picture (a quote's bar, a list's dash) goes; words before it stay. */
export function divide(text: string, pictures: Illustrations): (string | Illustration)[] {
  const all = [...pictures.values()];
  const pieces: (string | Illustration)[] = [];
  let rest = text;
  for (let found = LINE.exec(rest); found; found = LINE.exec(rest)) {
    const [line, before = "", number] = found;
    const lead = /^[>\s-]*$/.test(before) ? "" : before;
    pieces.push(trimLines(rest.slice(0, found.index) + lead));
    const picture = all[Number(number)];
    if (picture) pieces.push(picture);
    rest = rest.slice(found.index + line.length);
  }
  return [...pieces, trimLines(rest)].filter((piece) => piece !== "");
}

/** Without empty lines around, a quote's among them. */
const trimLines = (text: string): string => text.replace(/^(?:[>\s]*\n)+/, "").replace(/(?:\n[>\s]*)+$/, "");
