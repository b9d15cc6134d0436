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
