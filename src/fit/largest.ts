// A search by doubling and then by halves, for everything that is cut to a budget.

/**
 * The largest n in 0…max for which `holds`, given that it holds up to some n and not beyond. Nothing far above that n
 * is asked for: a part is small, what it is cut from may be a hundred times as long.
 */
export function largest(max: number, holds: (n: number) => boolean): number {
  let [low, high] = [0, Math.min(1, max)];
  while (holds(high)) {
    if (high === max) return max;
    [low, high] = [high, Math.min(2 * high, max)];
  }
  high -= 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
