// Room for small things of bytes, in blocks of whole words (32 bits); blocks that are given back are used again.

/** Words of a piece of the arena; the first ones are smaller, so that a small blog needs little. */
const PIECE_BITS = 18;
const PIECE = 2 ** PIECE_BITS;
const FIRST_PIECE = 2 ** 13;

export interface ArenaPiece {
  readonly words: Uint32Array;
  /** The same room, byte by byte. */
  readonly bytes: Uint8Array;
}

export interface Arena {
  /** The piece a block lies in; it begins at `offset(place)` there. */
  piece(place: number): ArenaPiece;
  /** A block of `sizeFor(words)`: a block larger than a piece gets a piece of its own. */
  allot(words: number): number;
  /** How many words the block has that was allotted for so many. */
  capacity(place: number, words: number): number;
  release(place: number, words: number): void;
}

export const offset = (place: number): number => place & (PIECE - 1);

/** A block has a power of two of words, or one and a half times that. */
export function sizeFor(words: number): number {
  const half = 1 << (31 - Math.clz32(words - 1));
  return half * 1.5 >= words ? half * 1.5 : half * 2;
}

/** `saved`: pieces whose blocks were packed with no room between them. */
export function createArena(saved: readonly Uint32Array[] = []): Arena {
  const pieces = saved.map(pieceOf);
  const packed = saved.length * PIECE;
  const free = new Map<number, number[]>();
  /** Where the room that was never used begins; `end` is behind the last piece. */
  let [top, end] = [0, 0];
  const nothing = pieceOf(new Uint32Array(0));
  return {
    piece: (place) => pieces[place >>> PIECE_BITS] ?? nothing,
    allot(words) {
      const size = sizeFor(words);
      const again = free.get(size)?.pop();
      if (again !== undefined) return again;
      if (top + size > end) {
        const wanted = Math.min(PIECE, FIRST_PIECE * 2 ** Math.min(pieces.length, 10));
        const piece = new Uint32Array(Math.max(wanted, size));
        const place = pieces.length * PIECE;
        pieces.push(pieceOf(piece));
        if (size >= PIECE) return place;
        [top, end] = [place, place + piece.length];
      }
      const place = top;
      top += size;
      return place;
    },
    capacity: (place, words) => (place < packed ? words : sizeFor(words)),
    release(place, words) {
      // What was packed lies too close for the sizes in which room is given out; the next save leaves it behind.
      if (place < packed) return;
      const size = sizeFor(words);
      const list = free.get(size);
      if (list) list.push(place);
      else free.set(size, [place]);
    },
  };
}

const pieceOf = (words: Uint32Array): ArenaPiece => ({
  words,
  bytes: new Uint8Array(words.buffer, words.byteOffset, words.byteLength),
});

/** Lays blocks one behind the other into pieces, in which `createArena` finds them again. */
export interface Packer {
  /** Whether there is room for a block in this piece; an empty one takes any. */
  fits(block: Uint32Array): boolean;
  /** Copies a block; its place. */
  add(block: Uint32Array): number;
  /** The piece as far as it is full; valid until the next block. */
  next(): Uint32Array;
}

export function createPacker(): Packer {
  let piece = new Uint32Array(PIECE);
  let [top, before] = [0, 0];
  return {
    fits: ({ length }) => top === 0 || top + length <= PIECE,
    add(block) {
      if (block.length > piece.length) piece = new Uint32Array(block.length);
      piece.set(block, top);
      top += block.length;
      return before * PIECE + top - block.length;
    },
    next() {
      const full = piece.subarray(0, top);
      [top, before] = [0, before + 1];
      return full;
    },
  };
}
