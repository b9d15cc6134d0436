// Settings written into the text of a `.env`: what stands there otherwise, comments and order, stays as it is.
import { chmod, readFile, rename, writeFile } from "node:fs/promises";
import { parse } from "dotenv";

/** What dotenv would cut or change of a bare value: blanks at its ends, `#`, quotes, line breaks. */
const NEEDS_QUOTES = /^\s|\s$|[#"'`\n\r\\]/;

/** Such that dotenv reads the same value again; of its three quotes the first that the value does not hold. */
function written(value: string): string {
  if (!NEEDS_QUOTES.test(value)) return value;
  const quote = ["'", '"', "`"].find((one) => !value.includes(one)) ?? "'";
  return `${quote}${value}${quote}`;
}

const settingLine = (name: string): RegExp =>
  new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*[=:].*$`, "gm");

/** `text` with these settings: in the place of the line that sets it (the last of several counts), else at the end. */
export function withSettings(text: string, settings: Readonly<Record<string, string>>): string {
  const before = parse(text);
  let after = text;
  for (const [name, value] of Object.entries(settings)) {
    if ((before[name] ?? "") === value) continue;
    const line = `${name}=${written(value)}`;
    const last = [...after.matchAll(settingLine(name))].at(-1);
    if (last) after = after.slice(0, last.index) + line + after.slice(last.index + last[0].length);
    else after += `${after === "" || after.endsWith("\n") ? "" : "\n"}${line}\n`;
  }
  return after;
}

export const readEnvFile = (file: string): Promise<string> =>
  readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });

/** Whole or not at all; for its owner's eyes only, since it holds tokens. */
export async function writeEnvFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
}
