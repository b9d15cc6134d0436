// Reads one file of a site and has the generator's rules make an entry of it.
import { createHash } from "node:crypto";
import type { Problem, SiteReader } from "../generator/generator.js";
import type { Source } from "../source/source.js";
import type { Entry } from "./register.js";
import { sketch } from "./sketch.js";

/** A post is text; a larger file is a mistake. */
const LIMIT = 4 * 1024 * 1024;

export type Reading =
  | {
      readonly kind: "post";
      readonly entry: Entry;
      readonly body: string;
      readonly problems: readonly Problem[];
    }
  | { readonly kind: "ignored" }
  | { readonly kind: "broken"; readonly problem: Problem }
  /** Nothing is written in it yet, or no more. */
  | { readonly kind: "empty" };

/** The bytes of a file; null when it cannot be read. */
export const fetchBytes = (source: Source, path: string): Promise<Uint8Array | null> =>
  source.read(path, LIMIT);

export function read(reader: SiteReader, path: string, bytes: Uint8Array | null, now: Date): Reading {
  if (bytes === null) {
    const message = `cannot be read: it is over ${LIMIT / 1024 / 1024} MB, a link that leads out of the site's folder, or not allowed to be read.`;
    return { kind: "broken", problem: { source: path, line: null, message } };
  }
  if (bytes.length === 0) return { kind: "empty" };
  const result = reader.parse(path, bytes, now);
  if (result.kind !== "post") return result;
  const { post, body, permanent } = result.parsed;
  const digest = createHash("sha256").update(bytes).digest("base64").slice(0, 16);
  return {
    kind: "post",
    entry: { path, post, permanent, sketch: sketch(body), digest },
    body,
    problems: result.problems,
  };
}
