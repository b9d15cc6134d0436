// Dates as feeds write them: RFC 822 and 2822, RFC 3339, and what people's programs make of these in their own language.
import { DateTime, FixedOffsetZone } from "luxon";
import { isZone, postDate, wallToInstant } from "../../post/date.js";
import type { PostDate } from "../../post/post.js";
import { monthOf } from "../../markdown/months.js";
import { plainInstant } from "../rules/written-date.js";

/** Minutes east of Greenwich. RFC 2822 knows the first lines; the others by their usual meaning. */
const ZONES: ReadonlyMap<string, number> = new Map(
  (
    "ut:0 utc:0 gmt:0 z:0 est:-300 edt:-240 cst:-360 cdt:-300 mst:-420 mdt:-360 pst:-480 pdt:-420 " +
    "akst:-540 akdt:-480 hst:-600 ast:-240 adt:-180 nst:-210 ndt:-150 brt:-180 brst:-120 art:-180 " +
    "clt:-240 wet:0 west:60 bst:60 cet:60 cest:120 met:60 mest:120 mez:60 mesz:120 eet:120 " +
    "eest:180 msk:180 мск:180 msd:240 trt:180 wat:60 cat:120 sast:120 eat:180 gst:240 pkt:300 ist:330 " +
    "npt:345 ict:420 wib:420 hkt:480 sgt:480 pht:480 awst:480 jst:540 kst:540 acst:570 acdt:630 " +
    "aest:600 aedt:660 nzst:720 nzdt:780"
  )
    .split(" ")
    .map((pair) => pair.split(":"))
    .map(([name = "", minutes]) => [name, Number(minutes)]),
);
/** Zones of a place, where summer time counts. */
const PLACES: Readonly<Record<string, string>> = {
  et: "America/New_York",
  ct: "America/Chicago",
  mt: "America/Denver",
  pt: "America/Los_Angeles",
  at: "America/Halifax",
};
const TIME =
  /(?<!\d)(\d{1,2})\s?(?::|[時时시点])\s?(\d{1,2})(?!\d)(?:\s?[分분]|:(\d{1,2})(?:[.,]\d+)?)?(?:\s?\d{1,2}\s?[秒초])?/;
/** What stands for the numbers of months in Chinese. */
const CHINESE = "一 二 三 四 五 六 七 八 九 十 十一 十二".split(" ");
const AFTERNOON = /\bp\.?m\b\.?|오후|下午|晚上|午後/i;
const MORNING = /\ba\.?m\b\.?|오전|上午|早上|凌晨|午前/i;
const OFFSET = /(?:gmt|utc)?\s*([+-])(\d{1,2}):?(\d{2})?(?!\d)/i;

/** Thailand counts from the Buddha's death; what a computer writes is 2400 and more. */
const BUDDHIST = 543;
const BUDDHIST_CENTURY = 2500;
const THAI = /\p{sc=Thai}/u;

/**
 * What a year of two digits leaves out: as RFC 2822, 4.3 has it, but in Thai of a Buddhist year, if that is of this
 * century.
 */
function centuryOf(year: number, text: string): number {
  if (THAI.test(text) && year >= BUDDHIST % 100) return BUDDHIST_CENTURY - BUDDHIST;
  return year < 50 ? 2000 : 1900;
}

/** Days and months between slashes stand in one order or the other: it is sure where one of both is over twelve, or where they are alike. */
function sureDay(one: number, other: number, year: number): readonly [number, number, number] | null {
  if (one <= 12 && other <= 12 && one !== other) return null;
  return one > 12 ? [year, other, one] : [year, one, other];
}

/** Year, month and day in any order, the month by its name or all three by the signs behind them. */
function dayOf(text: string): readonly [number, number, number] | null {
  const iso = /^\D{0,20}(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text);
  if (iso) return [Number(iso[1]), Number(iso[3]), Number(iso[4])];
  const slashed = /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(text);
  if (slashed) return sureDay(Number(slashed[1]), Number(slashed[2]), Number(slashed[3]));
  // In Korea with dots: `2023. 7. 21.`
  const spaced = /\b(\d{4})\.\s?(\d{1,2})\.\s?(\d{1,2})\b/.exec(text);
  if (spaced) return [Number(spaced[1]), Number(spaced[2]), Number(spaced[3])];
  // RFC 2822's order with the month as a number, as programs write it whose language names months so.
  const numbered = /\b(\d{1,2})[\s,]+(?:(?:tháng|thg)\s)?(\d{1,2})\s?[月월]?[\s,]+(\d{4})\b/.exec(
    text.replace(/(十?[一二]|[三四五六七八九十])月/, (_, name: string) => `${CHINESE.indexOf(name) + 1}月`),
  );
  if (numbered) return [Number(numbered[3]), Number(numbered[2]), Number(numbered[1])];
  const signed = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/.exec(text);
  if (signed) return [Number(signed[1]), Number(signed[2]), Number(signed[3])];
  const dotted = /\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b/.exec(text);
  if (dotted) return [Number(dotted[3]), Number(dotted[2]), Number(dotted[1])];
  // A Tuesday of Spain is written like a March: what stands before a day and its month is no month.
  const dated = text.replace(/^\p{L}[\p{L}\p{M}]*[.,]*\s+(?=\d{1,2}\.?\s+\p{L})/u, "");
  const month = monthOf(dated.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []);
  const numbers = text.match(/\d+/g) ?? [];
  const year =
    numbers.find((number) => number.length === 4) ?? (numbers.length > 1 ? numbers.at(-1) : undefined);
  const day = numbers.find((number) => number !== year && number.length <= 2);
  if (month === undefined || year === undefined || day === undefined) return null;
  return [Number(year) + (year.length <= 2 ? centuryOf(Number(year), text) : 0), month, Number(day)];
}

/** What is added to years of Japan's eras and of the republic in Taiwan; the first one has a name. */
const ERAS: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925, 民國: 1911, 民国: 1911 };
const ERA = /(令和|平成|昭和|民[國国])\s?(\d{1,3}|元)(?=\s?年)/g;

/**
 * A minus or hyphen of print before an offset; a dash behind a time says how long something goes on, and so may a minus
 * between two bare times.
 */
const OTHER_MINUS = new RegExp(
  [
    "(?<=\\b(?:GMT|UTC)\\s?)[\u2010-\u2015\u2212](?=\\d{1,2}(?::?\\d{2})?(?!\\d))",
    "(?<=:\\d{2}\\s?)[\u2010\u2011\u2212](?=\\d{4}(?!\\d)|\\d{1,2}$)",
    "(?<=(?:(?::\\d{2}:|T\\d{2}:|T(?:\\d{2})?\\d{2})\\d{2}(?:[.,]\\d+)?|[ap]\\.?m\\.?)\\s?)[\u2010\u2011\u2212](?=\\d{2}:?\\d{2}(?![\\d:])|\\d{1,2}$)",
  ].join("|"),
  "i",
);

/** The same text with digits and years as they are in the West, and no dots within abbreviations of Thai. */
function western(written: string): string {
  const text = written
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[\u0e50-\u0e59]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(ERA, (_, era: string, year: string) =>
      String((ERAS[era] ?? 0) + (year === "元" ? 1 : Number(year))),
    );
  return THAI.test(text)
    ? text
        .replace(/(?<=\p{sc=Thai})\./gu, "")
        .replace(/(?<!\d)2[45]\d\d(?!\d)/, (year) => String(Number(year) - BUDDHIST))
    : text;
}

/** Minutes east of Greenwich, or a place's name; null where nothing known is written. */
function zoneOf(text: string): number | string | null {
  const place = /[A-Za-z]+\/[A-Za-z_]+(?:\/[A-Za-z_]+)?/.exec(text)?.[0];
  if (place !== undefined && isZone(place)) return place;
  const [, sign, hours, minutes = "0"] = OFFSET.exec(text) ?? [];
  if (hours !== undefined) return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  for (const word of text.match(/\p{L}+/gu) ?? []) {
    const known =
      ZONES.get(word.toLowerCase()) ?? (/^[A-Z]{2}$/.test(word) ? PLACES[word.toLowerCase()] : undefined);
    if (known !== undefined) return known;
  }
  return null;
}

/** An offset as luxon takes it back: its own name of one below ten minutes it does not. */
const nameOf = (minutes: number): string =>
  `UTC${FixedOffsetZone.instance(minutes).formatOffset(0, "short")}`;

/** A date of many spellings; the zone that it names, else `zone`, else UTC as RFC 2822 has it for names nobody knows. */
function spelled(written: string, zone: string | null): PostDate | null {
  const text = western(written);
  const time = TIME.exec(text);
  const [before, after] = time
    ? [text.slice(0, time.index), text.slice(time.index + time[0].length)]
    : [text, ""];
  // Asctime's year stands behind the time.
  const day = dayOf(before) ?? dayOf(`${before} ${after.replace(OFFSET, " ")}`);
  if (day === null) return null;
  let hour = Number(time?.[1] ?? 0);
  if (AFTERNOON.test(text) && hour < 12) hour += 12;
  if (MORNING.test(text) && hour === 12) hour = 0;
  const [year, month, date] = day;
  const wall = Date.UTC(year, month - 1, date, hour, Number(time?.[2] ?? 0), Number(time?.[3] ?? 0));
  if (new Date(Date.UTC(year, month - 1, date)).getUTCDate() !== date || hour > 24) return null;
  const named = zoneOf(after);
  if (typeof named === "number") return postDate(wall - named * 60_000, zone ?? nameOf(named));
  const at = named ?? zone ?? "UTC";
  return postDate(wallToInstant(wall, at), zone ?? at);
}

/**
 * A date of a feed; without an offset it is taken for the owner's zone, else for UTC. Shown in the owner's zone, else
 * as it was written. Null where it cannot be read.
 */
export function feedDate(written: string | null, zone: string | null): PostDate | null {
  const text = written?.trim().replace(/\s+/g, " ") ?? "";
  return text === "" || text.length > 100 ? null : shortDate(text.replace(OTHER_MINUS, "-"), zone);
}

function shortDate(text: string, zone: string | null): PostDate | null {
  const options = { setZone: true, zone: "utc" };
  // Luxon does not see the offset behind a name.
  const isNamed = /\b(?:GMT|UTC?)\s*[+-]\d/i.test(text);
  const at = isNamed
    ? undefined
    : [DateTime.fromRFC2822(text, options), DateTime.fromISO(text, options)].find(({ isValid }) => isValid);
  if (at !== undefined) return postDate(at.toMillis(), zone ?? at.zoneName ?? "utc");
  const known = spelled(text, zone);
  if (known !== null) return known;
  // `2024-05-06 10:00:00` and the like, which no format allows and many feeds have.
  const loose = plainInstant(text, zone ?? "UTC");
  return loose === null ? null : postDate(loose, zone ?? "UTC");
}
