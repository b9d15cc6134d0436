// Parses JavaScript and TypeScript, modules and scripts.
import { createRequire } from "node:module";
import type * as typescript from "@sveltejs/acorn-typescript";
import type * as acorn from "acorn";

let loaded: ReturnType<typeof load> | undefined;

/** With the first program: they take a tenth of a start, and few blogs have one. */
function load() {
  const require = createRequire(import.meta.url);
  const { Parser } = require("acorn") as typeof acorn;
  const { tsPlugin } = require("@sveltejs/acorn-typescript") as typeof typescript;
  return { Parser, TypeScript: Parser.extend(tsPlugin()), Jsx: Parser.extend(tsPlugin({ jsx: true })) };
}

/**
 * The tree of a program; null where it is neither JavaScript nor TypeScript. What is TypeScript by its name is read as such
 * first: `defineConfigWithTheme<X>({ … })` is a comparison in JavaScript.
 */
export function parseProgram(source: string, path: string): acorn.Program | null {
  const { Parser, TypeScript, Jsx } = (loaded ??= load());
  const typed = /\.[cm]?ts$/.test(path) ? [TypeScript, Parser] : [Parser, TypeScript];
  const parsers = /\.[jt]sx$/.test(path) ? [Jsx, ...typed] : typed;
  for (const parser of parsers) {
    for (const sourceType of ["module", "script"] as const) {
      try {
        return parser.parse(source, {
          ecmaVersion: "latest",
          sourceType,
          allowReturnOutsideFunction: true,
          // The parser of TypeScript asks for it.
          locations: parser !== Parser,
        });
      } catch {
        // The next reading may fit.
      }
    }
  }
  return null;
}
