// Says what the application is, and what its install link asks for, where its owner has said nothing.
import { OAuth2Scopes, Routes } from "discord-api-types/v10";
import type { REST } from "@discordjs/rest";
import { z } from "zod";
import { cutText } from "../../fit/cut-text.js";
import { safeLine } from "../../document/safe-text.js";
import type { Locale } from "../../locale/locale.js";
import type { GuildMemory } from "./registration.js";
import { RIGHTS } from "./sign-in.js";

/** Discord, Edit Current Application. */
const LONGEST_DESCRIPTION = 400;
const TAGS = ["blog", "search", "news"];

/** What Discord tells of an application, as far as it is looked at; anything else in it is kept. */
const installSchema = z.looseObject({ oauth2_install_params: z.unknown().optional() });
export const applicationSchema = z.looseObject({
  description: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  install_params: z.unknown().optional(),
  custom_install_url: z.string().nullish(),
  integration_types_config: z.record(z.string(), installSchema.nullable()).nullish(),
  /** Where Discord sends questions by HTTP; none over the gateway then. */
  interactions_endpoint_url: z.string().nullish(),
});
export type Application = z.infer<typeof applicationSchema>;

/** In servers the bot itself, with the rights it needs; for a person its commands alone. */
const INSTALL = {
  0: { scopes: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands], permissions: String(RIGHTS) },
  1: { scopes: [OAuth2Scopes.ApplicationsCommands], permissions: "0" },
} as const;

/** What is missing of how it is installed; nothing where the owner has a link of their own. */
function missingInstall(application: Application): Pick<Application, "integration_types_config"> {
  const { integration_types_config: known, install_params, custom_install_url } = application;
  const kinds = known ? (["0", "1"] as const).filter((kind) => kind in known) : (["0", "1"] as const);
  const empty = kinds.filter((kind) => !known?.[kind]?.oauth2_install_params);
  if (custom_install_url || install_params || empty.length === 0) return {};
  const filled = empty.map((kind) => [kind, { ...known?.[kind], oauth2_install_params: INSTALL[kind] }]);
  return { integration_types_config: { ...known, ...Object.fromEntries(filled) } };
}

/**
 * Sets each of description, tags and installing once, and only where it is empty: what an owner wrote, or emptied
 * since, stays. The names of the fields that were set, and what was known before. Throws what @discordjs/rest throws.
 */
export async function describeApplication(
  rest: REST,
  id: string,
  { title, locale }: { readonly title: string; readonly locale: Locale },
  memory: GuildMemory,
): Promise<{ readonly fields: readonly string[]; readonly known: Application }> {
  const name = `discord.${id}.described`;
  const before = new Set((await memory.getState(name))?.split(" "));
  const known = applicationSchema.parse(await rest.get(Routes.currentApplication()));
  const description = cutText(safeLine(locale.say.botDescription(title)), LONGEST_DESCRIPTION);
  const empty = {
    ...(!known.description && { description }),
    ...(!known.tags?.length && { tags: TAGS }),
    ...missingInstall(known),
  };
  const fields = Object.entries(empty).filter(([field]) => !before.has(field));
  if (fields.length === 0) return { fields: [], known };
  await rest.patch(Routes.currentApplication(), { body: Object.fromEntries(fields) });
  const names = fields.map(([field]) => field);
  await memory.setState(name, [...before, ...names].join(" "));
  return { fields: names, known };
}
