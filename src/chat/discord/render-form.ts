// A form as a modal of Discord: a label above each field, and what was chosen in it read back.
// Sources: Discord's API documentation (Component Reference; Receiving and Responding, Modal), read 2026-11.
import {
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
} from "discord-api-types/v10";
import { z } from "zod";
import { safeLine } from "../../document/safe-text.js";
import { cutText } from "../../fit/cut-text.js";
import type { Answers, ReplyForm, FormChoice, FormField } from "../../reply/form.js";
import { customId, fitsButton } from "./custom-id.js";
import { limits } from "./limits.js";

/** Where posts can be sent: threads too, since a channel of them may be a place. */
const PLACES = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

/** Null where a state cannot be carried. */
export function renderForm(
  { title, fields, action }: ReplyForm<string>,
  asker: string,
): APIModalInteractionResponseCallbackData | null {
  if (!fitsButton(action)) return null;
  return {
    custom_id: customId(asker, "form", action),
    title: line(title, limits.modalTitle),
    components: fields.slice(0, limits.modalFields).map(labelled),
  };
}

const line = (text: string, most: number): string => cutText(safeLine(text), most) || "…";

const labelled = (field: FormField): APILabelComponent => ({
  type: ComponentType.Label,
  label: line(field.label, limits.fieldLabel),
  ...(field.hint && { description: line(field.hint, limits.description) }),
  component: componentOf(field),
});

function componentOf(field: FormField): APIComponentInLabel {
  const { name: custom_id } = field;
  switch (field.kind) {
    case "switch":
      return { type: ComponentType.Checkbox, custom_id, default: field.isOn };
    case "one":
      return { type: ComponentType.RadioGroup, custom_id, options: optionsOf(field.choices) };
    case "several": {
      const options = optionsOf(field.choices);
      const none = { custom_id, options, required: false, min_values: 0, max_values: options.length };
      return options.length <= limits.checkboxes
        ? { type: ComponentType.CheckboxGroup, ...none }
        : { type: ComponentType.StringSelect, ...none };
    }
    case "role":
      return {
        type: ComponentType.RoleSelect,
        custom_id,
        required: false,
        min_values: 0,
        max_values: 1,
        ...(field.chosen !== null && {
          default_values: [{ id: field.chosen, type: SelectMenuDefaultValueType.Role }],
        }),
      };
    case "place":
      return {
        type: ComponentType.ChannelSelect,
        custom_id,
        channel_types: PLACES,
        default_values: [{ id: field.chosen, type: SelectMenuDefaultValueType.Channel }],
      };
  }
}

const optionsOf = (choices: readonly FormChoice[]) =>
  choices.map(({ value, label, isOn }) => ({
    value,
    label: line(label, limits.optionLabel),
    ...(isOn && { default: true }),
  }));

const chosen = z.object({
  custom_id: z.string(),
  value: z.union([z.string(), z.boolean()]).nullish(),
  values: z.array(z.string()).nullish(),
});
/** What else may stand in a modal holds no answer. */
export const formAnswers = z.array(z.object({ component: chosen.nullish() })).transform((all): Answers =>
  Object.fromEntries(
    all.flatMap(({ component }) => {
      if (!component) return [];
      const { custom_id, value, values } = component;
      const one = typeof value === "boolean" ? (value ? ["on"] : []) : value ? [value] : [];
      return [[custom_id, values ?? one] as const];
    }),
  ),
);
