// When what the system tells of files is looked at: at once for a file that was saved, seldom while writing goes on.
import { expect, test } from "vitest";
import { Hints, type Hint } from "../../src/source/hints.js";

const saved = (path: string): Hint => ({ path, saved: true });
const moved = (path: string): Hint => ({ path, saved: false });

/** The moments at which bursts are over, given what is heard at which moment (in milliseconds). */
function ends(heard: readonly (readonly [at: number, hint: Hint])[]): readonly number[] {
  const hints = new Hints();
  const ends: number[] = [];
  heard.forEach(([at, hint], index) => {
    const end = at + hints.hear(hint, at);
    const next = heard[index + 1]?.[0] ?? Infinity;
    if (end > next) return;
    ends.push(end);
    hints.over();
    hints.take();
  });
  return ends;
}

test.each<[string, Parameters<typeof ends>[0], readonly number[]]>([
  ["one file was saved", [[0, saved("a.md")]], [25]],
  [
    "it was emptied and written",
    [
      [0, saved("a.md")],
      [5, saved("a.md")],
    ],
    [30],
  ],
  ["a file came", [[0, moved("a.md")]], [150]],
  [
    "a file came and was written",
    [
      [0, moved("a.md")],
      [10, saved("a.md")],
    ],
    [160],
  ],
  [
    "two were written",
    [
      [0, saved("a.md")],
      [10, saved("b.md")],
    ],
    [160],
  ],
  [
    "one is saved once more after a while",
    [
      [0, saved("a.md")],
      [525, saved("a.md")],
    ],
    [25, 550],
  ],
  [
    "one is saved soon after another",
    [
      [0, saved("a.md")],
      [300, saved("b.md")],
    ],
    [25, 450],
  ],
])("a burst: %s", (_, heard, over) => {
  expect(ends(heard)).toEqual(over);
});

test("a file that goes on being written is looked at twice a second", () => {
  const pieces = Array.from({ length: 50 }, (_, at) => [at * 60, saved("a.md")] as const);
  expect(ends(pieces)).toEqual([25, 560, 1_100, 1_640, 2_180, 2_720, 3_090]);
});

test("looks do not pile up: one that waits takes up what comes", () => {
  const hints = new Hints();
  const burst = (...paths: readonly string[]): boolean => {
    for (const path of paths) hints.hear(saved(path), 0);
    return hints.over();
  };
  expect([burst("a.md"), burst("b.md"), burst("a.md")]).toEqual([true, false, false]);
  expect(hints.take()).toEqual(["a.md", "b.md"]);
  expect(burst("a.md")).toBe(true);
  hints.take();
  burst(...Array.from({ length: 201 }, (_, at) => `${at}.md`));
  expect(hints.take()).toEqual([""]);
});
