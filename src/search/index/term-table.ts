// Finds a term's record by its 64-bit hash. In parts that grow one by one, so that no growth takes long.

/** A record: the term's two hashes, how many postings it has, and the posting itself or where their list begins. */
const RECORD_BITS = 2;
export const RECORD = 2 ** RECORD_BITS;
export const COUNT = 2;
export const PLACE = 3;

/** Parts, by the highest bits of the first hash. */
const PART_BITS = 6;
const PARTS = 2 ** PART_BITS;
const FIRST_SIZE = 64;
/** A part that is fuller than this is made larger. */
const FULL = 2 / 3;

export interface TermShard {
  /** How many records there are. */
  terms: number;
  /** A record stands where its first hash says, or in the next gap behind; the first hash of a gap is 0, of a term never. */
  records: Uint32Array;
}

export interface TermTable {
  readonly parts: readonly TermShard[];
  /** Hashes a term: its family's letter and its text. */
  hash(family: string, text: string): TermShard;
  /** Where the record of the term hashed last begins in the part it belongs to; -1 when there is none. */
  find(part: TermShard): number;
  /** The same; makes an empty record when there is none. */
  findOrAdd(part: TermShard): number;
}

export function createTermTable(): TermTable {
  const parts = Array.from({ length: PARTS }, (): TermShard => ({
    terms: 0,
    records: new Uint32Array(FIRST_SIZE * RECORD),
  }));

  let [one, two] = [0, 0];
  /** Where the hashed term stands, or the gap where it belongs. */
  function placeOf(records: Uint32Array): number {
    const mask = records.length - 1;
    for (let at = (one << RECORD_BITS) & mask; ; at = (at + RECORD) & mask) {
      const held = records[at] ?? 0;
      if (held === 0 || (held === one && records[at + 1] === two)) return at;
    }
  }
  return {
    parts,
    hash(family, text) {
      let first = Math.imul(0x811c9dc5 ^ family.charCodeAt(0), 0x01000193);
      let second = Math.imul(0x2545f491 + family.charCodeAt(0), 0x9e3779b1);
      for (let at = 0; at < text.length; at += 1) {
        const unit = text.charCodeAt(at);
        first = Math.imul(first ^ unit, 0x01000193);
        second = Math.imul(second + unit, 0x9e3779b1) ^ (second >>> 15);
      }
      one = (first ^ (first >>> 16)) >>> 0 || 1;
      two = second >>> 0;
      return parts[one >>> (32 - PART_BITS)] as TermShard;
    },
    find({ records }) {
      const at = placeOf(records);
      return records[at] === 0 ? -1 : at;
    },
    findOrAdd(part) {
      let at = placeOf(part.records);
      if (part.records[at] !== 0) return at;
      part.terms += 1;
      if (part.terms * RECORD > part.records.length * FULL) {
        part.records = spread(part.records, part.terms);
        at = placeOf(part.records);
      }
      part.records[at] = one;
      part.records[at + 1] = two;
      return at;
    },
  };
}

/** Takes in the records of a part, as `packed` gave them. */
export function restorePart(part: TermShard, saved: Uint32Array): void {
  part.terms = saved.length / RECORD;
  part.records = spread(saved, part.terms);
}

/** The records of a part without gaps, and without terms that no post has any more. */
export function packed({ records, terms }: TermShard): Uint32Array {
  const all = new Uint32Array(terms * RECORD);
  let to = 0;
  for (let at = 0; at < records.length; at += RECORD) {
    if (records[at] === 0 || records[at + COUNT] === 0) continue;
    for (let word = 0; word < RECORD; word += 1) all[to + word] = records[at + word] ?? 0;
    to += RECORD;
  }
  return all.subarray(0, to);
}

/** The records in their places in a table that has room for so many and more. */
function spread(records: Uint32Array, terms: number): Uint32Array {
  let size = FIRST_SIZE;
  while (size * FULL < terms + 1) size *= 2;
  const spacious = new Uint32Array(size * RECORD);
  const mask = spacious.length - 1;
  for (let from = 0; from < records.length; from += RECORD) {
    const one = records[from] ?? 0;
    if (one === 0) continue;
    let at = (one << RECORD_BITS) & mask;
    while (spacious[at] !== 0) at = (at + RECORD) & mask;
    for (let word = 0; word < RECORD; word += 1) spacious[at + word] = records[from + word] ?? 0;
  }
  return spacious;
}
