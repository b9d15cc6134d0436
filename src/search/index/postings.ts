// The inverted index itself: which posts hold a term, how strongly, in which field. Typed arrays, no strings.

export const fields = ["title", "slug", "tags", "categories", "excerpt", "body"] as const;
export type Field = (typeof fields)[number];

/** One posting in 32 bits: 20 for the post, 9 for the weight, 3 for the field. */
const WEIGHT_STEPS = 300;
export const postOf = (posting: number): number => posting >>> 12;
export const weightOf = (posting: number): number => ((posting >>> 3) & 511) / WEIGHT_STEPS;
export const fieldOf = (posting: number): Field => fields[posting & 7] ?? "body";
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
}

export interface PostingsDump {
  readonly terms: number;
  readonly arrays: readonly Uint32Array[];
}

const CHUNK = 2 ** 18;
const EMPTY = new Uint32Array(0);
const sizeFor = (count: number): number => 2 ** (32 - Math.clz32(count - 1));

export function createPostings(from?: PostingsDump): Postings {
  let terms = 0;
  let mask = 2 ** 12 - 1;
  let slots = new Uint32Array(mask + 1);
  /** By term (1 and up): its two hashes, how many postings, and the posting itself or where its block begins. */
  let [ones, twos, counts, places] = [1, 2, 3, 4].map(() => new Uint32Array(2 ** 12)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  const chunks: Uint32Array[] = [];
  const free = new Map<number, number[]>();
  let top = 0;

  const chunkAt = (place: number): Uint32Array => chunks[Math.floor(place / CHUNK)] ?? EMPTY;
  const block = (place: number, count: number): Uint32Array => {
    const start = place % CHUNK;
    return chunkAt(place).subarray(start, start + count);
  };
  /** A block of `size` (a power of two); a block larger than a chunk gets a chunk of its own. */
  function allot(size: number): number {
    const again = free.get(size)?.pop();
    if (again !== undefined) return again;
    if (size > CHUNK || (top % CHUNK) + size > CHUNK || top === 0 || !chunks[Math.floor(top / CHUNK)]) {
      const place = chunks.length * CHUNK;
      chunks.push(new Uint32Array(Math.max(CHUNK, size)));
      if (size > CHUNK) return place;
      top = place;
    }
    const place = top;
    top += size;
    if (top % CHUNK === 0) top = 0;
    return place;
  }
  const release = (place: number, size: number): void => {
    const list = free.get(size);
    if (list) list.push(place);
    else free.set(size, [place]);
  };

  let [hashOne, hashTwo] = [0, 0];
  function hash(family: string, text: string): void {
    let one = Math.imul(0x811c9dc5 ^ family.charCodeAt(0), 0x01000193);
    let two = Math.imul(0x2545f491 + family.charCodeAt(0), 0x9e3779b1);
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      one = Math.imul(one ^ unit, 0x01000193);
      two = Math.imul(two + unit, 0x9e3779b1) ^ (two >>> 15);
    }
    hashOne = (one ^ (one >>> 16)) >>> 0;
    hashTwo = two >>> 0;
  }
  /** The slot of the hashed term, or of the gap where it belongs. */
  function slotOf(): number {
    for (let slot = hashOne & mask; ; slot = (slot + 1) & mask) {
      const term = slots[slot] ?? 0;
      if (term === 0 || (ones[term] === hashOne && twos[term] === hashTwo)) return slot;
    }
  }
  function placeTerms(): void {
    while (mask < terms * 2) mask = mask * 2 + 1;
    slots = new Uint32Array(mask + 1);
    for (let term = 1; term <= terms; term += 1) {
      let slot = (ones[term] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = term;
    }
  }
  const wider = (array: Uint32Array): Uint32Array => {
    const copy = new Uint32Array(array.length * 2);
    copy.set(array);
    return copy;
  };
  function newTerm(slot: number): number {
    terms += 1;
    if (terms >= ones.length)
      [ones, twos, counts, places] = [wider(ones), wider(twos), wider(counts), wider(places)];
    ones[terms] = hashOne;
    twos[terms] = hashTwo;
    slots[slot] = terms;
    if (terms * 2 > mask) placeTerms();
    return terms;
  }

  function append(term: number, posting: number): void {
    const count = counts[term] ?? 0;
    counts[term] = count + 1;
    if (count === 0) {
      places[term] = posting;
      return;
    }
    const size = count === 1 ? 1 : sizeFor(count);
    if (count === size) {
      const old = places[term] ?? 0;
      const place = allot(size * 2);
      const target = block(place, size * 2);
      if (count === 1) target[0] = old;
      else {
        target.set(block(old, count));
        release(old, size);
      }
      places[term] = place;
    }
    block(places[term] ?? 0, count + 1)[count] = posting;
  }

  /** Keeps the living postings of a term and gives back the halves of its block that are no longer needed. */
  function shrink(term: number, isDead: (post: number) => boolean): void {
    const count = counts[term] ?? 0;
    if (count === 0) return;
    const place = places[term] ?? 0;
    if (count === 1) {
      if (isDead(postOf(place))) counts[term] = 0;
      return;
    }
    const held = block(place, count);
    let kept = 0;
    for (const posting of held) if (!isDead(postOf(posting))) held[kept++] = posting;
    if (kept === count) return;
    counts[term] = kept;
    const last = held[0] ?? 0;
    let size = sizeFor(count);
    const wanted = kept < 2 ? 1 : sizeFor(kept);
    for (; size > wanted && size > 2; size /= 2) if (size <= CHUNK) release(place + size / 2, size / 2);
    if (kept < 2) {
      release(place, 2);
      places[term] = last;
    }
  }

  if (from) {
    terms = from.terms;
    const [one = EMPTY, two = EMPTY, count = EMPTY, place = EMPTY, ...rest] = from.arrays;
    [ones, twos, counts, places] = [one, two, count, place];
    chunks.push(...rest);
    placeTerms();
  }

  return {
    add(family, text, post, weight, field) {
      hash(family, text);
      const slot = slotOf();
      const known = slots[slot] ?? 0;
      const term = known === 0 ? newTerm(slot) : known;
      const posting = pack(post, weight, fields.indexOf(field));
      const count = counts[term] ?? 0;
      if (count === 0) append(term, posting);
      else if (count === 1) {
        if (postOf(places[term] ?? 0) !== post) append(term, posting);
        else if (posting > (places[term] ?? 0)) places[term] = posting;
      } else {
        const held = block(places[term] ?? 0, count);
        const last = held[count - 1] ?? 0;
        if (postOf(last) !== post) append(term, posting);
        else if (posting > last) held[count - 1] = posting;
      }
      return known === 0;
    },
    of(family, text) {
      hash(family, text);
      const term = slots[slotOf()] ?? 0;
      const count = counts[term] ?? 0;
      if (term === 0 || count === 0) return EMPTY;
      return count === 1 ? places.subarray(term, term + 1) : block(places[term] ?? 0, count);
    },
    *sweep(isDead) {
      for (let term = 1; term <= terms; term += 1) {
        shrink(term, isDead);
        if (term % 4096 === 0) yield;
      }
    },
    *dump() {
      // A dump is packed anew: free blocks and slack are left behind.
      const [one, two, count, packed] = [ones, twos, counts, places].map((array) =>
        array.slice(0, terms + 1),
      );
      const out: Uint32Array[] = [];
      let [current, at] = [EMPTY, 0];
      for (let term = 1; term <= terms; term += 1) {
        if (term % 4096 === 0) yield;
        const held = counts[term] ?? 0;
        if (held < 2) continue;
        const size = sizeFor(held);
        if (at + size > current.length) {
          current = new Uint32Array(Math.max(CHUNK, size));
          out.push(current);
          at = 0;
        }
        current.set(block(places[term] ?? 0, held), at);
        if (packed) packed[term] = (out.length - 1) * CHUNK + at;
        at += size;
      }
      return { terms, arrays: [one ?? EMPTY, two ?? EMPTY, count ?? EMPTY, packed ?? EMPTY, ...out] };
    },
  };
}
