// Hugo's keys, which are read in any case.
import { isData, type Data } from "../rules/scalar.js";

/** Every key at any depth in lower case. */
export function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  if (!isData(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key.toLowerCase(), lowered(one)]));
}

/** Front matter with every key also in lower case. */
export const anyCase = (data: Data): Data => ({ ...(lowered(data) as Data), ...data });
