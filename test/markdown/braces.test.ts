// Braces of MDX: which closes which, where texts and remarks hold others, where one is missing, where one is no expression's.
import { describe, expect, test } from "vitest";
import { toPlain } from "../../src/document/plain.js";

import { parseMarkdown } from "../../src/markdown/read-body.js";
import type { Template } from "../../src/markdown/template-languages.js";

const shown = (markdown: string, language: Template): string =>
  toPlain(parseMarkdown(markdown, { templates: [language], mdx: language === "mdx" }));
const BOTH: readonly Template[] = ["mdx", "mdx comments"];

const NEVER = [
  '{false && <p title="}">secret</p>}',
  "{false && <p title='}'>secret</p>}",
  '{false && <p>{"}"} secret</p>}',
  "{false && <p>{'}'} secret</p>}",
  "{false && <p>{`}`} secret</p>}",
  "{false && <p>{`} ${a ? `}` : '}'} }`} secret</p>}",
  "{false && <p>{/* } */} secret</p>}",
  "{false && (\n  // }\n  <p>secret</p>\n)}",
  '{false && text.replace(/}/g, "") + <p>secret</p>}',
  "{false && <p>don't, 'til</p>} isn't {false && <b>secret</b>}",
  '{false && <br/>}{false && <p>a <i>b</i>, "c</p>}{false && <p>secret</p>}',
  "{false && list.filter((a) => a < b && a > c).map(() => <p>secret</p>)}",
  '{false && <p title="{">secret</p>}\n\nC {false && <b>secret</b>}',
  `{false && <p>${"word ".repeat(5_000)}secret</p>}\n\nC {false && <b>secret</b>}`,
  '{false && <p a="x\n\n}">secret</p>}',
  '{false && x in "}" && <b>secret</b>}',
  '{false && await "}" && <b>secret</b>}',
  '{false && [..."}"] && <b>secret</b>}',
  '{false && (1 - "}") && <b>secret</b>}',
  "{false && a * '}' && <b>secret</b>}",
  "{false && a - `}` && <b>secret</b>}",
  "{(false) && <b>secret</b>}",
  "{!true && <b>secret</b>}",
  "{void 0 && <b>secret</b>}",
  "{false ? <b>secret</b> : null}",
  "{/* why } */ false && <b>secret</b>}",
  "\\\\{false && <b>secret</b>}",
  "`{` and {false && <b>secret</b>}",
  "```js\n{\n```\n\n{false && <b>secret</b>}",
  "<!-- { --> {false && <b>secret</b>}",
  'and write { and then: "a {false && <b>secret</b>} b" in C',
  "write { here, 'til {false && <b>secret</b>} don't",
  "lone { see // x {false && <b>secret</b>}",
  "lone { src /* here {false && <b>secret</b>} */",
  'if a <b and c="x {false && <b>secret</b>} y" d',
  "lone { a <b c='x {false && <b>secret</b>} y' d",
];

describe.each(BOTH)("%s", (language) => {
  test.each(NEVER.map((one) => [one.slice(0, 80), one]))("is shown nowhere: %s", (_, hidden) => {
    const text = shown(`First.\n\nA ${hidden}\n\nLast words.`, language);
    expect(text).not.toMatch(/secret/);
    expect(text).toMatch(/First\.[^]*Last words\./);
  });

  test.each([
    ["Text \\{false && shown\\} more", "Text {false && shown} more"],
    ["Text \\{/* shown */\\} more", "Text {/* shown */} more"],
    ["Set `{false && x}` here", "Set {false && x} here"],
    ["a <b and\n\nmore c > d", "a <b and\nmore c > d"],
  ])("is text: %s", (markdown, said) => {
    expect(shown(markdown, language)).toBe(said);
  });
});

test("what MDX would refuse hides the rest; where it is not known to be MDX, a lone brace keeps nothing from the others", () => {
  const text = "First. {false && x\n\nplain { a\n\nC {false && <b>secret</b>} last";
  expect(shown(text, "mdx")).toBe("First.");
  expect(shown(text, "mdx comments")).toMatch(/^First\.(?!.*secret)[^]*last$/);
});

test.each(['<Foo\n  a="1"\n\n  b="2"\n/>', '<Foo\n  a="x\n\n{"\n\n/>', "<Foo\n  a={1}\n\n  b\n>\n</Foo>"])(
  "blank lines within a tag do not end it: %j",
  (tag) => {
    expect(shown(`First.\n\n${tag}\n\n{false && <b>secret</b>}\n\nLast.`, "mdx")).toBe("First.\nLast.");
  },
);

test("C in a text that is no MDX stays", () => {
  expect(shown("if (x) { 0 && f(); } else", "mdx comments")).toBe("if (x) { 0 && f(); } else");
});
