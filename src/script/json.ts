// JSON as configurations have it: with comments and loose commas.
import { parse, type ParseError } from "jsonc-parser";

const LONGEST = 256 * 1024;

/** The value of a text; undefined where it is no JSON, or longer or deeper than any configuration. */
export function readJson(source: string): unknown {
  const faults: ParseError[] = [];
  if (source.length > LONGEST) return undefined;
  try {
    const value: unknown = parse(source.replace(/^\ufeff/, ""), faults, { allowTrailingComma: true });
    return faults.length === 0 ? value : undefined;
  } catch (fault) {
    if (fault instanceof RangeError) return undefined;
    throw fault;
  }
}
