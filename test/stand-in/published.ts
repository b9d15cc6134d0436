// The platforms' own descriptions of their APIs, where they lie beside this folder: what they refuse of a call. Without
// them nothing is refused here; the stand-ins' own rules hold either way.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";

const folder = resolve("../shared/specs");
export const noDescriptions = existsSync(folder)
  ? false
  : "the platforms' descriptions do not lie beside this folder";

type Json = Readonly<Record<string, unknown>>;
interface Described {
  /** By the names that `$ref` gives. */
  readonly $defs: Json;
  /** By method, for Discord with the path before it. */
  readonly calls: ReadonlyMap<string, Json>;
}

const read = (name: string, described: (file: string) => Described) => {
  let whole: Described | null = null;
  const known = new Map<string, z.ZodType | null>();
  // The same is sent again and again, such as menus.
  const taken = new Set<string>();
  return (call: string, params: unknown): readonly string[] => {
    if (noDescriptions) return [];
    const same = `${call} ${JSON.stringify(params)}`;
    if (taken.has(same)) return [];
    whole ??= described(readFileSync(resolve(folder, name), "utf8"));
    if (!known.has(call)) {
      const schema = whole.calls.get(call);
      const alone = { ...schema, $defs: whole.$defs } as z.core.JSONSchema.JSONSchema;
      known.set(call, schema ? z.fromJSONSchema(alone) : null);
    }
    const schema = known.get(call);
    if (!schema) return [`${call} is not in ${name}`];
    const { error } = schema.safeParse(params);
    if (error) return [`${name} refuses ${call}: ${deepest(error.issues)}`];
    taken.add(same);
    return [];
  };
};

/** Of several forms that a value may have, what is wrong with the one that was meant. */
function deepest(issues: readonly z.core.$ZodIssue[]): string {
  const [first] = issues;
  if (!first) return "nothing";
  const at = first.path.join(".");
  if (first.code !== "invalid_union" || first.errors.length === 0) return `${at} ${first.message}`;
  // One of another `type` was not meant.
  const isMeant = (of: readonly z.core.$ZodIssue[]): boolean =>
    !of.some(({ path }) => path.join() === "type");
  return `${at} > ${deepest(first.errors.find(isMeant) ?? first.errors[0] ?? [])}`;
}

/** Where the file is at odds with Discord's reference (Application Commands; Edit Current Application; Uploading Files). */
const CORRECTIONS: Readonly<Record<string, Json>> = {
  ApplicationCommandUpdateRequest: {
    default_member_permissions: { type: ["string", "null"], pattern: "^[0-9]+$" },
  },
  ApplicationFormPartial: { description: { type: "string", maxLength: 400 } },
  ApplicationOAuth2InstallParams: { permissions: { type: "string", pattern: "^[0-9]+$" } },
  MessageAttachmentRequest: { id: { type: ["string", "integer"] } },
};

/** OpenAPI; an object takes what it names and no more, since Discord drops the rest without a word. */
function discordDescribed(file: string): Described {
  const text = file.replaceAll("#/components/schemas/", "#/$defs/");
  const closed = JSON.parse(text, (key, value: unknown) =>
    isObject(value) && value["type"] === "object" && "properties" in value && key !== "properties"
      ? { additionalProperties: false, ...value }
      : value,
  ) as { paths: Record<string, Json>; components: { schemas: Json } };
  for (const [name, properties] of Object.entries(CORRECTIONS))
    Object.assign((closed.components.schemas[name] as { properties: object }).properties, properties);
  const calls = new Map<string, Json>();
  for (const [path, methods] of Object.entries(closed.paths))
    for (const [method, { requestBody }] of Object.entries(
      methods as Record<string, { requestBody?: Body }>,
    )) {
      const schema = requestBody?.content["application/json"]?.schema;
      if (schema) calls.set(`${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, "*")}`, schema);
    }
  return { $defs: closed.components.schemas, calls };
}
interface Body {
  readonly content: Readonly<Record<string, { readonly schema: Json } | undefined>>;
}
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

interface Field {
  readonly name: string;
  readonly types: readonly string[];
  readonly required: boolean;
  readonly enum?: readonly unknown[];
  readonly length?: { readonly min: number; readonly max: number };
}
interface Structure {
  readonly fields?: readonly Field[];
  readonly subtypes?: readonly string[];
}
const plain: Readonly<Record<string, Json>> = {
  String: { type: "string" },
  Integer: { type: "integer" },
  Float: { type: "number" },
  Number: { type: "number" },
  Boolean: { type: "boolean" },
  True: { const: true },
};

function telegramDescribed(file: string): Described {
  const { methods, types } = JSON.parse(file) as Record<"methods" | "types", Record<string, Structure>>;
  const typed = (name: string): Json => {
    const items = /^Array of (.+)$/.exec(name)?.[1];
    if (items !== undefined) return { type: "array", items: typed(items) };
    if (name.includes(" | ")) return { anyOf: name.split(" | ").map(typed) };
    return plain[name] ?? (name in types ? { $ref: `#/$defs/${name}` } : {});
  };
  const field = ({ types: names, enum: values, length }: Field): Json => {
    // What may be HTML is counted after it is read, and so by the stand-in.
    const counted = length && !names.includes("Object");
    const limits = counted ? { minLength: length.min, maxLength: length.max } : {};
    return {
      anyOf: names
        .filter((name) => name !== "Object")
        .map((name) => ({
          ...typed(name),
          ...limits,
          ...(values && { enum: values }),
        })),
    };
  };
  const structure = ({ fields = [], subtypes }: Structure): Json =>
    subtypes
      ? { anyOf: subtypes.map(typed) }
      : fields.length === 0
        ? {}
        : {
            type: "object",
            properties: Object.fromEntries(fields.map((one) => [one.name, field(one)])),
            required: fields.filter(({ required }) => required).map(({ name }) => name),
            additionalProperties: false,
          };
  const all = (of: Record<string, Structure>): [string, Json][] =>
    Object.entries(of).map(([name, one]) => [name, structure(one)]);
  const $defs = Object.fromEntries(all(types));
  // As its description says; the list of its kinds names the others alone.
  const richText = {
    anyOf: [typed("String"), typed("Array of RichText"), ...(types["RichText"]?.subtypes?.map(typed) ?? [])],
  };
  return {
    $defs: { ...$defs, RichText: richText },
    calls: new Map(all(methods)),
  };
}

const discord = read("discord-openapi.json", discordDescribed);
const telegram = read("telegram-api.json", telegramDescribed);

/** `path` as called, without `/api/v10`. */
export function discordRefuses(method: string, path: string, body: unknown): readonly string[] {
  if (body === undefined) return [];
  const general = path
    .replace(/^(\/(?:interactions|webhooks)\/\d+)\/[^/]+/, "$1/*")
    .replaceAll(/\/\d+(?=\/|$)/g, "/*");
  return discord(`${method} ${general}`, body);
}

export const telegramRefuses = (method: string, params: unknown): readonly string[] =>
  telegram(
    method,
    // Files come up beside the call, by a name within it.
    JSON.parse(
      JSON.stringify(params, (_, value: unknown) => (value instanceof Uint8Array ? "attach://file" : value)),
    ),
  );
