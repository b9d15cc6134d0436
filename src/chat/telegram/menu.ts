// The menu of commands that Telegram shows, written only when it has changed.
import { createHash } from "node:crypto";
import type { Command } from "../../command/command.js";
import { cutText } from "../../fit/cut-text.js";
import { safeLine } from "../../document/safe-text.js";
import { locales, type Locale } from "../../locale/locale.js";
import type { Api } from "./api.js";
import type { InboxStore } from "./inbox.js";

/** Bot API, BotCommand. */
const NAME = /^[a-z0-9_]{1,32}$/;
const LONGEST_DESCRIPTION = 256;
const MOST_COMMANDS = 100;

/** Two letters are all that Telegram tells languages apart by: of two scripts the first has the menu. */
export const languageCode = ({ tag }: Locale): "zh" => tag.slice(0, 2) as "zh";
export const LISTED = locales.filter(
  (locale, at) => locales.findIndex((one) => languageCode(one) === languageCode(locale)) === at,
);

/** One list a language; the first language is also everybody else's. */
function menus(commands: readonly Command[]) {
  const named = commands.filter(({ name }) => NAME.test(name)).slice(0, MOST_COMMANDS);
  return LISTED.map((locale, at) => ({
    ...(at > 0 && { language_code: languageCode(locale) }),
    commands: named.map(({ name, description }) => ({
      command: name,
      description: cutText(safeLine(description(locale)), LONGEST_DESCRIPTION) || name,
    })),
  }));
}

/** Each language by itself: after a fault (throws CallError) those that were written are not written again. */
export async function publishMenu(
  api: Api,
  state: InboxStore,
  bot: number,
  commands: readonly Command[],
): Promise<void> {
  for (const menu of menus(commands)) {
    const print = createHash("sha256").update(JSON.stringify(menu)).digest("hex");
    const name = `telegram.${bot}.menu.${menu.language_code ?? ""}`;
    if ((await state.getState(name)) === print) continue;
    await api.call("setMyCommands", menu);
    await state.setState(name, print);
  }
}
