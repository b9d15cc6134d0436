// /settings [FIELD [VALUE]]: how new posts come to this place, and each of it to be changed by a press or a word.
import { code, paragraph } from "../document/builders.js";
import { LONGEST_TEMPLATE } from "../post/template.js";
import { cutText } from "../fit/cut-text.js";
import { nameLine, pageOf } from "../reply/list.js";
import type { Action, Button, Reply } from "../reply/reply.js";
import type { Locale } from "../locale/locale.js";
import type { Subscription } from "../subscription/subscription.js";
import { remark } from "./answers.js";
import type { Args, Command, PlaceContext, ReplyWithChange } from "./command.js";
import { fields, type SettingField } from "./setting-fields.js";
import { filledIn, subscriptionForm } from "./subscription-form.js";
import { hearsOfNothing } from "./subscriptions.js";

const NAME = "settings";
/** As many as Discord's menus hold (`limits.options`), so that a page shows whole. */
const VALUES_PER_PAGE = 25;
/** A field and a template behind it; a longer one comes as too long, and is refused. What is longer is not shown whole. */
const LONGEST = LONGEST_TEMPLATE + 100;

/** The page that shows all of them; typed alone the command opens the form, where there are forms. */
const ALL = "all";
const to = (args: Args, page?: number): Action => ({ command: NAME, args, ...(page && { page }) });

/** A button that opens the form. */
export const settingsButton = ({ say }: Locale): Button<Action> => ({
  label: say.settings.title,
  action: to({ field: ALL }),
});

export const settings: Command = {
  name: NAME,
  description: ({ say }) => say.settings.describe,
  options: [
    {
      name: "field",
      description: ({ say }) => say.settings.optionField,
      required: false,
      kind: "choice",
      longest: LONGEST,
      choices: fields.map(({ name }) => ({ value: name, label: ({ say }) => say.settings.fields[name] })),
    },
    {
      name: "value",
      description: ({ say }) => say.settings.optionValue,
      required: false,
      kind: "text",
      longest: LONGEST,
    },
  ],
  needs: "manager",

  run(args, context) {
    // Where a chat has no form the value is written behind the field.
    const [, typed = "", behind = ""] = /^\s*([^\s=]*)[\s=]*([\s\S]*)$/.exec(args["field"] ?? "") ?? [];
    return changeSetting(typed.toLowerCase(), (args["value"] ?? behind).trim(), context);
  },

  async fill(answers, context) {
    const { place, subscriptions } = context;
    const { say } = context.locale;
    const known = await subscriptions.at(place);
    if (!known) return hearsOfNothing(context);
    if (known.origin === "config") return remark(say.byConfiguration);
    const filled = filledIn(answers, known, context, true);
    if (!filled) return remark(say.tooOld);
    return {
      change: { kind: "subscribe", place, wishes: filled.wishes, locale: filled.locale },
      reply: overview({ ...known, ...filled }, context, null),
    };
  },
};

/** The form where no value is given; `name` is empty for all of it. */
export async function changeSetting(
  name: string,
  value: string,
  context: PlaceContext,
): Promise<Reply | ReplyWithChange> {
  const { place, subscriptions } = context;
  const { say } = context.locale;
  const known = await subscriptions.at(place);
  const field = fieldsAt(context).find((one) => one.name.toLowerCase() === name);
  if (!known) {
    const nothing = hearsOfNothing(context);
    const how = field?.how?.(context.locale);
    return how ? { ...nothing, body: [...(nothing.body ?? []), paragraph(how)] } : nothing;
  }
  if (known.origin === "config") return remark(say.byConfiguration);
  if (!field) {
    const fault = name === "" || name === ALL ? null : say.settings.unknown(name);
    const asks = name === "" && context.takesForms;
    return {
      ...overview(known, context, fault),
      ...(asks && { form: subscriptionForm(say.settings.title, NAME, known, context, { place: false }) }),
    };
  }
  if (value === "") return choices(field, known, context);
  const changed = field.change(known, value, context);
  if (changed === null) return choices(field, known, context, say.settings.bad(value));
  const now = { ...known, ...changed };
  // Where several can be chosen the next one is a press away.
  const several = field.values(now, context).some(({ isOn }) => isOn !== undefined);
  return {
    change: { kind: "subscribe", place, wishes: now.wishes, locale: now.locale },
    reply: several ? choices(field, now, context) : overview(now, context, null),
  };
}

/** What can be set there. */
const fieldsAt = ({ extras }: PlaceContext): readonly SettingField[] =>
  fields.filter(({ needs }) => needs === undefined || extras.includes(needs));

function overview(known: Subscription, context: PlaceContext, fault: string | null): Reply {
  const { say } = context.locale;
  return {
    title: say.settings.title,
    ...(fault !== null && { body: [paragraph(fault)] }),
    list: fieldsAt(context).map((field) =>
      nameLine(say.settings.fields[field.name], field.value(known, context), to({ field: field.name })),
    ),
    buttons: [],
    posts: [],
    audience: "asker",
  };
}

function choices(
  field: SettingField,
  known: Subscription,
  context: PlaceContext,
  fault: string | null = null,
): Reply {
  const { locale, page, prefix } = context;
  const { say } = locale;
  const { name, example, how } = field;
  const wanted = { size: VALUES_PER_PAGE, wanted: page, request: to({ field: name }) };
  const { shown, ...paged } = pageOf(field.values(known, context), wanted);
  const stay = paged.page?.number;
  return {
    title: say.settings.fields[name],
    body: [
      ...(fault === null ? [] : [paragraph(fault)]),
      paragraph(say.settings.now(cutText(field.value(known, context), LONGEST))),
      ...(how ? [paragraph(how(locale))] : []),
      ...(example === undefined
        ? []
        : [typedInstead(say.settings.orType, `${prefix}${NAME} ${name} ${example}`)]),
    ],
    list: shown.map(({ value, label, isOn }) =>
      nameLine(isOn === true ? `✓ ${label}` : label, "", to({ field: name, value }, stay)),
    ),
    ...paged,
    buttons: [{ label: say.settings.back, action: to({ field: ALL }) }],
    posts: [],
    audience: "asker",
  };
}

/** A sentence with what is typed as code in it. */
function typedInstead(sentence: (example: string) => string, example: string) {
  const [before = "", behind = ""] = sentence("\n").split("\n");
  return paragraph(before, code(example), behind);
}
