// A code block that nothing inside can close.
import { safeText } from "../../document/safe-text.js";
import { cutText } from "../../fit/cut-text.js";
import { beginning, type Printed } from "./escape-text.js";

/** A fence that nothing inside can close. */
export function printFence(lang: string | null, value: string, room: number): Printed {
  const name = lang && /^[a-z0-9_+\-.#]{1,20}$/i.test(lang) ? lang : "";
  const open = `\`\`\`${name}\n`;
  const left = room - open.length - "\n```".length;
  if (left < 8) return { text: "", whole: false };
  const clean = safeText(beginning(value, left + 64))
    .replace(/\n+$/, "")
    .replace(/``(?=`)/g, "``\u200B");
  const body = cutText(clean, left);
  // A backtick at the end would join the fence; an empty fence shows nothing at all.
  const shown = body.trim() === "" ? "\u200B" : body;
  return {
    text: `${open}${shown}\n\`\`\``,
    whole: body === clean && value.length <= left + 64,
  };
}
