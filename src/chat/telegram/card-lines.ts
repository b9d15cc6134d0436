// The lines of a card that are the same in every form of a Telegram message.
import { cutText } from "../../fit/cut-text.js";
import type { Card } from "../../reply/reply.js";
import { line } from "./rich-text.js";

export const LONGEST_TITLE = 256;
const LONGEST_META = 512;

export const shortLine = (text: string, room: number): string => cutText(line(text), room);

/** Date, categories and tags; empty when there are none. */
export function cardMeta(card: Card): string {
  const meta = [
    card.date ? `🗓 ${shortLine(card.date, 60)}` : "",
    card.categories.length > 0 ? `📁 ${shortLine(card.categories.join(", "), 200)}` : "",
    card.tags.length > 0 ? `🏷 ${shortLine(card.tags.join(", "), 200)}` : "",
  ].filter(Boolean);
  return cutText(meta.join("  ·  "), LONGEST_META);
}

/** The card's short remarks in one line. */
export const cardNotes = (card: Card): string =>
  cutText(
    card.notes
      .map((note) => shortLine(note, 120))
      .filter(Boolean)
      .join(" · "),
    LONGEST_META,
  );
