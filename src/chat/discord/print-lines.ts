// Lines of Discord Markdown put together within a budget: one below another, or each behind a sign.
import type { Printed } from "./escape-text.js";

export const CUT: Printed = { text: "", whole: false };

/** The parts one below another, until one does not fit whole. */
export function inSequence<T>(
  parts: readonly T[],
  room: number,
  one: (part: T, room: number) => Printed,
): Printed {
  let text = "";
  for (const part of parts) {
    const gap = text === "" ? "" : "\n";
    const piece = one(part, room - text.length - gap.length);
    if (piece.text !== "") text += gap + piece.text;
    if (!piece.whole) return { text, whole: false };
  }
  return { text, whole: true };
}

/** Prints with every line prefixed. The second print has the room that the first one's prefixes take. */
export function prefixed(prefix: string, room: number, print: (room: number) => Printed): Printed {
  const put = ({ text, whole }: Printed): Printed => ({
    text: text === "" ? "" : prefix + text.replaceAll("\n", `\n${prefix}`),
    whole,
  });
  const first = put(print(room));
  if (first.text.length <= room) return first;
  const lines = first.text.split("\n").length;
  const second = put(print(room - lines * prefix.length));
  return second.text.length <= room ? { ...second, whole: false } : CUT;
}
