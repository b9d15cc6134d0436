// How each chat would show an answer, as the owner set it up: for the page and for dry runs.
import type { Config } from "./config.js";
import { discordPreview } from "./chat/discord/discord-preview.js";
import type { Preview } from "./chat/preview.js";
import { wishOf } from "./chat/telegram/rich/use.js";
import { telegramPreview } from "./chat/telegram/telegram-preview.js";
import type { Formulas } from "./formula/formulas.js";

/** `language`: a BCP 47 tag for the words of the buttons; null for the default language. */
export const previewsOf = (
  { looks }: Pick<Config, "looks">,
  language: string | null,
  formulas: Formulas | null = null,
): { readonly discord: Preview; readonly telegram: Preview } => ({
  discord: discordPreview(language, { style: looks.discord, formulas }),
  telegram: telegramPreview(language, { wish: wishOf(looks.telegram), formulas }),
});
