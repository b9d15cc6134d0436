// A search by halves, for everything that is cut to a budget.

/** The largest n in 0…max for which `holds`, given that it holds up to some n and not beyond. */
export function largest(max: number, holds: (n: number) => boolean): number {
  let [low, high] = [0, max];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
