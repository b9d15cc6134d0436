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
