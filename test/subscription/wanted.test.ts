// Which posts a subscription wants, and when it wants to hear of them.
import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { saidBy } from "../../src/post/said.js";
import { everything } from "../../src/subscription/subscription.js";
import { timing } from "../../src/subscription/timing.js";
import { unwanted } from "../../src/subscription/wanted.js";
import { aPost } from "../fixtures/a-post.js";

const post = aPost({ tags: ["Ｒust", "slam"], categories: [["notes", "robots"]], lang: "zh-CN" });

it.each([
  [{}, true],
  [{ tags: ["rust"] }, true],
  [{ tags: ["go"] }, false],
  [{ tags: ["go"], categories: ["Robots"] }, true],
  [{ categories: ["notes/robots"] }, true],
  [{ categories: ["robots/notes"] }, false],
  [{ without: ["go"] }, true],
  [{ without: ["rust"] }, false],
  [{ without: ["robots"] }, false],
  [{ without: ["Notes/Robots"], tags: ["rust"] }, false],
  [{ without: ["SLAM"], tags: ["rust"] }, false],
  [{ lang: "zh" }, true],
  [{ lang: "en" }, false],
  [{ lang: "en", tags: ["rust"] }, false],
])("takes %j: %s", (wishes, expected) => {
  expect(unwanted({ ...everything, ...wishes }, post) === null).toBe(expected);
});

const paper = aPost({
  title: "Mapping with LiDAR",
  summary: "A robot in C++ builds 地图.",
  authors: ["Ada Lovelace"],
});
const text = "Point clouds, 使用激光雷达建图 and IMU-data. 라이다를 썼다.";
it.each([
  ["lidar", true],
  ["LIDAR", true],
  // A word, not a part of one.
  ["lid", false],
  ["cloud", false],
  ["point clouds", true],
  ["clouds point", false],
  ["imu data", true],
  ["c++", true],
  ["c", false],
  // Scripts that write words together, or with endings.
  ["激光雷达", true],
  ["激光雷达 and", false],
  ["建图 and", true],
  ["라이다", true],
  ["地图", true],
  ["", false],
  ["!?", false],
])("takes the word %j: %s", (word, expected) => {
  const said = saidBy(paper, text, "en");
  const only = { ...everything, words: [word] };
  expect(unwanted(only, paper, said) === null).toBe(expected);
  const all = { ...everything, without: [`word:${word}`] };
  expect(unwanted(all, paper, said) === null).toBe(!expected);
});

it.each([
  [{ authors: ["ada lovelace"] }, true],
  [{ authors: ["Ada"] }, false],
  [{ authors: ["Ada"], words: ["lidar"] }, true],
  [{ without: ["author:Ada Lovelace"] }, false],
  [{ without: ["author:Ada Lovelace"], words: ["lidar"] }, false],
])("takes an author by name, %j: %s", (wishes, expected) => {
  expect(unwanted({ ...everything, ...wishes }, paper) === null).toBe(expected);
});

it("takes what a text shows for the language of a post that says none", () => {
  const english = { ...everything, lang: "en" };
  expect(unwanted(english, paper, saidBy(paper, text, "de"))).toBe("language");
  expect(unwanted(english, paper, saidBy(paper, text, null))).toBeNull();
});

it("reads no more of a text whose signs become many by folding than of others", () => {
  const long = saidBy(paper, `${"\ufdfa".repeat(40_000)} sonar`, "ar");
  expect(long.has("الله")).toBe(true);
  expect(long.has("sonar")).toBe(false);
  expect(saidBy(paper, `${"\ufdfa ".repeat(20)} sonar`, "ar").has("sonar")).toBe(true);
});

const at = (text: string, zone = "Europe/Berlin"): number => DateTime.fromISO(text, { zone }).toMillis();
const wall = (ms: number, zone = "Europe/Berlin"): string =>
  DateTime.fromMillis(ms, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
const berlin = { ...everything, timezone: "Europe/Berlin" };

it.each([
  ["in the night", "2026-06-01T23:30", "2026-06-02T07:00"],
  ["after midnight", "2026-06-02T06:59", "2026-06-02T07:00"],
  ["by day", "2026-06-02T07:00", "2026-06-02T07:00"],
  ["in the night the clock goes forward", "2026-03-29T01:59", "2026-03-29T07:00"],
  ["in the night the clock goes back", "2026-10-25T02:30", "2026-10-25T07:00"],
])("holds a message back during quiet hours: %s", (_, now, expected) => {
  const { at: due, gather } = timing({ ...berlin, quiet: { from: "22:00", to: "07:00" } }, at(now));
  expect(wall(due)).toBe(expected);
  expect(gather).toBe(now !== expected);
});

it("ends quiet hours that end inside the skipped hour, once", () => {
  const { at: due } = timing({ ...berlin, quiet: { from: "22:00", to: "02:30" } }, at("2026-03-29T01:00"));
  expect(wall(due)).toBe("2026-03-29T03:30");
});

it.each([
  ["daily", "2026-06-01T08:00", "2026-06-01T09:00"],
  ["daily", "2026-06-01T09:01", "2026-06-02T09:00"],
  ["weekly", "2026-06-01T09:01", "2026-06-08T09:00"],
  ["weekly", "2026-06-03T12:00", "2026-06-08T09:00"],
] as const)("sends a %s digest of %s at %s", (digest, now, expected) => {
  const due = timing({ ...berlin, digest }, at(now));
  expect([wall(due.at), due.gather]).toEqual([expected, true]);
});

it("sends at once without such wishes, and takes an unknown time zone for UTC", () => {
  expect(timing(everything, 1000)).toEqual({ at: 1000, gather: false, heldFor: null });
  expect(timing({ ...everything, timezone: "Nowhere/Land" }, 1000).at).toBe(1000);
});
