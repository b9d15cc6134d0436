// InputRichMessage as Bot API 10.3 documents it, strictly; only the blocks and texts that Postern may use.
import { z } from "zod";

const webUrl = z.url({ protocol: /^https?$/ });
const name = z.string().regex(/^[\w-]{1,64}$/);

export type RichText =
  | string
  | RichText[]
  | { type: "bold" | "italic" | "strikethrough" | "code"; text: RichText }
  | { type: "mathematical_expression"; expression: string }
  | { type: "url"; text: RichText; url: string }
  | { type: "reference"; text: RichText; name: string }
  | { type: "reference_link"; text: RichText; reference_name: string };

const richText: z.ZodType<RichText> = z.lazy(() =>
  z.union([
    z.string(),
    z.array(richText),
    z.strictObject({ type: z.enum(["bold", "italic", "strikethrough", "code"]), text: richText }),
    z.strictObject({ type: z.literal("mathematical_expression"), expression: z.string().min(1) }),
    z.strictObject({ type: z.literal("url"), text: richText, url: webUrl }),
    z.strictObject({ type: z.literal("reference"), text: richText, name }),
    z.strictObject({ type: z.literal("reference_link"), text: richText, reference_name: name }),
  ]),
);
const caption = z.strictObject({ text: richText }).optional();
const photo = z.strictObject({
  type: z.literal("photo"),
  photo: z.strictObject({ type: z.literal("photo"), media: webUrl }),
  caption,
});
const animation = z.strictObject({
  type: z.literal("animation"),
  animation: z.strictObject({ type: z.literal("animation"), media: webUrl }),
  caption,
});
const cell = z.strictObject({
  text: richText.optional(),
  is_header: z.literal(true).optional(),
  align: z.enum(["left", "center", "right"]),
  valign: z.enum(["top", "middle", "bottom"]),
});

export interface ListItem {
  blocks: RichBlock[];
  has_checkbox?: true | undefined;
  is_checked?: true | undefined;
  value?: number | undefined;
  type?: "a" | "A" | "i" | "I" | "1" | undefined;
}
export type RichBlock =
  | { type: "paragraph" | "footer"; text: RichText }
  | { type: "heading"; text: RichText; size: number }
  | { type: "pre"; text: RichText; language?: string | undefined }
  | { type: "divider" }
  | { type: "mathematical_expression"; expression: string }
  | { type: "list"; items: ListItem[] }
  | { type: "blockquote"; blocks: RichBlock[] }
  | { type: "details"; summary: RichText; blocks: RichBlock[] }
  | {
      type: "table";
      cells: z.infer<typeof cell>[][];
      is_bordered?: true | undefined;
      is_striped?: true | undefined;
    }
  | {
      type: "collage";
      blocks: (z.infer<typeof photo> | z.infer<typeof animation>)[];
      caption?: z.infer<typeof caption>;
    }
  | z.infer<typeof photo>
  | z.infer<typeof animation>;

const block: z.ZodType<RichBlock> = z.lazy(() =>
  z.discriminatedUnion("type", [
    z.strictObject({ type: z.enum(["paragraph", "footer"]), text: richText }),
    z.strictObject({ type: z.literal("heading"), text: richText, size: z.int().min(1).max(6) }),
    z.strictObject({ type: z.literal("pre"), text: richText, language: z.string().min(1).optional() }),
    z.strictObject({ type: z.literal("divider") }),
    z.strictObject({ type: z.literal("mathematical_expression"), expression: z.string().min(1) }),
    z.strictObject({
      type: z.literal("list"),
      items: z
        .array(
          z.strictObject({
            blocks: z.array(block).min(1),
            has_checkbox: z.literal(true).optional(),
            is_checked: z.literal(true).optional(),
            value: z.int().optional(),
            type: z.enum(["a", "A", "i", "I", "1"]).optional(),
          }),
        )
        .min(1),
    }),
    z.strictObject({ type: z.literal("blockquote"), blocks: z.array(block).min(1) }),
    z.strictObject({ type: z.literal("details"), summary: richText, blocks: z.array(block).min(1) }),
    z.strictObject({
      type: z.literal("table"),
      cells: z.array(z.array(cell).min(1)).min(1),
      is_bordered: z.literal(true).optional(),
      is_striped: z.literal(true).optional(),
    }),
    z.strictObject({
      type: z.literal("collage"),
      blocks: z
        .array(z.discriminatedUnion("type", [photo, animation]))
        .min(2)
        .max(10),
      caption,
    }),
    photo,
    animation,
  ]),
);

export const richMessage = z.strictObject({
  blocks: z.array(block).min(1),
  is_rtl: z.boolean().optional(),
  skip_entity_detection: z.boolean().optional(),
});
export type RichMessage = z.infer<typeof richMessage>;
