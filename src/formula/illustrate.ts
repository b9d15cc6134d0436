// The pictures for a text: of its displays first, then for paragraphs whose lines hold formulas hard to read as TeX.
import { setTimeout as sleep } from "node:timers/promises";
import type { Block, Document } from "../document/document.js";
import { formulasOf, type Formula } from "../document/formulas.js";
import type { Formulas } from "./formulas.js";

export interface Illustration {
  readonly key: string;
  readonly png: Uint8Array;
  /** The TeX, for who cannot see the picture. */
  readonly alt: string;
}

/** By the block that a picture replaces (a display) or explains (a paragraph); the most important first. */
export type Illustrations = ReadonlyMap<Block, Illustration>;

export interface IllustrateOptions {
  readonly most: number;
  /** Milliseconds; what is not drawn by then stays source, and is there the next time. */
  readonly patience: number;
}

export async function illustrate(
  document: Document,
  formulas: Formulas,
  { most, patience }: IllustrateOptions,
): Promise<Illustrations> {
  const { displays, lines } = formulasOf(document);
  const wanted = [...displays, ...lines].slice(0, most);
  if (wanted.length === 0) return new Map();
  const found = new Map<Block, Illustration>();
  const clock = new AbortController();
  const work = wanted.map(async (formula) => {
    const picture = await formulas.picture(sourceOf(formula));
    if (picture) found.set(formula.block, { ...picture, alt: formula.sources.join("\n") });
  });
  const late = sleep(patience, undefined, { signal: clock.signal }).catch(() => undefined);
  await Promise.race([Promise.all(work), late]);
  clock.abort();
  return new Map(
    wanted.flatMap(({ block }) => {
      const illustration = found.get(block);
      return illustration ? [[block, illustration] as const] : [];
    }),
  );
}

const sourceOf = ({ sources }: Formula): string =>
  sources.length === 1
    ? (sources[0] ?? "")
    : `\\begin{array}{l}${sources.map((tex) => `{\\displaystyle ${tex}}`).join("\\\\[0.7em]")}\\end{array}`;
