// Reads one file of a site and has the generator's rules make an entry of it.
import { createHash } from "node:crypto";
import type { ParseResult, Problem, SiteReader } from "../generator/generator.js";
import { NO_BODY, type Body } from "../post/body.js";
import type { Source, Unread } from "../source/source.js";
import type { Entry } from "./entry.js";
import { sketch } from "./sketch.js";

/** A post is text; a larger file is a mistake. */
const LIMIT = 4 * 1024 * 1024;

export type Reading =
  | {
      readonly kind: "post";
      readonly entry: Entry;
      readonly body: Body;
      readonly problems: readonly Problem[];
      /** How many characters at the end of the file are its body; null when it was not taken over as it stands. */
      readonly tail: number | null;
    }
  | { readonly kind: "ignored" }
  | { readonly kind: "broken"; readonly problem: Problem }
  /** Nothing is written in it yet, or no more. */
  | { readonly kind: "empty" };

/** The bytes of a file, or why there are none. */
export const fetchBytes = (source: Source, path: string): Promise<Uint8Array | Unread> =>
  source.read(path, LIMIT);

const WHY: Readonly<Record<Unread, string>> = {
  gone: "it is no file any more.",
  large: `it is over ${LIMIT / 1024 / 1024} MB.`,
  outside: "it is a link that leads out of the site's folder.",
  refused: "this account may not read it; check its permissions.",
};

/** What an earlier run read of the same bytes by the same rules. */
export interface Known {
  readonly entry: Entry;
  readonly tail: number;
}

/** `recall` finds what is known of a file by its digest; without it the file is parsed. */
export function read(
  reader: SiteReader,
  path: string,
  bytes: Uint8Array | Unread,
  now: Date,
  recall?: (path: string, digest: string) => Known | null,
): Reading {
  if (typeof bytes === "string")
    return {
      kind: "broken",
      problem: { source: path, line: null, message: `cannot be read: ${WHY[bytes]}` },
    };
  if (bytes.length === 0) return { kind: "empty" };
  const digest = createHash("sha256").update(bytes).digest("base64").slice(0, 16);
  const known = recall?.(path, digest) ?? null;
  if (known !== null) {
    const text = new TextDecoder().decode(bytes);
    const body = readLater(text.slice(text.length - known.tail), () => reader.parse(path, bytes, now));
    return { kind: "post", entry: known.entry, body, problems: [], tail: known.tail };
  }
  const result = reader.parse(path, bytes, now);
  if (result.kind !== "post") return result;
  const { post, body, permanent } = result.parsed;
  // A post that may be judged otherwise later, or that has something to warn of, is read anew every time.
  const lasting = result.problems.length === 0 && post.visibility !== "scheduled";
  const tail = lasting && new TextDecoder().decode(bytes).endsWith(body.written) ? body.written.length : null;
  return {
    kind: "post",
    entry: { path, post, permanent, sketch: sketch(body.written), digest },
    body,
    problems: result.problems,
    tail,
  };
}

/** A body that was read by an earlier run: it is read again only if somebody asks what it says. */
function readLater(written: string, parse: () => ParseResult): Body {
  let read: Body | null = null;
  const body = (): Body => {
    if (read === null) {
      const result = parse();
      read = result.kind === "post" ? result.parsed.body : NO_BODY;
    }
    return read;
  };
  return {
    written,
    get document() {
      return body().document;
    },
    get text() {
      return body().text;
    },
  };
}
