// The inverted index itself: which posts hold a term, how strongly, in which field. Typed arrays, no strings.
import { createBlocks, offset, sizeFor } from "./blocks.js";
import { COUNT, createTermTable, PLACE, RECORD, type TermShard } from "./term-table.js";

export const fields = ["title", "slug", "tags", "categories", "excerpt", "body"] as const;
export type Field = (typeof fields)[number];

/** One posting in 32 bits: 20 for the post, 9 for the weight, 3 for the field. */
const WEIGHT_STEPS = 300;
export const postOf = (posting: number): number => posting >>> 12;
export const weightOf = (posting: number): number => ((posting >>> 3) & 511) / WEIGHT_STEPS;
const pack = (post: number, weight: number, field: number): number =>
  ((post << 12) | (Math.min(511, Math.round(weight * WEIGHT_STEPS)) << 3) | field) >>> 0;

/** A term is known by two hashes of its family's letter and its text: 64 bits, so that no string is kept. */
export interface Postings {
  /** Adds a posting; of several for one post (added in one go) the strongest stays. True when the term is new. */
  add(family: string, text: string, post: number, weight: number, field: Field): boolean;
  /** Every posting of a term; empty when there is none. Valid until the next change. */
  of(family: string, text: string): Uint32Array;
  /** Takes out the postings of dead posts, term by term: a generator, so that it can be done in slices. */
  sweep(isDead: (post: number) => boolean): Generator<void>;
  /** A copy to keep on disk; a generator too, nothing may be changed until it is through. */
  dump(): Generator<void, PostingsDump>;
  /** Takes in what was dumped. */
  restore(saved: PostingsDump): Generator<void>;
}

export interface PostingsDump {
  /** The records of the terms, part by part. */
  readonly records: readonly Uint32Array[];
  /** The blocks their places point into. */
  readonly chunks: readonly Uint32Array[];
}

const EMPTY = new Uint32Array(0);
/** So many terms are gone through before others get their turn. */
const SLICE = 1024;

export function createPostings(): Postings {
  const table = createTermTable();
  let blocks = createBlocks();

  function append(records: Uint32Array, record: number, posting: number): void {
    const count = records[record + COUNT] ?? 0;
    records[record + COUNT] = count + 1;
    if (count === 0) {
      records[record + PLACE] = posting;
      return;
    }
    let place = records[record + PLACE] ?? 0;
    const size = count === 1 ? 1 : sizeFor(count);
    if (count === size) {
      const old = place;
      place = blocks.allot(size * 2);
      if (count === 1) blocks.chunk(place)[offset(place)] = old;
      else {
        blocks.chunk(place).set(blocks.view(old, count), offset(place));
        blocks.release(old, size);
      }
      records[record + PLACE] = place;
    }
    blocks.chunk(place)[offset(place) + count] = posting;
  }

  /** Keeps the living postings of a term and gives back the halves of its block that are no longer needed. */
  function shrink(records: Uint32Array, record: number, isDead: (post: number) => boolean): void {
    const count = records[record + COUNT] ?? 0;
    if (count === 0) return;
    const place = records[record + PLACE] ?? 0;
    if (count === 1) {
      if (isDead(postOf(place))) records[record + COUNT] = 0;
      return;
    }
    const held = blocks.view(place, count);
    let kept = 0;
    for (const posting of held) if (!isDead(postOf(posting))) held[kept++] = posting;
    if (kept === count) return;
    records[record + COUNT] = kept;
    const last = held[0] ?? 0;
    const wanted = kept < 2 ? 1 : sizeFor(kept);
    for (let size = sizeFor(count); size > wanted && size > 2; size /= 2)
      blocks.release(place + size / 2, size / 2);
    if (kept < 2) {
      blocks.release(place, 2);
      records[record + PLACE] = last;
    }
  }

  function* eachTerm(): Generator<{ readonly part: TermShard; readonly record: number } | undefined> {
    for (const part of table.parts)
      for (let term = 1; term <= part.terms; term += 1) {
        yield { part, record: term * RECORD };
        if (term % SLICE === 0) yield undefined;
      }
  }

  return {
    add(family, text, post, weight, field) {
      const part = table.hash(family, text);
      const before = part.terms;
      const record = table.findOrAdd(part);
      const { records } = part;
      const posting = pack(post, weight, fields.indexOf(field));
      const count = records[record + COUNT] ?? 0;
      const place = records[record + PLACE] ?? 0;
      const [list, at] =
        count < 2 ? [records, record + PLACE] : [blocks.chunk(place), offset(place) + count - 1];
      const last = list[at] ?? 0;
      if (count === 0 || postOf(last) !== post) append(records, record, posting);
      else if (posting > last) list[at] = posting;
      return part.terms > before;
    },
    of(family, text) {
      const part = table.hash(family, text);
      const record = table.find(part);
      const count = record === 0 ? 0 : (part.records[record + COUNT] ?? 0);
      if (count === 0) return EMPTY;
      if (count === 1) return part.records.subarray(record + PLACE, record + PLACE + 1);
      return blocks.view(part.records[record + PLACE] ?? 0, count);
    },
    *sweep(isDead) {
      for (const term of eachTerm()) {
        if (term) shrink(term.part.records, term.record, isDead);
        else yield;
      }
    },
    *dump() {
      // Packed anew: blocks given back and slack are left behind.
      const packed = createBlocks();
      const copies = new Map(
        table.parts.map((part) => [part, part.records.slice(0, (part.terms + 1) * RECORD)] as const),
      );
      for (const term of eachTerm()) {
        if (!term) {
          yield;
          continue;
        }
        const { part, record } = term;
        const count = part.records[record + COUNT] ?? 0;
        if (count < 2) continue;
        const place = packed.allot(sizeFor(count));
        packed.chunk(place).set(blocks.view(part.records[record + PLACE] ?? 0, count), offset(place));
        (copies.get(part) ?? EMPTY)[record + PLACE] = place;
      }
      return { records: [...copies.values()], chunks: packed.chunks };
    },
    *restore(saved) {
      yield* table.restore(saved.records);
      blocks = createBlocks(saved.chunks);
    },
  };
}
