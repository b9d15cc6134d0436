// Python-Markdown's blocks are told by their indentation: boxes, folds and tabs, in lists and in each other; code stays.
import { expect, test } from "vitest";
import { toPlain } from "../../src/document/plain.js";
import { PYTHON_MARKDOWN } from "../../src/markdown/extensions.js";
import { parseMarkdown } from "../../src/markdown/read-body.js";

const read = (markdown: string) => parseMarkdown(markdown, { extensions: PYTHON_MARKDOWN });

test.each<[string, object[]]>([
  ['!!! note "Mind"\n    The *kettle*.\n\nAfter.', [{ type: "note", kind: "note", title: "Mind" }, {}]],
  [
    "!!! warning\n    One.\n\n    Two.\n\nAfter.",
    [{ type: "note", kind: "warning", title: "", children: [{}, {}] }, {}],
  ],
  ['!!! tip ""\n\tOne.', [{ type: "note", kind: "tip", title: "" }]],
  ['??? note "Mind"\n    One.\n\nAfter.', [{ type: "details" }, {}]],
  ["???+ tip\n    One.\n\nAfter.", [{ type: "details" }, {}]],
  [
    '!!! danger inline end "Mind"\n    - a\n    - b\n\n            code',
    [{ type: "note", kind: "danger", title: "Mind", children: [{ type: "list" }] }],
  ],
  [
    "!!! note\n    One.\n\n    !!! tip\n        Two.\n\n    Three.",
    [{ type: "note", children: [{}, { type: "note", kind: "tip" }, {}] }],
  ],
  ["!!! note\n    ```\n    !!! tip\n        x\n    ```\n\nAfter.", [{ children: [{ type: "code" }] }, {}]],
])("%j", (markdown, expected) => {
  expect(read(markdown)).toMatchObject(expected);
});

test.each([
  [
    '=== "One"\n\n    The kettle.\n\n=== "Two"\n\n    The pot.\n\nAfter.',
    "One\nThe kettle.\nTwo\nThe pot.\nAfter.",
  ],
  ["- item\n\n    !!! note\n        The kettle.\n\n- two", "item\nThe kettle.\ntwo"],
  ["!!! wow\nno block", "!!! wow no block"],
  ["A sample:\n\n    !!! note\n        x\n\nAfter.", "A sample:\n!!! note\n    x\nAfter."],
  ["!!! note\n    A sample:\n\n        !!! tip\n            x", "A sample:\n!!! tip\n    x"],
  ["1. item\n\n    more\n\n    !!! note\n        The kettle.", "item\nmore\nThe kettle."],
  ["```\n!!! note\n    x\n```", "!!! note\n    x"],
  ["    :::python\n    print(1)\n\nAfter.", "print(1)\nAfter."],
  ["    #!python\n    print(1)\n\nAfter.", "print(1)\nAfter."],
  ["    #!/bin/sh\n    ls", "#!/bin/sh\nls"],
  ['--8<-- "x.md"\n\nAfter.', "After."],
])("%j reads as %j", (markdown, words) => {
  expect(toPlain(read(markdown))).toBe(words);
});

test("many that are never followed by a text, or nest deeply, take no time by their square", () => {
  const began = process.cpuUsage();
  read("!!! note\n".repeat(30_000));
  for (const line of ["!!!", "!!! a"]) read(`!!! note\n    x\n${line}${" ".repeat(100_000)}!`);
  read(Array.from({ length: 1_000 }, (_, at) => `${"    ".repeat(at)}!!! note`).join("\n"));
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1_000).toBeLessThan(3_000);
});
