// What Telegram shows of the bot before it is asked anything: its descriptions and menu button, in each language.
import { createHash } from "node:crypto";
import { z } from "zod";
import { cutText } from "../../fit/cut-text.js";
import { safeLine } from "../../document/safe-text.js";
import type { Locale } from "../../locale/locale.js";
import type { Api } from "./api.js";
import type { InboxStore } from "./inbox.js";
import { languageCode, LISTED } from "./menu.js";

/** Bot API, setMyDescription and setMyShortDescription. */
const LONGEST = { description: 512, short: 120 } as const;
type ProfileText = keyof typeof LONGEST;

/** A longer name of a blog leaves no room for what the bot does. */
const LONGEST_TITLE = 60;

/** `ours`: prints of the texts that we wrote; `seen`: of those that we last wanted, by kind and language. */
const keptSchema = z.object({ ours: z.array(z.string()), seen: z.record(z.string(), z.string()) });
/** Before the print of a text that the owner's own words stand in the place of. */
const THEIRS = "theirs ";

const printOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

const textOf = (kind: ProfileText, { say }: Locale, title: string): string =>
  cutText(kind === "short" ? say.botShort(title) : say.botDescription(title), LONGEST[kind]);

/**
 * Writes only what is empty or was written here: an owner's words are never overwritten, and where they stand for all
 * languages no other language gets ours. After a fault (throws CallError) it goes on where it was.
 */
export async function publishProfile(api: Api, state: InboxStore, bot: number, blog: string): Promise<void> {
  const name = `telegram.${bot}.profile`;
  let { ours, seen } = parseKept(await state.getState(name));
  const save = () => state.setState(name, JSON.stringify({ ours, seen }));
  const see = (key: string, print: string) => {
    seen = { ...seen, [key]: print };
    return save();
  };
  const title = cutText(safeLine(blog), LONGEST_TITLE);

  /** Whether it may say this in other languages too. */
  async function publish(kind: ProfileText, language: Language, text: string): Promise<boolean> {
    const key = `${kind}.${language}`;
    const print = printOf(text);
    if (seen[key] === print) return true;
    if (seen[key] === THEIRS + print) return false;
    const now = await read(api, kind, language);
    const isTheirs = now !== "" && !ours.includes(printOf(now));
    if (!isTheirs && now !== text) {
      // Known as ours before it stands there: else after a crash in between it would pass for the owner's.
      ours = [...new Set([...ours, print])];
      await save();
      await write(api, kind, language, text);
    }
    await see(key, isTheirs ? THEIRS + print : print);
    return !isTheirs;
  }

  for (const kind of ["description", "short"] as const)
    for (const [at, locale] of LISTED.entries()) {
      const goOn = await publish(kind, at > 0 ? languageCode(locale) : "", textOf(kind, locale, title));
      if (at === 0 && !goOn) break;
    }
  if (seen["menu"] === undefined) {
    const { type } = await api.call("getChatMenuButton", {});
    if (type === "default") await api.call("setChatMenuButton", { menu_button: { type: "commands" } });
    await see("menu", type);
  }
}

function parseKept(text: string | null): z.infer<typeof keptSchema> {
  try {
    return keptSchema.parse(JSON.parse(text ?? ""));
  } catch {
    return { ours: [], seen: {} };
  }
}

type Language = ReturnType<typeof languageCode> | "";
const of = (language: Language) => (language === "" ? {} : { language_code: language });

async function read(api: Api, kind: ProfileText, language: Language): Promise<string> {
  if (kind === "short") return (await api.call("getMyShortDescription", of(language))).short_description;
  return (await api.call("getMyDescription", of(language))).description;
}

const write = (api: Api, kind: ProfileText, language: Language, text: string): Promise<true> =>
  kind === "short"
    ? api.call("setMyShortDescription", { ...of(language), short_description: text })
    : api.call("setMyDescription", { ...of(language), description: text });
