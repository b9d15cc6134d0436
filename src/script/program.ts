// Parses JavaScript and TypeScript, modules and scripts.
import { tsPlugin } from "@sveltejs/acorn-typescript";
import { Parser, type Program } from "acorn";

const TypeScript = Parser.extend(tsPlugin());
const Jsx = Parser.extend(tsPlugin({ jsx: true }));

/**
 * The tree of a program; null where it is neither JavaScript nor TypeScript. What is TypeScript by its name is read as such
 * first: `defineConfigWithTheme<X>({ … })` is a comparison in JavaScript.
 */
export function parseProgram(source: string, path: string): Program | null {
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
