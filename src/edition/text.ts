// A post's text as an edition holds it: what is searched and what is read part by part, packed.
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { DividedArticle } from "../fit/article.js";
import type { Body } from "../post/body.js";

export interface EditionText {
  readonly text: Body["text"];
  /** Null where readers may not see it. */
  readonly article: DividedArticle | null;
}

export const packed = (text: EditionText): Promise<Uint8Array> =>
  promisify(gzip)(JSON.stringify(text), { level: 1 });

/** Written by us: only what is damaged is refused, by gunzip's own checksum. */
export const unpacked = async (bytes: Uint8Array): Promise<EditionText> =>
  JSON.parse((await promisify(gunzip)(bytes)).toString()) as EditionText;
