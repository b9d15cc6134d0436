// The charset of a feed, as its bytes, its server and its own declaration have it.
import { expect, it } from "vitest";
import { decodeBytes } from "../../src/source/feed-bytes.js";

const TEXT = (declared: string): string =>
  `<?xml version="1.0" encoding="${declared}"?><rss>Müller “世界”</rss>`;
const utf8 = (text: string): Uint8Array => Buffer.from(text);
const wide = (text: string, swap: boolean): Uint8Array => {
  const bytes = Buffer.from(text, "utf16le");
  return swap ? bytes.swap16() : bytes;
};

it.each([
  ["a false ISO-8859-1", TEXT("ISO-8859-1"), null],
  ["a false utf-16", TEXT("utf-16"), "text/xml"],
  ["a false gb2312", TEXT("gb2312"), "text/xml; charset=windows-1251"],
])("takes what is valid UTF-8 for that, whatever is said: %s", (_name, text, type) => {
  expect(decodeBytes(utf8(text), type)).toBe(text);
});

it.each([
  ["low byte first", false],
  ["high byte first", true],
])("knows UTF-16 without a mark, %s", (_name, swap) => {
  expect(decodeBytes(wide(TEXT("utf-16"), swap), null)).toBe(TEXT("utf-16"));
  expect(decodeBytes(wide('{"version": "ü"}', swap), "application/feed+json")).toBe('{"version": "ü"}');
});

const gbk = Buffer.from([0xc4, 0xe3, 0xba, 0xc3]);
const declaring = (name: string, bytes: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${name}"?><t>`), bytes, Buffer.from("</t>")]);
it.each([
  ["the declaration where the server says nothing", declaring("gbk", gbk), null, "你好"],
  ["the server before the declaration", declaring("windows-1251", gbk), "text/xml; charset=gb2312", "你好"],
  [
    "the declaration where the server's name is proved wrong",
    declaring("gbk", gbk),
    "text/xml; charset=utf-8",
    "你好",
  ],
  ["a name of Windows", declaring("cp936", gbk), null, "你好"],
  ["the other name where one is no charset", declaring("no-such", gbk), "text/xml; charset=gbk", "你好"],
  ["escapes of seven bits", declaring("iso-2022-jp", Buffer.from("\u001b$B%F\u001b(B")), null, "テ"],
  ["windows-1252 where nobody says anything", Buffer.from([0x3c, 0x74, 0x3e, 0xfc, 0x94]), null, "ü”"],
])("believes %s", (_name, bytes, type, text) => {
  expect(decodeBytes(bytes, type)).toContain(text);
});
