// Every language says everything English says, with the same arguments, in its plural forms, within the platforms' limits.
import { ApplicationCommandType } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { commandEntries } from "../../src/chat/discord/registration.js";
import { catalogOf } from "../../src/command/catalog.js";
import { locales } from "../../src/locale/locale.js";
import type { Phrases } from "../../src/locale/en/en.js";
import { loadOwnerPages } from "../../src/locale/owner-pages.js";
import type { Reason } from "../../src/subscription/reason.js";

const [english, ...others] = await Promise.all(
  locales.map(async ({ tag, say }) => ({
    tag,
    say,
    texts: new Map([...textsOf(say), ...pathsIn(await loadOwnerPages(tag), "owner-pages")]),
  })),
);
if (english === undefined) throw new Error("no English catalogue");

type Text = (...args: readonly unknown[]) => string;

/** Each phrase by its path; names and reasons are looked at apart. */
function textsOf({ reason: _reason, names: _names, ...phrases }: Phrases): ReadonlyMap<string, Text> {
  return pathsIn(phrases, "");
}

function pathsIn(phrases: object, root: string): ReadonlyMap<string, Text> {
  const found = new Map<string, Text>();
  const look = (value: unknown, path: string): void => {
    if (typeof value === "string") found.set(path, () => value);
    else if (typeof value === "function") found.set(path, value as Text);
    else
      for (const [key, each] of Object.entries(value as object))
        look(each, path === "" ? key : `${path}.${key}`);
  };
  look(phrases, root);
  return found;
}

/** Numbers stand for texts as well: each can be told from the others in what is said. */
const ARGS = [41, 42, 43] as const;
const used = (say: string): readonly number[] => ARGS.filter((arg) => say.includes(String(arg)));

const LAST = { code: "platform-answers", platform: "Discord", status: 599 } as const;
/** Parameters of each reason, and what must be told of them. */
const REASONS: Readonly<Record<Reason["code"], readonly [object?, ...string[]]>> = {
  "platform-says": [{ text: "Missing Access" }, "Missing Access"],
  "platform-answers": [LAST, "Discord", "599"],
  "platform-unreachable": [{ platform: "Telegram", text: "ECONNRESET" }, "Telegram", "ECONNRESET"],
  "no-answer": [],
  "no-address": [],
  "no-text-channel": [],
  "may-not-post-in-forum": [],
  "may-not-post-in-channel": [],
  "message-lost": [],
  "shut-out": [],
  "no-token": [],
  "page-answers": [{ status: 404 }, "404"],
  "page-refuses-bot": [{ status: 403, homeToo: true }, "403", "ANNOUNCE_WHEN=now", "Postern"],
  "page-leads-to": [{ where: "https://x.example" }, "https://x.example"],
  "page-leads-in-circle": [],
  "page-unreachable": [{ text: "ECONNRESET" }, "ECONNRESET"],
  "page-not-asked": [],
  author: [],
  protected: [{}, "ANNOUNCE_PROTECTED"],
  undated: [],
  "dated-long-ago": [],
  "there-at-start": [],
  owner: [],
  "too-many-at-once": [],
  restored: [],
  "taken-back": [],
  "tried-for-a-day": [{ perhapsSent: true, last: LAST }, "599"],
  "perhaps-sent": [{ last: LAST }, "599"],
  "place-closed": [{}, "ANNOUNCE_CATCH_UP"],
  "place-moved": [],
  "post-unknown": [],
  unsubscribed: [],
  gathered: [],
  unknown: [],
};
const REASONS_GIVEN = Object.entries(REASONS).map(([code, [given, ...told]]) => ({
  reason: { ...given, code } as Reason,
  told,
}));

/** What is rightly the same in English and elsewhere, by what English says with the arguments above. */
const SAME = new Set([
  ", ", "; ", "/post …", "APP", "Chat", "Online 41", "Tag 41: 42 posts", "41: 42 posts", "“41”: 42 posts",
  "42 posts", "41 posts", "41 tags", "41 series", "Privacy", "41 min · 42", "Page 41 of 42", "41 suggestions", "in 41", "Tags",
  "Actions", "Date", "visible", "Posts", "Post", "Password (OWNER_PASSWORD)", "File",
]); // prettier-ignore

describe.each(others)("$tag", ({ tag, say, texts }) => {
  test("says everything, with the arguments that English uses", () => {
    expect([...texts.keys()]).toEqual([...english.texts.keys()]);
    for (const [path, text] of texts) {
      const said = text(...ARGS);
      expect(said, path).not.toMatch(/undefined|NaN|\[object|^\s*$/);
      expect(used(said), path).toEqual(used(english.texts.get(path)?.(...ARGS) ?? ""));
    }
  });

  test("says every reason, with its parameters", () => {
    for (const { reason, told } of REASONS_GIVEN) {
      const said = say.reason(reason);
      expect(said.trim(), reason.code).not.toBe("");
      for (const parameter of told) expect(said, reason.code).toContain(parameter);
      if (reason.code !== "platform-says") expect(said).not.toBe(english.say.reason(reason));
    }
  });

  test("says nothing in English by accident", () => {
    const same = [...texts].filter(([path, text]) => text(...ARGS) === english.texts.get(path)?.(...ARGS));
    expect(same.map(([, text]) => text(...ARGS)).filter((said) => !SAME.has(said))).toEqual([]);
  });

  test("uses every plural form that whole numbers have", () => {
    const numbers = Array.from({ length: 130 }, (_, n) => n);
    const rules = new Intl.PluralRules(tag);
    const forms = new Set(numbers.map((n) => rules.select(n)));
    // Turkish has two forms of nouns, but says "3 yazı".
    const expected = tag === "tr" ? 1 : forms.size;
    const words = new Set(numbers.map((n) => say.posts(n).replaceAll(/\d/g, "")));
    expect(words.size).toBe(expected);
    const said = [...texts.values()].flatMap((text) => numbers.slice(0, 30).map((n) => text(n, n, n)));
    expect(said.filter((each) => each.includes("undefined"))).toEqual([]);
  });

  test("fits into the platforms' limits", () => {
    const longest = (path: string): number | null => {
      if (/^(describe|option)/.test(path)) return 100; // Discord, Application Command Structure: description
      if (
        /^settings\.fields\.(to|role|silent|digest|without)$|^settings\.(place|title)$|^describeSubscribe$/.test(
          path,
        )
      )
        return 45; // Discord, modal title and label
      if (path === "findAnswer") return 32; // Discord, command name
      if (/^(daily|weekly)$/.test(path)) return 100; // Discord, choice name
      if (/^(previous|next|read|readHere|subscribeAnyway)$/.test(path)) return 80; // Discord, button label
      return path === "choose" ? 150 : null; // Discord, select placeholder
    };
    for (const [path, text] of texts) {
      const limit = longest(path);
      if (limit !== null) expect(text().length, path).toBeLessThanOrEqual(limit);
    }
  });

  test("names every command and option, as Discord allows", () => {
    const entries = commandEntries(catalogOf(true), false);
    // Names in the menu of a message are free.
    const commands = entries
      .filter(({ type }) => type === ApplicationCommandType.ChatInput)
      .map(({ name, ...rest }) => ({
        name,
        options: "options" in rest ? (rest.options ?? []) : [],
      }));
    const own = (name: string): string => {
      const found = say.names[name] ?? "";
      // Discord, Application Command Naming.
      expect(found, name).toMatch(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u);
      expect(found).toBe(found.toLowerCase());
      return found;
    };
    expect(new Set(commands.map(({ name }) => own(name))).size).toBe(commands.length);
    for (const { options } of commands)
      expect(new Set(options.map(({ name }) => own(name))).size).toBe(options.length);
    const known = new Set(
      commands.flatMap(({ name, options }) => [name, ...options.map((each) => each.name)]),
    );
    expect(Object.keys(say.names).filter((name) => !known.has(name))).toEqual([]);
  });
});

test("French keeps : ; ? ! and » with the word before them", () => {
  const french = others.find(({ tag }) => tag === "fr");
  const said = [...(french?.texts.values() ?? [])].map((text) => text(...ARGS));
  const reasons = REASONS_GIVEN.map(({ reason }) => french?.say.reason(reason) ?? "");
  expect([...said, ...reasons].filter((text) => / [:;?!»]|« /.test(text))).toEqual([]);
});
