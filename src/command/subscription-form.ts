// The form of a subscription: the settings that are mostly wanted, asked in one go, and what was chosen in it.
import { FORM_CHOICES, FORM_VALUE, type Answers, type ReplyForm, type FormField } from "../reply/form.js";
import type { Action } from "../reply/reply.js";
import { namesWanted } from "../subscription/wanted.js";
import type { PlaceContext } from "./command.js";
import { fields, NONE, type PlaceSettings, type SettingField } from "./setting-fields.js";
import { among, leaveOut, wantInstead } from "./subjects.js";

type FormSetting = "to" | "without" | "role" | "silent" | "digest";

/** `place`: whether another place may be chosen. */
export function subscriptionForm(
  title: string,
  command: string,
  settings: PlaceSettings,
  context: PlaceContext,
  { place }: { readonly place: boolean },
): ReplyForm<Action> {
  const { extras, locale, roles } = context;
  const { say } = locale;
  const { mention } = settings.wishes;
  const label = (name: FormSetting) => ({ name, label: say.settings.fields[name] });
  // A role that is not among them (a program's) would be lost.
  const hasRole = extras.includes("role") && (mention === null || roles.some(({ id }) => id === mention));
  return {
    title,
    fields: [
      several("to", settings, context, say.settings.noneIsAll),
      ...(place && extras.includes("elsewhere")
        ? [
            {
              name: "place",
              label: say.settings.place,
              kind: "place",
              chosen: context.place.address,
            } as const,
          ]
        : []),
      ...(hasRole ? [{ ...label("role"), kind: "role", chosen: mention } as const] : []),
      { ...label("silent"), kind: "switch", isOn: settings.wishes.silent } as const,
      {
        ...label("digest"),
        hint: say.optionDigest,
        kind: "one",
        choices: fieldOf("digest")
          .values(settings, context)
          .map(({ value, label }) => ({ value, label, isOn: value === (settings.wishes.digest ?? NONE) })),
      } as const,
      several("without", settings, context),
    ].filter((field) => !("choices" in field) || field.choices.length > 0),
    action: { command, args: {} },
  };
}

const fieldOf = (name: FormSetting): SettingField => {
  const found = fields.find((field) => field.name === name);
  if (!found) throw new Error(`there is no setting ${name}`);
  return found;
};

function several(
  name: "to" | "without",
  settings: PlaceSettings,
  context: PlaceContext,
  hint?: string,
): FormField {
  const label = context.locale.say.settings.fields[name];
  return { name, label, ...(hint && { hint }), kind: "several", choices: ticksOf(name, settings, context) };
}

/** As far as a form can hold them, those that are ticked first. */
function ticksOf(name: "to" | "without", settings: PlaceSettings, context: PlaceContext) {
  const all = fieldOf(name)
    .values(settings, context)
    .flatMap(({ value, label, isOn = false }) =>
      value === NONE || value.length > FORM_VALUE ? [] : [{ value, label, isOn }],
    );
  return [...all.filter(({ isOn }) => isOn), ...all.filter(({ isOn }) => !isOn)].slice(0, FORM_CHOICES);
}

/**
 * The settings with what was chosen; what was not shown stays. Null where something is of another kind than was
 * asked for: only a forged form is.
 * @param shown whether the form showed these very settings, so that what is not ticked is not wanted
 */
export function filledIn(
  answers: Answers,
  settings: PlaceSettings,
  context: PlaceContext,
  shown: boolean,
): PlaceSettings | null {
  const was = (name: "to" | "without") => ticksOf(name, settings, context).map(({ value }) => value);
  const ons = (name: "to" | "without") =>
    ticksOf(name, settings, context).flatMap(({ value, isOn }) => (isOn ? [value] : []));
  const { to, without, role, silent, digest } = answers;
  let { wishes } = settings;
  if (to) wishes = wantInstead(wishes, shown ? was("to") : namesWanted(wishes), to, context);
  if (without) {
    // What is ticked to be heard of is left out no more.
    const isOut = among(wishes.without);
    const before = shown ? ons("without") : wishes.without;
    const changed = [
      ...before.filter((name) => isOut(name) && !without.includes(name)),
      ...without.filter((name) => !isOut(name)),
    ];
    wishes = leaveOut(wishes, changed);
  }
  let filled: PlaceSettings | null = { ...settings, wishes };
  const change = (name: FormSetting, value: string): void => {
    filled &&= fieldOf(name).change(filled, value, context);
  };
  if (role) change("role", role[0] ?? NONE);
  if (silent) change("silent", silent[0] === "on" ? "on" : "off");
  if (digest) change("digest", digest[0] ?? NONE);
  return filled;
}
