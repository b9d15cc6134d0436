// The three languages of front matter and configuration, parsed without running anything and within limits.
import * as yaml from "js-yaml";
import { parse as parseTomlText, TomlDate, TomlError } from "smol-toml";
import { isData, Scalar, type Data } from "./scalar.js";

/** Front matter over 64 kB is no front matter; configurations are let to be four times as long. */
export const FRONT_MATTER_LIMIT = 64 * 1024;
const CONFIG_LIMIT = 4 * FRONT_MATTER_LIMIT;
const DEEPEST = 32;
const MOST_VALUES = 20_000;

/** A text that is not what it should be; the message is for the person who wrote it. */
export class SyntaxFault extends Error {
  override readonly name = "SyntaxFault";
  constructor(
    message: string,
    /** 1-based within the text that was parsed, where known. */
    readonly line: number | null,
  ) {
    super(message);
  }
}

const keepRaw = (type: yaml.Type, kindTag: string): yaml.Type =>
  new yaml.Type(kindTag, {
    kind: "scalar",
    resolve: (text: unknown) => type.resolve(text),
    construct: (text: string) => new Scalar(text, type.construct(text) as number | boolean | Date),
  });
interface YamlTypes {
  readonly types: Readonly<Record<"int" | "float" | "bool" | "timestamp", yaml.Type>>;
}
const { types } = yaml as unknown as YamlTypes;
// Later implicit types win over earlier ones of the same tag, so these four stand in for js-yaml's own.
const schema = yaml.DEFAULT_SCHEMA.extend({
  implicit: [
    keepRaw(types.bool, "tag:yaml.org,2002:bool"),
    keepRaw(types.int, "tag:yaml.org,2002:int"),
    keepRaw(types.float, "tag:yaml.org,2002:float"),
    keepRaw(types.timestamp, "tag:yaml.org,2002:timestamp"),
  ],
});

/** Refuses what aliases or nesting blow up: counts values as if every alias were written out. */
function checkSize(value: unknown): void {
  let left = MOST_VALUES;
  const visit = (item: unknown, depth: number): void => {
    left -= 1;
    if (left < 0)
      throw new SyntaxFault(`holds more than ${MOST_VALUES} values once its aliases are followed`, null);
    if (depth > DEEPEST) throw new SyntaxFault(`is nested more than ${DEEPEST} levels deep`, null);
    if (Array.isArray(item)) for (const child of item) visit(child, depth + 1);
    else if (isData(item)) for (const child of Object.values(item)) visit(child, depth + 1);
  };
  visit(value, 0);
}

/** JSON and TOML give bare numbers, truths and dates: the same Scalars as YAML, with their usual spelling. */
function wrap(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) throw new SyntaxFault(`is nested more than ${DEEPEST} levels deep`, null);
  if (value instanceof TomlDate) return new Scalar(value.toISOString(), value);
  if (typeof value === "number" || typeof value === "boolean") return new Scalar(String(value), value);
  if (typeof value === "bigint") return new Scalar(String(value), Number(value));
  if (Array.isArray(value)) return value.map((item) => wrap(item, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wrap(item, depth + 1)]));
}

/** A value of a site's program, numbers, truths and all. Throws SyntaxFault for one that is too large or deep. */
export function scalars(value: unknown): unknown {
  checkSize(value);
  return wrap(value);
}

export type DataFormat = "yaml" | "toml" | "json";

/** What each generator does with a key written twice in YAML. */
export type DuplicateKeys = "refuse" | "last wins";

function parseRaw(text: string, language: DataFormat, duplicates: DuplicateKeys): unknown {
  if (language === "yaml") return yaml.load(text, { schema, json: duplicates === "last wins" });
  if (language === "toml") return wrap(parseTomlText(text));
  return wrap(JSON.parse(text));
}

/** Any value of a text in one of the languages. Throws SyntaxFault. */
export function parseValue(
  text: string,
  language: DataFormat,
  duplicates: DuplicateKeys = "refuse",
): unknown {
  if (text.length > CONFIG_LIMIT) throw new SyntaxFault(`is longer than ${CONFIG_LIMIT / 1024} kB`, null);
  try {
    const value = parseRaw(text, language, duplicates);
    checkSize(value);
    return value;
  } catch (fault) {
    if (fault instanceof SyntaxFault) throw fault;
    if (fault instanceof yaml.YAMLException)
      throw new SyntaxFault(`is no YAML: ${fault.reason}`, lineOf(fault));
    if (fault instanceof TomlError)
      throw new SyntaxFault(`is no TOML: ${fault.message.split("\n")[0]}`, fault.line);
    if (fault instanceof RangeError) throw new SyntaxFault("is nested too deeply", null);
    throw new SyntaxFault(fault instanceof Error ? fault.message : String(fault), null);
  }
}

function lineOf(fault: yaml.YAMLException): number | null {
  const { mark } = fault as { mark?: { line?: number } };
  return mark?.line === undefined ? null : mark.line + 1;
}

/** A map of a text; an empty text, a list or a lone value gives an empty map. Throws SyntaxFault. */
export function parseData(text: string, language: DataFormat, duplicates: DuplicateKeys = "refuse"): Data {
  const value = parseValue(text, language, duplicates);
  return isData(value) ? value : {};
}
