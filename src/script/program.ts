// Parses JavaScript and TypeScript, modules and scripts.
import { tsPlugin } from "@sveltejs/acorn-typescript";
import { Parser, type Program } from "acorn";

const TypeScript = Parser.extend(tsPlugin());

/** The tree of a program; null where it is neither JavaScript nor TypeScript. */
export function parseProgram(source: string): Program | null {
  for (const parser of [Parser, TypeScript]) {
    for (const sourceType of ["module", "script"] as const) {
      try {
        return parser.parse(source, {
          ecmaVersion: "latest",
          sourceType,
          allowReturnOutsideFunction: true,
          // The parser of TypeScript asks for it.
          locations: parser === TypeScript,
        });
      } catch {
        // The next reading may fit.
      }
    }
  }
  return null;
}
