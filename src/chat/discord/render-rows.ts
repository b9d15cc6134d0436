// The rows below an answer: pages, links and buttons, and a menu for a list's entries.
import { ButtonStyle, ComponentType, type APIButtonComponent } from "discord-api-types/v10";
import { safeLine } from "../../document/safe-text.js";
import { safeUrl } from "../../document/safe-url.js";
import type { Locale } from "../../locale/locale.js";
import type { SealedReply } from "../../reply/reply.js";
import { customId, fitsButton, menuValue } from "./custom-id.js";
import { cutText } from "../../fit/cut-text.js";

import { limits } from "./limits.js";
import type { Row } from "./message.js";

interface RowOptions {
  /** Who may press; empty for everybody. */
  readonly asker: string;
  readonly locale: Locale;
  /** Whether others may be shown the answer. */
  readonly mayShare?: boolean;
}

export function renderRows(reply: SealedReply, { asker, locale, mayShare }: RowOptions): Row[] {
  const menu = renderMenu(reply.list ?? [], asker, locale);
  const rows: Row[] = menu ? [menu] : [];
  const share = mayShare ? shareButton(reply, asker, locale) : [];
  const room = (limits.rows - rows.length) * limits.buttonsPerRow - share.length;
  const all = [...pageButtons(reply, asker, locale), ...otherButtons(reply, asker, locale)];
  const buttons = [...all.slice(0, room), ...share];
  while (buttons.length > 0 && rows.length < limits.rows)
    rows.push({ type: ComponentType.ActionRow, components: buttons.splice(0, limits.buttonsPerRow) });
  return rows;
}

const shareButton = (
  { toShare }: SealedReply,
  asker: string,
  { say }: Locale,
): readonly APIButtonComponent[] =>
  toShare !== undefined && fitsButton(toShare)
    ? [
        {
          type: ComponentType.Button,
          style: ButtonStyle.Secondary,
          label: labelled(say.showEveryone),
          custom_id: customId(asker, "share", toShare),
        },
      ]
    : [];

function pageButtons({ page }: SealedReply, asker: string, locale: Locale): APIButtonComponent[] {
  if (!page) return [];
  const turn = (state: string | null, place: number, label: string): APIButtonComponent => {
    const usable = state !== null && fitsButton(state);
    return {
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label: labelled(label),
      custom_id: customId(asker, place, usable ? state : "-"),
      ...(!usable && { disabled: true }),
    };
  };
  return [turn(page.previous, 0, locale.say.previous), turn(page.next, 1, locale.say.next)];
}

function otherButtons(reply: SealedReply, asker: string, locale: Locale): APIButtonComponent[] {
  const read = reply.card && linkButton(locale.say.read, reply.card.url);
  const buttons = reply.buttons.map((button, index): APIButtonComponent | null => {
    if ("url" in button) return linkButton(button.label, button.url);
    if (!fitsButton(button.action)) return null;
    return {
      type: ComponentType.Button,
      style: STYLES[button.style ?? "secondary"],
      label: labelled(button.label),
      custom_id: customId(asker, (index % 900) + 2, button.action),
    };
  });
  // The card's own link comes first, and once.
  const seen = new Set<string>();
  return [read ?? null, ...buttons].filter((button): button is APIButtonComponent => {
    if (!button) return false;
    if (!("url" in button)) return true;
    return !seen.has(button.url) && Boolean(seen.add(button.url));
  });
}

const STYLES = {
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
  secondary: ButtonStyle.Secondary,
} as const;

const labelled = (label: string): string => cutText(safeLine(label), limits.buttonLabel) || "…";

function linkButton(label: string, url: string | null): APIButtonComponent | null {
  const safe = url === null ? null : safeUrl(url);
  if (!safe || safe.length > limits.buttonUrl) return null;
  return { type: ComponentType.Button, style: ButtonStyle.Link, label: labelled(label), url: safe };
}

function renderMenu(list: NonNullable<SealedReply["list"]>, asker: string, locale: Locale): Row | null {
  const options = list
    .flatMap(({ action, title, detail }, index) =>
      action && fitsButton(action) ? [{ action, title, detail, index }] : [],
    )
    .slice(0, limits.options)
    .map(({ action, title, detail, index }) => {
      const description = cutText(safeLine(detail), limits.optionLabel);
      return {
        label: cutText(safeLine(title), limits.optionLabel) || "…",
        value: menuValue(index % 1000, action),
        ...(description && { description }),
      };
    });
  if (options.length === 0) return null;
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: customId(asker, "menu", ""),
        placeholder: cutText(locale.say.choose, limits.placeholder),
        options,
      },
    ],
  };
}
