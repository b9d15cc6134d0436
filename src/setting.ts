// What a setting is: a schema from the text an owner writes to the value that is used, and what to tell about it.
import { z } from "zod";

interface SettingFacts {
  /** What to show when it is wrong. */
  readonly example: string;
  /** What it is unless set, as an owner would write it. */
  readonly preset?: string;
  /** The part of the value that must never be written anywhere; null where this value holds none. */
  readonly secret?: (value: string) => string | null;
}

const facts = z.registry<SettingFacts>();
/** Every setting is made by one of the functions below, which tell its facts. */
export const settingFacts = (setting: z.ZodType): SettingFacts => facts.get(setting) ?? { example: "" };

/** The environment as a program is given it. */
export type Environment = Readonly<Record<string, string | undefined>>;
/** Settings by their variables' names. */
export type Settings = z.ZodObject<Readonly<Record<string, z.ZodType>>>;

/** Null where it is not set. */
export const optional = <T>(schema: z.ZodType<T, string>, example: string, secret?: SettingFacts["secret"]) =>
  schema
    .optional()
    .transform((value) => value ?? null)
    .register(facts, { example, ...(secret && { secret }) });

/** `preset` where it is not set. */
export const preset = <T>(schema: z.ZodType<T, string>, value: string, example = value) =>
  schema.prefault(value).register(facts, { example, preset: value });

/** For what is secret as a whole. */
export const whole = (value: string): string => value;

export const text = z.string();
export const oneOf = <const V extends readonly [string, ...string[]]>(...values: V) =>
  z.enum(values, `must be one of ${values.join(", ")}`);
export const onOff = oneOf("on", "off").transform((value) => value === "on");
export const webAddress = text.refine((value) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== "";
}, "must be a web address that begins with https:// or http://");
/** A whole number times `unit`. */
export const count = (least: number, most: number, unit = 1) =>
  text
    .refine(
      (value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most,
      `must be a whole number from ${least} to ${most}`,
    )
    .transform((value) => Number(value) * unit);

/** What is wrong with `given`, a sentence for each setting that cannot be used. */
export function faultsOf(settings: Settings, given: Environment): readonly string[] {
  const issues = settings.safeParse(given).error?.issues ?? [];
  return [...new Set(issues.map(({ path }) => String(path[0])))].map((name) => {
    const { example, secret } = settingFacts(settings.shape[name] ?? z.never());
    const fault = issues.flatMap(({ path, message }) => (path[0] === name ? [message] : [])).join(", ");
    const shown =
      secret || given[name] === undefined ? "" : ` (it is ${JSON.stringify(given[name]?.slice(0, 80))})`;
    return `${name} ${fault}${shown}. Example: ${name}=${example}`;
  });
}

/** What must be hidden of `given`, wherever it turns up. */
export const secretsOf = (settings: Settings, given: Environment): readonly string[] =>
  Object.entries(settings.shape).flatMap(([name, setting]) => {
    const value = given[name];
    return value === undefined ? [] : (settingFacts(setting).secret?.(value) ?? []);
  });
