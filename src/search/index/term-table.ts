// Finds a term's record by its 64-bit hash. In parts that grow one by one, so that no growth takes long.

/** A record: the term's two hashes, how many postings it has, and the posting itself or where its block begins. */
export const RECORD = 4;
export const COUNT = 2;
export const PLACE = 3;

/** Parts, by the highest bits of the first hash. */
const PART_BITS = 6;
const PARTS = 2 ** PART_BITS;
const FIRST_SIZE = 64;

export interface TermShard {
  /** How many records there are; they begin at RECORD, so that 0 is none. */
  terms: number;
  records: Uint32Array;
  /** Where each hash's record begins, in units of RECORD; more than half of it is empty. */
  slots: Uint32Array;
}

export interface TermTable {
  readonly parts: readonly TermShard[];
  /** Hashes a term: its family's letter and its text. */
  hash(family: string, text: string): TermShard;
  /** The start of the record of the term hashed last in the part it belongs to; 0 when there is none. */
  find(part: TermShard): number;
  /** The same; makes an empty record when there is none. */
  findOrAdd(part: TermShard): number;
  /** Takes in the records of each part, as they were saved. */
  restore(saved: readonly Uint32Array[]): Generator<void>;
}

export function createTermTable(): TermTable {
  const parts = Array.from({ length: PARTS }, (): TermShard => ({
    terms: 0,
    records: new Uint32Array(FIRST_SIZE * RECORD),
    slots: new Uint32Array(FIRST_SIZE),
  }));

  let [one, two] = [0, 0];
  /** The slot of the hashed term, or of the gap where it belongs. */
  function slotOf({ slots, records }: TermShard): number {
    const mask = slots.length - 1;
    for (let slot = one & mask; ; slot = (slot + 1) & mask) {
      const record = (slots[slot] ?? 0) * RECORD;
      if (record === 0 || (records[record] === one && records[record + 1] === two)) return slot;
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
      one = (first ^ (first >>> 16)) >>> 0;
      two = second >>> 0;
      return parts[one >>> (32 - PART_BITS)] as TermShard;
    },
    find: (part) => (part.slots[slotOf(part)] ?? 0) * RECORD,
    findOrAdd(part) {
      const slot = slotOf(part);
      const known = part.slots[slot] ?? 0;
      if (known !== 0) return known * RECORD;
      part.terms += 1;
      const record = part.terms * RECORD;
      if (record >= part.records.length) {
        const wider = new Uint32Array(part.records.length * 2);
        wider.set(part.records);
        part.records = wider;
      }
      part.records[record] = one;
      part.records[record + 1] = two;
      part.slots[slot] = part.terms;
      if (part.terms * 2 > part.slots.length) placeAll(part);
      return record;
    },
    *restore(saved) {
      for (const [at, records] of saved.entries()) {
        const part = parts[at];
        if (!part) return;
        part.records = records;
        part.terms = records.length / RECORD - 1;
        placeAll(part);
        yield;
      }
    },
  };
}

function placeAll(part: TermShard): void {
  let size = part.slots.length;
  while (size < part.terms * 2 + 2) size *= 2;
  const mask = size - 1;
  const slots = new Uint32Array(size);
  for (let term = 1; term <= part.terms; term += 1) {
    let slot = (part.records[term * RECORD] ?? 0) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = term;
  }
  part.slots = slots;
}
