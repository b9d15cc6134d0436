// What Discord takes as components of a message, as schemas that refuse what Discord refuses.
// Numbers: Discord's documentation, "Component Reference", read 2026-11.
import { z } from "zod";

const id = z.int().min(0).max(2_147_483_647).optional();
const wellFormed = z.string().refine((text) => text.isWellFormed(), "a lone surrogate");
const seen = (most: number) =>
  wellFormed.max(most).refine((text) => text.trim() !== "", "blank after trimming");
const httpUrl = (most: number) =>
  z
    .string()
    .max(most)
    .refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), "not an http(s) address");

const customId = z.string().min(1).max(100);
const actingButton = z.strictObject({
  type: z.literal(2),
  id,
  style: z.int().min(1).max(4),
  label: seen(80),
  custom_id: customId,
  disabled: z.boolean().optional(),
});
const linkButton = z.strictObject({
  type: z.literal(2),
  id,
  style: z.literal(5),
  label: seen(80),
  url: httpUrl(512),
  disabled: z.boolean().optional(),
});
const button = z.union([actingButton, linkButton]);
const select = z.strictObject({
  type: z.literal(3),
  id,
  custom_id: customId,
  placeholder: z.string().max(150).optional(),
  options: z
    .array(
      z.strictObject({
        label: seen(100),
        value: z.string().min(1).max(100),
        description: seen(100).optional(),
      }),
    )
    .min(1)
    .max(25)
    .refine((all) => new Set(all.map(({ value }) => value)).size === all.length, "equal option values"),
});
const row = z.strictObject({
  type: z.literal(1),
  id,
  components: z.union([z.array(button).min(1).max(5), z.tuple([select])]),
});
const text = z.strictObject({ type: z.literal(10), id, content: seen(4000) });
const thumbnail = z.strictObject({
  type: z.literal(11),
  id,
  media: z.strictObject({ url: httpUrl(2048) }),
  description: seen(1024).optional(),
});
/** A file that goes up with the message, or one on the web. */
const media = z.strictObject({
  url: z
    .string()
    .max(2048)
    .regex(/^(?:https?:\/\/|attachment:\/\/[\w.-]+$)/),
});
const gallery = z.strictObject({
  type: z.literal(12),
  id,
  items: z
    .array(z.strictObject({ media, description: seen(1024).optional(), spoiler: z.boolean().optional() }))
    .min(1)
    .max(10),
});
const file = z.strictObject({
  type: z.literal(13),
  id,
  file: z.strictObject({ url: z.string().regex(/^attachment:\/\/[\w.-]+$/) }),
  spoiler: z.boolean().optional(),
});
const section = z.strictObject({
  type: z.literal(9),
  id,
  components: z.array(text).min(1).max(3),
  accessory: z.union([thumbnail, button]),
});
const separator = z.strictObject({
  type: z.literal(14),
  id,
  divider: z.boolean().optional(),
  spacing: z.int().optional(),
});
const container = z.strictObject({
  type: z.literal(17),
  id,
  accent_color: z.int().min(0).max(0xffffff).optional(),
  components: z.array(z.discriminatedUnion("type", [row, text, section, separator, gallery, file])).min(1),
});

const chooses = (most: number) => ({
  id,
  custom_id: customId,
  required: z.boolean().optional(),
  min_values: z.int().min(0).max(most).optional(),
  max_values: z.int().min(1).max(most).optional(),
});
const modalOptions = (least: number, most: number) =>
  z
    .array(
      z.strictObject({
        label: seen(100),
        value: z.string().min(1).max(100),
        description: seen(100).optional(),
        default: z.boolean().optional(),
      }),
    )
    .min(least)
    .max(most)
    .refine((all) => new Set(all.map(({ value }) => value)).size === all.length, "equal option values");
const defaults = (type: string) =>
  z
    .array(z.strictObject({ id: z.string().regex(/^\d{17,20}$/), type: z.literal(type) }))
    .max(25)
    .optional();
const optional = (one: { required?: boolean | undefined; min_values?: number | undefined }) =>
  one.required === false || one.min_values !== 0;
const inLabel = z.union([
  z
    .strictObject({ type: z.literal(3), ...chooses(25), options: modalOptions(1, 25) })
    .refine(optional, "no value may be chosen where one is required")
    .refine(
      ({ options, max_values = 1 }) => options.filter((one) => one.default).length <= max_values,
      "more defaults than may be chosen",
    ),
  z.strictObject({
    type: z.literal(6),
    ...chooses(25),
    placeholder: z.string().max(150).optional(),
    default_values: defaults("role"),
  }),
  z.strictObject({
    type: z.literal(8),
    ...chooses(25),
    placeholder: z.string().max(150).optional(),
    default_values: defaults("channel"),
    channel_types: z.array(z.int().min(0).max(16)).optional(),
  }),
  z
    .strictObject({
      type: z.literal(21),
      id,
      custom_id: customId,
      required: z.boolean().optional(),
      options: modalOptions(2, 10),
    })
    .refine(({ options }) => options.filter((one) => one.default).length <= 1, "two of one are chosen"),
  z
    .strictObject({ type: z.literal(22), ...chooses(10), options: modalOptions(1, 10) })
    .refine(optional, "no value may be chosen where one is required"),
  z.strictObject({ type: z.literal(23), id, custom_id: customId, default: z.boolean().optional() }),
]);
/** What opens as a form (Receiving and Responding, Modal: one to five components). */
export const modal = z.strictObject({
  custom_id: customId,
  title: seen(45),
  components: z
    .array(
      z.strictObject({
        type: z.literal(18),
        id,
        label: seen(45),
        description: seen(100).optional(),
        component: inLabel,
      }),
    )
    .min(1)
    .max(5)
    .refine(
      (all) => new Set(all.map(({ component }) => component.custom_id)).size === all.length,
      "a custom_id twice",
    ),
});
export type Modal = z.output<typeof modal>;

export const componentTree = z
  .array(z.discriminatedUnion("type", [container, text, section, separator, row, gallery, file]))
  .max(40);
export const legacyRows = z.array(row).max(5);

/** The rules that hold for a tree as a whole: 40 components, 4000 letters, no id twice. */
export function treeBreaches(tree: unknown): string[] {
  const all = flatten(tree);
  const letters = all.reduce((sum, { type, content }) => sum + (type === 10 ? String(content).length : 0), 0);
  const twice = (values: unknown[]) => new Set(values).size < values.length;
  return [
    ...(all.length > 40 ? [`${all.length} components, 40 are allowed`] : []),
    ...(letters > 4000 ? [`${letters} letters in text displays, 4000 are allowed`] : []),
    ...(twice(all.flatMap(({ custom_id }) => (custom_id === undefined ? [] : [custom_id])))
      ? ["a custom_id twice"]
      : []),
    ...(twice(all.flatMap(({ id }) => (id ? [id] : []))) ? ["a component id twice"] : []),
  ];
}

export type Component = Record<string, unknown> & { type?: number };

/** Every component of a tree, nested ones and accessories included. */
export function flatten(tree: unknown): Component[] {
  if (Array.isArray(tree)) return tree.flatMap(flatten);
  if (typeof tree !== "object" || tree === null) return [];
  const { components, accessory } = tree as Component;
  return [tree as Component, ...flatten(components ?? []), ...flatten(accessory ?? [])];
}
