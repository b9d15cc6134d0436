// Room for lists of numbers, in blocks of a power of two; blocks that are given back are used again.

const CHUNK = 2 ** 18;
const EMPTY = new Uint32Array(0);

/** The size of the block that holds so many (two and more). */
export const sizeFor = (count: number): number => 2 ** (32 - Math.clz32(count - 1));

export interface BlockArena {
  /** The chunk a block lies in; it begins at `offset(place)` there. */
  chunk(place: number): Uint32Array;
  /** The first `count` numbers of a block, as a view. */
  view(place: number, count: number): Uint32Array;
  /** Room for `size` (a power of two) numbers; a block larger than a chunk gets a chunk of its own. */
  allot(size: number): number;
  release(place: number, size: number): void;
  /** Everything there is, blocks given back included. */
  readonly chunks: readonly Uint32Array[];
}

export const offset = (place: number): number => place % CHUNK;

export function createBlocks(saved: readonly Uint32Array[] = []): BlockArena {
  const chunks = [...saved];
  const free = new Map<number, number[]>();
  /** Where the room that was never used begins; 0 when the last chunk is full. */
  let top = 0;
  const chunk = (place: number): Uint32Array => chunks[Math.floor(place / CHUNK)] ?? EMPTY;
  return {
    chunks,
    chunk,
    view: (place, count) => chunk(place).subarray(offset(place), offset(place) + count),
    allot(size) {
      const again = free.get(size)?.pop();
      if (again !== undefined) return again;
      if (top === 0 || offset(top) + size > CHUNK) {
        const place = chunks.length * CHUNK;
        chunks.push(new Uint32Array(Math.max(CHUNK, size)));
        if (size >= CHUNK) return place;
        top = place;
      }
      const place = top;
      top += size;
      if (offset(top) === 0) top = 0;
      return place;
    },
    release(place, size) {
      const list = free.get(size);
      if (list) list.push(place);
      else free.set(size, [place]);
    },
  };
}
