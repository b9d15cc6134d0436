// Which catalogue a reader's language tag gets, as Discord, Telegram, browsers and blogs write such tags.
import { expect, test } from "vitest";
import { localeFor } from "../../src/locale/locale.js";

test.each([
  ["en-GB", "en"],
  ["zh", "zh-CN"],
  ["zh-Hans-SG", "zh-CN"],
  ["zh-TW", "zh-TW"],
  ["zh_HK", "zh-TW"],
  ["zh-hant", "zh-TW"],
  ["zh-hant-beta", "zh-TW"],
  ["xx_-", "en"],
  [null, "en"],
])("%s is answered in %s", (tag, locale) => {
  expect(localeFor(tag).tag).toBe(locale);
});

test("a language without a catalogue gets the blog's", () => {
  expect(localeFor("sw", "zh-MO").tag).toBe("zh-TW");
});

test.each([
  ["en", "April 30, 2021", "April 2021", "2021"],
  ["zh-CN", "2021年4月30日", "2021年4月", "2021年"],
  ["zh-TW", "2021年4月30日", "2021年4月", "2021年"],
])("a wall clock's day, month and year in %s", (tag, day, month, year) => {
  const locale = localeFor(tag);
  const wall = "2021-04-30T23:59:59";
  expect([locale.day(wall), locale.month(wall), locale.year(wall)]).toEqual([day, month, year]);
});
