// The text of a post as bytes: threads hand them over without a copy, and nothing is made of them until somebody asks.
import type { BodyText } from "../document/body-text.js";

export type PackedText = Uint8Array<ArrayBuffer>;

export const packText = (text: BodyText): PackedText => new TextEncoder().encode(JSON.stringify(text));
export const unpackText = (packed: PackedText): BodyText =>
  JSON.parse(new TextDecoder().decode(packed)) as BodyText;
