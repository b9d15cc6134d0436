// Lists of two and more postings, each in a block of its own, in as few bytes as they need.
//
// A block: three words (how many bytes follow, the posting before the last, the last posting), then all postings but
// the last. Each of these is a number of seven bits a byte, the lowest first and the highest bit set where more follow:
// how far its post is from the one before (around the end of all places, if need be), times four, and what follows:
// 0 nothing, since weight and field are those of the posting before; 1 a byte, the weight in the body; 2 two bytes,
// weight and field. The last posting stands whole, for it may still become stronger.
import { createArena, offset, type ArenaPiece } from "./arena.js";

/** A posting in 32 bits: the post in the upper 20, the weight in 9, the field in 3. */
const POST_SHIFT = 12;
const POSTS = 2 ** (32 - POST_SHIFT);
const SAID = 2 ** POST_SHIFT - 1;
const FIELD_BITS = 3;
/** The field that nearly all postings are of. */
const COMMON_FIELD = 5;

const [SAME, WEIGHT, BOTH] = [0, 1, 2];

const HEAD = 3;
const BEFORE = 1;
const LAST = 2;

const wordsFor = (bytes: number): number => HEAD + ((bytes + 3) >>> 2);

export interface PostingLists {
  /** Makes a list of two; its place. */
  begin(first: number, second: number): number;
  /** Adds a posting; the list's place from now on. */
  append(place: number, posting: number): number;
  last(place: number): number;
  replaceLast(place: number, posting: number): void;
  /** Writes the postings to `into`, which is long enough. */
  read(place: number, into: Uint32Array): void;
  release(place: number): void;
  /** A list as it stands in memory, without the room behind it. */
  block(place: number): Uint32Array;
}

/** `saved`: pieces into which blocks were packed. */
export function createPostingLists(saved?: readonly Uint32Array[]): PostingLists {
  const arena = createArena(saved);
  const sizeOf = (place: number): number => wordsFor(arena.piece(place).words[offset(place)] ?? 0);

  function append(place: number, posting: number): number {
    let { words, bytes } = arena.piece(place);
    let at = offset(place);
    const used = words[at] ?? 0;
    const before = words[at + BEFORE] ?? 0;
    const last = words[at + LAST] ?? 0;
    const gap = ((last >>> POST_SHIFT) - (before >>> POST_SHIFT)) & (POSTS - 1);
    const kind = ((last ^ before) & SAID) === 0 ? SAME : isCommon(last) ? WEIGHT : BOTH;
    let rest = gap * 4 + kind;
    const needed = used + (rest < 2 ** 7 ? 1 : rest < 2 ** 14 ? 2 : rest < 2 ** 21 ? 3 : 4) + kind;
    const size = wordsFor(used);
    let moved = place;
    if (wordsFor(needed) > size && wordsFor(needed) > arena.capacity(place, size)) {
      moved = arena.allot(wordsFor(needed));
      const room = arena.piece(moved);
      room.words.set(words.subarray(at, at + size), offset(moved));
      arena.release(place, size);
      ({ words, bytes } = room);
      at = offset(moved);
    }
    let byte = (at + HEAD) * 4 + used;
    while (rest >= 128) {
      bytes[byte++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[byte++] = rest;
    if (kind === WEIGHT) bytes[byte] = (last & SAID) >>> FIELD_BITS;
    else if (kind === BOTH) {
      bytes[byte++] = last & 255;
      bytes[byte] = (last & SAID) >>> 8;
    }
    words[at] = needed;
    words[at + BEFORE] = last;
    words[at + LAST] = posting;
    return moved;
  }

  return {
    begin(first, second) {
      const place = arena.allot(wordsFor(0));
      const { words } = arena.piece(place);
      const at = offset(place);
      words[at] = 0;
      words[at + BEFORE] = 0;
      words[at + LAST] = first;
      return append(place, second);
    },
    append,
    last: (place) => arena.piece(place).words[offset(place) + LAST] ?? 0,
    replaceLast(place, posting) {
      arena.piece(place).words[offset(place) + LAST] = posting;
    },
    read: (place, into) => readList(arena.piece(place), offset(place), into),
    release: (place) => arena.release(place, sizeOf(place)),
    block: (place) => arena.piece(place).words.subarray(offset(place), offset(place) + sizeOf(place)),
  };
}

/** The weight of a posting of the body that a byte holds. */
const isCommon = (posting: number): boolean =>
  (posting & (2 ** FIELD_BITS - 1)) === COMMON_FIELD && (posting & SAID) >>> FIELD_BITS < 256;

function readList({ words, bytes }: ArenaPiece, at: number, into: Uint32Array): void {
  let byte = (at + HEAD) * 4;
  const end = byte + (words[at] ?? 0);
  let [count, post, said] = [0, 0, 0];
  while (byte < end) {
    let head = bytes[byte++] ?? 0;
    if (head >= 128) {
      head &= 127;
      for (let shift = 7; ; shift += 7) {
        const next = bytes[byte++] ?? 0;
        head |= (next & 127) << shift;
        if (next < 128) break;
      }
    }
    post = (post + (head >>> 2)) & (POSTS - 1);
    const kind = head & 3;
    if (kind === WEIGHT) said = ((bytes[byte++] ?? 0) << FIELD_BITS) | COMMON_FIELD;
    else if (kind === BOTH) {
      said = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8);
      byte += 2;
    }
    into[count++] = (post << POST_SHIFT) | said;
  }
  into[count] = words[at + LAST] ?? 0;
}
