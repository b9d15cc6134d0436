// From the bytes of a feed to its text, in whatever charset they are.
import { likelyCharsets } from "./feed-charset.js";

/** By their first four bytes: a byte order mark, or the first signs of XML and JSON. */
const WIDE: readonly (readonly [RegExp, string])[] = [
  [/^fffe/, "utf-16le"],
  [/^feff/, "utf-16be"],
  [/^(?:3c|7b)00..00/, "utf-16le"],
  [/^00(?:3c|7b)00/, "utf-16be"],
];
/** Names that TextDecoder does not know. */
const ALIASES: Readonly<Record<string, string>> = {
  cp936: "gbk",
  cp949: "euc-kr",
  cp932: "shift_jis",
  cp950: "big5",
};
/** Its bytes are those of ASCII; only its name, or its escapes, tell it. */
const SEVEN_BITS = /^iso-2022-/i;

/** Windows-1252 from 0x80 on, which Node 20 reads as Latin-1. */
const HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** By `stream` the last sign may be cut. */
const decode = (bytes: Uint8Array, name: string, { fatal = false, stream = false } = {}): string | null => {
  try {
    const decoder = new TextDecoder(ALIASES[name.toLowerCase()] ?? name, { fatal });
    const text = decoder.decode(bytes, { stream });
    return decoder.encoding === "windows-1252"
      ? text.replace(/[\u0080-\u009f]/g, (sign) => HIGH[sign.charCodeAt(0) - 0x80] ?? sign)
      : text;
  } catch {
    return null;
  }
};

/** What UTF-8 makes of bytes that are no sign. */
const BROKEN = 0xfffd;
/** Whole signs for one broken. Twenty signs of another charset have by chance four whole ones for one, mostly fewer. */
const WHOLE_FOR_BROKEN = 10;

/** The text of what is UTF-8 but for few broken signs: words cut by bytes, or a feed that breaks off within a sign. */
function nearlyUtf8(bytes: Uint8Array): string | null {
  const text = decode(bytes, "utf-8") ?? "";
  let [whole, broken] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === BROKEN) broken += at < text.length - 1 ? 1 : 0;
    else if (sign > 0x7f) whole += 1;
  }
  return broken * WHOLE_FOR_BROKEN < whole ? text : null;
}

/** So many bytes tell the charset, from the first beyond ASCII. */
const SAMPLE = 64 * 1024;

/** By the likeliest charset that all the bytes are of, else by the likeliest. */
function guessed(bytes: Uint8Array): string {
  const at = bytes.findIndex((byte) => byte > 0x7f);
  const sample = bytes.subarray(at, at + SAMPLE);
  const likely = likelyCharsets((charset) => decode(sample, charset, { fatal: true, stream: true }));
  for (const charset of likely) {
    const text = decode(bytes, charset, { fatal: true });
    if (text !== null) return text;
  }
  return decode(bytes, likely[0] ?? "windows-1252") ?? "";
}

/**
 * A byte order mark goes before all, and what is UTF-8 but for few signs is that, whatever is said of it: no other
 * charset makes such bytes by chance. Then the HTTP header, then the XML declaration (RFC 7303, section 3), without the
 * names that the bytes prove wrong, then the letters.
 */
export function decodeBytes(bytes: Uint8Array, contentType: string | null): string {
  const first = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  const wide = WIDE.find(([pattern]) => pattern.test(first))?.[1];
  if (wide !== undefined) return decode(bytes, wide) ?? "";
  const beginning = new TextDecoder("latin1").decode(bytes.subarray(0, 256));
  const names = [
    /\bcharset\s*=\s*["']?([\w-]+)/i.exec(contentType ?? "")?.[1],
    /^[^>]{0,200}encoding=["']([\w-]+)["']/.exec(beginning)?.[1],
  ].filter((name) => name !== undefined);
  const sevenBits = names.find((name) => SEVEN_BITS.test(name));
  const escaped = sevenBits !== undefined && bytes.includes(0x1b) ? decode(bytes, sevenBits) : null;
  const utf8 = escaped ?? decode(bytes, "utf-8", { fatal: true }) ?? nearlyUtf8(bytes);
  if (utf8 !== null) return utf8;
  for (const name of names) {
    const text = /^(?:utf|us-ascii|ascii)/i.test(name) ? null : decode(bytes, name);
    if (text !== null) return text;
  }
  if (names.length > 0) return decode(bytes, "utf-8") ?? "";
  return guessed(bytes);
}
