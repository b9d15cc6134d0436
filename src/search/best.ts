// Keeps the best few of many, in order.

export interface Best<Item> {
  offer(item: Item): void;
  /** The worst that is kept, once there are as many as wanted. */
  last(): Item | undefined;
  all(): Item[];
}

/** `order` as for sorting: negative when its first comes first. */
export function best<Item>(most: number, order: (a: Item, b: Item) => number): Best<Item> {
  const kept: Item[] = [];
  return {
    offer(item) {
      const worst = kept[most - 1];
      if (worst !== undefined && order(worst, item) <= 0) return;
      let [low, high] = [0, kept.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const other = kept[middle];
        if (other !== undefined && order(other, item) <= 0) low = middle + 1;
        else high = middle;
      }
      if (low >= most) return;
      kept.splice(low, 0, item);
      if (kept.length > most) kept.pop();
    },
    last: () => kept[most - 1],
    all: () => kept,
  };
}

/** The highest few of many numbers: a heap whose root is the least of them. */
export interface Highest {
  offer(number: number): void;
  /** The least of the highest, once there are as many as wanted; 0 before. */
  readonly least: number;
}

/** `most`: at least 1. */
export function createHighest(most: number): Highest {
  const heap = new Float64Array(most);
  let count = 0;
  const highest = {
    least: 0,
    offer(number: number) {
      let at = 0;
      if (count < most) {
        at = count++;
        for (; at > 0 && (heap[(at - 1) >> 1] ?? 0) > number; at = (at - 1) >> 1)
          heap[at] = heap[(at - 1) >> 1] ?? 0;
      } else {
        if (number <= highest.least) return;
        for (let child = 1; child < most; child = 2 * at + 1) {
          if (child + 1 < most && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child += 1;
          if ((heap[child] ?? 0) >= number) break;
          heap[at] = heap[child] ?? 0;
          at = child;
        }
      }
      heap[at] = number;
      if (count === most) highest.least = heap[0] ?? 0;
    },
  };
  return highest;
}
