// A post's file, from bytes to what it holds: strict UTF-8, without byte order mark, lines ended by \n.
import { ownFault, type ParseResult } from "../generator.js";
import { SyntaxFault } from "./parsers.js";

/** What git LFS leaves in place of a file (its specification, docs/spec.md). */
const LFS_POINTER = "version https://git-lfs.github.com/spec/v1\n";
/** What a symbolic link of a repository is as a plain file: the other's path alone. */
const LINK = /^\S{1,1000}\.(?:md|mdx|markdown)$/;

/** The first folder of a path below `above` (which ends in a slash, or is ""), with `above` before it. */
export const folderIn = (above: string, path: string): string =>
  above + path.slice(above.length).split("/").slice(0, -1).slice(0, 1).join("");

const utf8 = new TextDecoder("utf-8", { fatal: true });

type FileText = { readonly text: string } | { readonly fault: string };

/** Decodes a file, or tells what is wrong with it and how to mend it. */
function decodeFile(bytes: Uint8Array): FileText {
  try {
    const text = utf8.decode(bytes);
    if (text.includes("\0")) return { fault: "The file holds NUL bytes: it is no text. Save it as UTF-8." };
    if (text.startsWith(LFS_POINTER))
      return { fault: "The file is a pointer of git LFS, not the text. Take posts out of LFS." };
    if (LINK.test(text))
      return {
        fault: `The file is a link to ${text}, which is not followed in a repository. Copy the file.`,
      };
    return { text: text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text };
  } catch {
    return { fault: "The file is not UTF-8. Save it as UTF-8 in your editor." };
  }
}

/**
 * What a file holds by a generator's rules. What `read` finds wrong with its front matter (SyntaxFault) becomes a
 * problem, put into words by `words`: what the generator itself does with such a file.
 */
export function parseFile(
  source: string,
  bytes: Uint8Array,
  words: (fault: string) => string,
  read: (text: string) => ParseResult,
): ParseResult {
  const file = decodeFile(bytes);
  if ("fault" in file) return { kind: "broken", problem: { source, line: null, message: file.fault } };
  try {
    return read(file.text);
  } catch (fault) {
    // A fault of ours must not keep the files behind this one from being read.
    if (!(fault instanceof SyntaxFault)) return { kind: "broken", problem: ownFault(source, fault) };
    // The fence stands above what was parsed.
    const line = fault.line === null ? null : fault.line + 1;
    return { kind: "broken", problem: { source, line, message: words(fault.message) } };
  }
}
