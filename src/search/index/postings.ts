// The inverted index itself: which posts hold a term, how strongly, in which field. Typed arrays, no strings.
import { createPacker } from "./arena.js";
import { createPostingLists } from "./posting-lists.js";
import { COUNT, createTermTable, packed, PLACE, RECORD, restorePart } from "./term-table.js";

export const fields = ["title", "slug", "tags", "categories", "excerpt", "body"] as const;
export type Field = (typeof fields)[number];

/** One posting in 32 bits: 20 for the post, 9 for the weight, 3 for the field. */
const WEIGHT_STEPS = 300;
export const postOf = (posting: number): number => posting >>> 12;
export const weightOf = (posting: number): number => ((posting >>> 3) & 511) / WEIGHT_STEPS;
/** In so many bits stands the number of its field. */
export const FIELD_BITS = 3;
export const fieldOf = (posting: number): number => posting & (2 ** FIELD_BITS - 1);
const numberOf = Object.fromEntries(fields.map((field, number) => [field, number])) as Record<Field, number>;
const pack = (post: number, weight: number, field: Field): number =>
  ((post << 12) | (Math.min(511, Math.round(weight * WEIGHT_STEPS)) << 3) | numberOf[field]) >>> 0;

/** A term is known by two hashes of its family's letter and its text: 64 bits, so that no string is kept. */
export interface Postings {
  /** Adds a posting; of several for one post (added in one go) the strongest stays. True when the term is new. */
  add(family: string, text: string, post: number, weight: number, field: Field): boolean;
  /** Every posting of a term, valid until the next question; empty when there is none. */
  read(family: string, text: string): Uint32Array;
  /** How many postings a term has. */
  count(family: string, text: string): number;
  /** Whether it has any. */
  has(family: string, text: string): boolean;
  /** From now on no term has a posting of this post. */
  bury(post: number): void;
  /** Posts that were buried and not swept out yet. */
  readonly buried: ReadonlySet<number>;
  /** Takes the postings of buried posts out, term by term: a generator, so that it can be done in slices. */
  sweep(): Generator<void>;
  /**
   * What is kept on disk: `restore` takes it in. First the lists, then the records that point into them; each is valid
   * until the next step. Nothing may be changed until it is through.
   */
  dump(): Generator<PostingsPart | undefined>;
  /** For postings that are empty yet. */
  restore(saved: SavedPostings): Generator<void>;
}

export interface SavedPostings {
  readonly lists: readonly Uint32Array[];
  readonly records: readonly Uint32Array[];
  readonly buried: readonly number[];
}
type PostingsPart = readonly [name: "lists" | "records", part: Uint32Array];

const NOTHING = new Uint32Array(0);
/** So many records are gone through before others get their turn. */
const SLICE = 1024;

export function createPostings(): Postings {
  const table = createTermTable();
  let lists = createPostingLists();
  /** Where postings are read to. */
  let room = new Uint32Array(1024);
  const buried = new Set<number>();
  const isLiving = (posting: number): boolean => !buried.has(postOf(posting));

  function readAll(count: number, place: number): Uint32Array {
    if (count > room.length) room = new Uint32Array(count * 2);
    if (count === 1) room[0] = place;
    else if (count > 1) lists.read(place, room);
    return room.subarray(0, count);
  }
  /** Moves the living to the front; how many there are. */
  function keepLiving(postings: Uint32Array): number {
    let kept = 0;
    for (const posting of postings) if (isLiving(posting)) postings[kept++] = posting;
    return kept;
  }
  function read(family: string, text: string): Uint32Array {
    const part = table.hash(family, text);
    const record = table.find(part);
    const count = record < 0 ? 0 : (part.records[record + COUNT] ?? 0);
    if (count === 0) return NOTHING;
    const all = readAll(count, part.records[record + PLACE] ?? 0);
    return buried.size === 0 ? all : all.subarray(0, keepLiving(all));
  }
  /** A list as it is when so many are left of it; the place for its record. */
  function rewritten(postings: Uint32Array): number {
    const [first = 0, second] = postings;
    if (second === undefined) return first;
    let place = lists.begin(first, second);
    for (const posting of postings.subarray(2)) place = lists.append(place, posting);
    return place;
  }

  return {
    buried,
    read,
    add(family, text, post, weight, field) {
      const part = table.hash(family, text);
      const before = part.terms;
      const record = table.findOrAdd(part);
      const { records } = part;
      const posting = pack(post, weight, field);
      const count = records[record + COUNT] ?? 0;
      const place = records[record + PLACE] ?? 0;
      const last = count < 2 ? place : lists.last(place);
      if (count === 0) {
        records[record + COUNT] = 1;
        records[record + PLACE] = posting;
      } else if (postOf(last) !== post) {
        records[record + COUNT] = count + 1;
        records[record + PLACE] = count === 1 ? lists.begin(last, posting) : lists.append(place, posting);
      } else if (posting > last) {
        if (count === 1) records[record + PLACE] = posting;
        else lists.replaceLast(place, posting);
      }
      return part.terms > before;
    },
    count(family, text) {
      if (buried.size > 0) return read(family, text).length;
      const part = table.hash(family, text);
      const record = table.find(part);
      return record < 0 ? 0 : (part.records[record + COUNT] ?? 0);
    },
    has(family, text) {
      const part = table.hash(family, text);
      const record = table.find(part);
      const count = record < 0 ? 0 : (part.records[record + COUNT] ?? 0);
      if (count === 0) return false;
      const place = part.records[record + PLACE] ?? 0;
      return (
        count > buried.size ||
        isLiving(count === 1 ? place : lists.last(place)) ||
        read(family, text).length > 0
      );
    },
    bury: (post) => void buried.add(post),
    *sweep() {
      for (const { records } of table.parts)
        for (let record = 0; record < records.length; record += RECORD) {
          if (record % (SLICE * RECORD) === 0) yield;
          const count = records[record + COUNT] ?? 0;
          if (count === 0) continue;
          const place = records[record + PLACE] ?? 0;
          const all = readAll(count, place);
          const kept = keepLiving(all);
          if (kept === count) continue;
          if (count > 1) lists.release(place);
          records[record + COUNT] = kept;
          records[record + PLACE] = rewritten(all.subarray(0, kept));
        }
      buried.clear();
    },
    *dump() {
      const packer = createPacker();
      const copies: Uint32Array[] = [];
      for (const part of table.parts) {
        const records = packed(part);
        copies.push(records);
        for (let record = 0; record < records.length; record += RECORD) {
          if (record % (SLICE * RECORD) === 0) yield undefined;
          if ((records[record + COUNT] ?? 0) < 2) continue;
          const block = lists.block(records[record + PLACE] ?? 0);
          if (!packer.fits(block)) yield ["lists", packer.next()];
          records[record + PLACE] = packer.add(block);
        }
      }
      yield ["lists", packer.next()];
      for (const records of copies) yield ["records", records];
    },
    *restore(saved) {
      lists = createPostingLists(saved.lists);
      for (const [at, part] of table.parts.entries()) {
        restorePart(part, saved.records[at] ?? NOTHING);
        yield;
      }
      for (const post of saved.buried) buried.add(post);
    },
  };
}
