// From the bytes of a feed to its text, in whatever charset they are.

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

const decode = (bytes: Uint8Array, name: string, fatal = false): string | null => {
  try {
    const decoder = new TextDecoder(ALIASES[name.toLowerCase()] ?? name, { fatal });
    const text = decoder.decode(bytes);
    return decoder.encoding === "windows-1252"
      ? text.replace(/[\u0080-\u009f]/g, (sign) => HIGH[sign.charCodeAt(0) - 0x80] ?? sign)
      : text;
  } catch {
    return null;
  }
};

/**
 * A byte order mark goes before all, and what is valid UTF-8 is UTF-8, whatever is said of it: no other charset makes
 * such bytes by chance. Then the HTTP header, then the XML declaration (RFC 7303, section 3), without the names that
 * the bytes prove wrong.
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
  const utf8 = escaped ?? decode(bytes, "utf-8", true);
  if (utf8 !== null) return utf8;
  for (const name of names) {
    const text = /^(?:utf|us-ascii|ascii)/i.test(name) ? null : decode(bytes, name);
    if (text !== null) return text;
  }
  return decode(bytes, names.length === 0 ? "windows-1252" : "utf-8") ?? "";
}
