// Buttons below a message: short ones beside each other, long ones in a line of their own.
import { expect, it } from "vitest";
import { keyboardOf } from "../../../src/chat/telegram/keyboard.js";

const rowsOf = (mostPerRow: number, labels: readonly string[]) =>
  keyboardOf([{ buttons: labels.map((label) => ({ label, action: "1|help|1|" })), mostPerRow }]).map((row) =>
    row.map(({ label }) => label),
  );
const rows = (...labels: string[]) => rowsOf(2, labels);

it("two short buttons stand in a row", () => {
  expect(rows("Contents", "Read on the blog")).toEqual([["Contents", "Read on the blog"]]);
  expect(rows("目录", "到博客上阅读", "English")).toEqual([["目录", "到博客上阅读"], ["English"]]);
});

it("where one is long, each has its own", () => {
  expect(rows("Contents", "Read on the blog of a friend")).toEqual([
    ["Contents"],
    ["Read on the blog of a friend"],
  ]);
  expect(rows("目录", "到我朋友的博客上阅读全文")).toEqual([["目录"], ["到我朋友的博客上阅读全文"]]);
});

it("no name is cut that would show whole in a row of fewer", () => {
  expect(rowsOf(3, ["SLAM——视觉里程计", "SLAM——拆解LOAM", "SLAM——后端", "CPP"])).toEqual([
    ["SLAM——视觉里程计", "SLAM——拆解LOAM"],
    ["SLAM——后端", "CPP"],
  ]);
  expect(rowsOf(3, ["May 2021", "April 2021", "June 2021", "September 2021"])).toEqual([
    ["May 2021", "April 2021", "June 2021"],
    ["September 2021"],
  ]);
  const numbers = Array.from({ length: 8 }, (_, at) => String(at + 97));
  expect(rowsOf(8, numbers)).toEqual([numbers]);
});

it("a button whose state is longer than Telegram takes is left out, however it came there", () => {
  const states = [64, 65].map((length) => "s|".padEnd(length, "x"));
  const asKeys = states.map((state) => ({ label: "Show", state }));
  const asActions = states.map((action) => ({ label: "Show", action }));
  expect(keyboardOf([{ buttons: [...asKeys, ...asActions], mostPerRow: 4 }]).flat()).toEqual([
    asKeys[0],
    asKeys[0],
  ]);
});
