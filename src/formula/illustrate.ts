// The pictures for a text: of its displays first, then for paragraphs whose lines hold formulas hard to read as TeX.
import { setTimeout as sleep } from "node:timers/promises";
import type { Block, Document } from "../document/document.js";
import { formulasOf } from "../document/formulas.js";
import type { Formulas, FormulaPicture } from "./formulas.js";

export interface Illustration {
  readonly key: string;
  readonly png: Uint8Array;
  /** The TeX, for who cannot see the picture. */
  readonly alt: string;
}

/** By the block that a picture replaces (a display) or explains (a paragraph); the most important first. */
export type Illustrations = ReadonlyMap<Block, Illustration>;

/** At most `most` pictures, as many of them as are drawn in time. */
export async function illustrate(
  document: Document,
  formulas: Formulas,
  most: number,
): Promise<Illustrations> {
  const { displays, lines } = formulasOf(document);
  const wanted = [...displays, ...lines].slice(0, most);
  if (wanted.length === 0) return new Map();
  const found = new Map<Block, Illustration>();
  const work = wanted.map(async (formula) => {
    const drawn = await stack(formula.sources, formulas);
    if (drawn) found.set(formula.block, { ...drawn.picture, alt: drawn.shown.join("\n") });
  });
  await inTime(Promise.all(work), formulas);
  return new Map(
    wanted.flatMap(({ block }) => {
      const illustration = found.get(block);
      return illustration ? [[block, illustration] as const] : [];
    }),
  );
}

/** Null when a reader has waited as long as `formulas` lets them, or `signal` says so; the work goes on for the next time. */
export async function inTime<T>(
  work: Promise<T>,
  { patience }: Formulas,
  signal?: AbortSignal,
): Promise<T | null> {
  const clock = new AbortController();
  const ends = signal ? AbortSignal.any([clock.signal, signal]) : clock.signal;
  const late = sleep(patience, null, { signal: ends }).catch(() => null);
  try {
    return await Promise.race([work, late]);
  } finally {
    clock.abort();
  }
}

/** A picture of several formulas, and which of them it shows. */
export interface Stack {
  readonly picture: FormulaPicture;
  readonly shown: readonly string[];
}

/** As many as can be drawn, below each other: without faulty ones, and without the last where a picture gets too high. */
export async function stack(
  sources: readonly string[],
  formulas: Formulas,
  numbered = false,
): Promise<Stack | null> {
  const whole = await formulas.picture(sources, numbered);
  if (whole) return { picture: whole, shown: sources };
  const each = await Promise.all(sources.map(async (tex) => ((await formulas.picture(tex)) ? [tex] : [])));
  for (let shown = each.flat(); shown.length > 0; shown = shown.slice(0, Math.floor(shown.length * 0.75))) {
    const picture = await formulas.picture(shown, numbered);
    if (picture) return { picture, shown };
  }
  return null;
}
