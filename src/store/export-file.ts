// An export as a file: read twice, first to find every line that is not sound, then to take it in.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { EXPORT_VERSION, headerSchema, lineSchema, type ExportLine } from "./export-form.js";

/** A file that cannot be taken in; the message names its lines and what is wrong with them. */
export class ExportFault extends Error {
  override readonly name = "ExportFault";
}

/** So many faults are told. */
const MOST_TOLD = 20;

export const headerLine = (at: Date): string =>
  JSON.stringify({ postern: "export", version: EXPORT_VERSION, at: at.toISOString() });

async function* linesOf(file: string): AsyncGenerator<readonly [number: number, text: string]> {
  const input = createReadStream(file, "utf8");
  let number = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      number += 1;
      if (text.trim() !== "") yield [number, text];
    }
  } catch (error) {
    throw new ExportFault(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  } finally {
    input.destroy();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What is wrong with a line, or null. */
function faultOf(text: string, schema: z.ZodType): string | null {
  const json = parseJson(text);
  if (json === undefined) return "it is no JSON (was the file cut off?)";
  const { error } = schema.safeParse(json);
  const [issue] = error?.issues ?? [];
  return issue ? `${issue.path.join(".") || "the line"}: ${issue.message}` : null;
}

/** Throws ExportFault when a line is not sound; nothing has been taken in by then. */
export async function checkExport(file: string): Promise<void> {
  const faults: string[] = [];
  let lines = 0;
  for await (const [number, text] of linesOf(file)) {
    lines += 1;
    if (lines === 1) checkHeader(file, text);
    const fault = lines === 1 ? null : faultOf(text, lineSchema);
    if (fault !== null) faults.push(`  line ${number}: ${fault}`);
  }
  if (lines === 0) throw new ExportFault(`${file} is empty.`);
  if (faults.length === 0) return;
  const more = faults.length > MOST_TOLD ? [`  … and ${faults.length - MOST_TOLD} more`] : [];
  throw new ExportFault(
    [`Nothing was taken from ${file}:`, ...faults.slice(0, MOST_TOLD), ...more].join("\n"),
  );
}

function checkHeader(file: string, text: string): void {
  const json = parseJson(text);
  if (headerSchema.safeParse(json).success) return;
  const { version } = z.object({ postern: z.literal("export"), version: z.int() }).safeParse(json).data ?? {};
  throw new ExportFault(
    version === undefined
      ? `${file} is no export of Postern's: its first line must be that of \`postern export\`.`
      : `${file} was written by another Postern (form ${version}, this one reads ${EXPORT_VERSION}). Use that version here, too.`,
  );
}

/** The lines of a file that was checked. */
export async function* readExport(file: string): AsyncGenerator<ExportLine> {
  let first = true;
  for await (const [, text] of linesOf(file)) {
    if (!first) yield lineSchema.parse(JSON.parse(text));
    first = false;
  }
}
