// Values of front matter: a number, a truth or a date keeps the text its author wrote beside what it means.

/** A scalar that is no string, with its source text. Written into a string it gives that text. */
export class Scalar {
  constructor(
    readonly raw: string,
    readonly value: number | boolean | Date,
  ) {}
  toString(): string {
    return this.raw;
  }
  /** Lets js-yaml use a scalar as a mapping key by its text. */
  get [Symbol.toStringTag](): string {
    return "Scalar";
  }
}

/** Front matter or a configuration after parsing: strings, Scalars, null, lists and maps of them. */
export type Data = Readonly<Record<string, unknown>>;

export const isData = (value: unknown): value is Data =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Scalar);

/** What a value means: a Scalar's value, anything else as it is. */
export const meaning = (value: unknown): unknown => (value instanceof Scalar ? value.value : value);

/** A key of its own, never one that objects inherit (`constructor`). */
export const own = (data: Data, key: string): unknown => (Object.hasOwn(data, key) ? data[key] : undefined);

/** A map below several keys, empty where there is none. */
export const below = (data: Data, ...keys: string[]): Data => {
  let at = data;
  for (const key of keys) {
    const next = own(at, key);
    at = isData(next) ? next : {};
  }
  return at;
};
