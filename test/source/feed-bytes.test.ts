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

/** Bytes of a charset by what the decoder makes of each pair of bytes. */
function encoded(text: string, charset: string): Uint8Array {
  const decoder = new TextDecoder(charset);
  const bytesOf = new Map<string, readonly number[]>();
  for (let high = 0xff; high >= 0x80; high -= 1) {
    for (let low = 0x40; low < 0xff; low += 1)
      bytesOf.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
    bytesOf.set(decoder.decode(Uint8Array.of(high)), [high]);
  }
  return Uint8Array.from(Array.from(text, (sign) => bytesOf.get(sign) ?? [sign.charCodeAt(0)]).flat());
}

it.each([
  ["gbk", "今天我们来说一说这个国家的人在地上有什么"],
  ["big5", "今天我們來說一說這個國家的人在地上有什麼"],
  ["euc-jp", "今日はとても良い天気なので、散歩に行きました。"],
  ["shift_jis", "今日はとても良い天気なので、散歩に行きました。"],
  ["euc-kr", "오늘은 날씨가 아주 좋아서 산책을 했습니다."],
  ["koi8-r", "Сегодня очень хорошая погода, и я иду гулять."],
  ["windows-1251", "Сегодня очень хорошая погода, и я иду гулять."],
  ["windows-874", "วันนี้อากาศดีมาก ฉันจึงไปเดินเล่น"],
  ["windows-1252", "Der Müller fährt über die Brücke; déjà vu à Noël où ça brûlait."],
])("knows %s where nobody says it", (charset, text) => {
  expect(decodeBytes(encoded(`<rss><t>${text}</t></rss>`, charset), null)).toContain(text);
});

const WORDS: readonly (readonly [string, string])[] = [
  ["Russian", "Сегодня очень хорошая погода, и я иду гулять."],
  ["Chinese", "今天我们来说一说这个国家的人在地上有什么"],
  ["Japanese", "今日はとても良い天気なので、散歩に行きました。"],
  ["Thai", "วันนี้อากาศดีมาก ฉันจึงไปเดินเล่น"],
  ["German", "Größere Bären müßten öfter übers Gänseblümchen höhnen, wäre Süßes da: überschüssig."],
];
const NAMES = [null, "text/xml; charset=windows-1251", "text/xml; charset=iso-8859-1"];
it.each(WORDS)("takes UTF-8 with a broken sign for that: %s", (_name, words) => {
  const [first = "", ...rest] = words.match(/[^\0-\x7f]/g) ?? [];
  expect(rest.length).toBeGreaterThan(0);
  const cut = utf8(first).subarray(0, -1);
  const within = Buffer.concat([utf8(`<rss><t>${words}…</t><t>`), cut, utf8(`</t><t>${words}</t></rss>`)]);
  const atEnd = Buffer.concat([utf8(`<rss><t>${words}</t><t>`), cut]);
  for (const type of NAMES) {
    expect(decodeBytes(within, type)).toBe(`<rss><t>${words}…</t><t>\ufffd</t><t>${words}</t></rss>`);
    expect(decodeBytes(atEnd, type)).toContain(`<t>${words}</t>`);
  }
});

/** More than what is looked at. */
const long = (words: string): string => words.repeat(Math.ceil(100_000 / words.length));

it.each(["", "a"])("tells the charset by its beginning, also where that ends within a sign: 一%s", (odd) => {
  const text = `一${odd}${long("今天我们来说一说这个国家的人在地上有什么")}`;
  expect(decodeBytes(encoded(text, "gbk"), null)).toBe(text);
  // A sign that is none makes no other charset of so much.
  expect(decodeBytes(Buffer.concat([encoded(text, "gbk"), Uint8Array.of(0xff, 0x20)]), null)).toContain(text);
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
