// How a typed line is taken apart, as people really type it.
import { expect, test } from "vitest";
import { argsFromText, readLine, splitLine } from "../../src/command/command-line.js";
import { catalogOf } from "../../src/command/catalog.js";
import { release } from "../../src/command/decide.js";
import { outbox } from "../../src/command/outbox.js";

const catalog = catalogOf(false);

test.each([
  ["/post usefulness", "post", "usefulness"],
  ["  /POST   two  words ", "post", "two  words"],
  ["／post 有用", "post", "有用"],
  ["/post", "post", ""],
  ["/post\nnext line", "post", "next line"],
  ["/", "", ""],
  ["", "", ""],
])("%j is command %j with %j", (line, name, rest) => {
  expect(splitLine(line)).toMatchObject({ name, rest });
});

test("the text goes to the first option, and nowhere when there is none", () => {
  const command = (name: string) => catalog.find((item) => item.name === name)!;
  expect(argsFromText(command("post"), "lio sma")).toEqual({ query: "lio sma" });
  expect(argsFromText(command("post"), "")).toEqual({});
  expect(argsFromText(command("tags"), "rest")).toEqual({});
});

test("names are fit for every chat and unique", () => {
  const names = catalog.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]{1,32}$/);
});

test("one command takes what is no command, and one tells what there is", () => {
  expect(catalog.filter(({ takesFreeText }) => takesFreeText).map(({ name }) => name)).toEqual(["post"]);
  expect(catalog.filter(({ isHelp }) => isHelp).map(({ name }) => name)).toEqual(["help"]);
});

test.each(["release", "Outbox"])("%s is looked for; with a slash it is the owner's command", (word) => {
  const all = new Map([...catalog, outbox, release].map((command) => [command.name, command]));
  expect(readLine(word, all)).toMatchObject({ name: "post", rest: word });
  expect(readLine(`/${word}`, all).command?.needs).toBe("owner");
});
