// The bytes of a post's file as text: strict UTF-8, without byte order mark, lines ended by \n.

/** A post's file may be this long in bytes; no article is. */
export const FILE_LIMIT = 2 * 1024 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true });

export type FileText = { readonly text: string } | { readonly fault: string };

/** Decodes a file, or tells what is wrong with it and how to mend it. */
export function decodeFile(bytes: Uint8Array): FileText {
  if (bytes.length > FILE_LIMIT)
    return { fault: `The file has ${bytes.length} bytes; posts over ${FILE_LIMIT} are skipped.` };
  try {
    const text = utf8.decode(bytes);
    if (text.includes("\0")) return { fault: "The file holds NUL bytes: it is no text. Save it as UTF-8." };
    return { text: text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text };
  } catch {
    return { fault: "The file is not UTF-8. Save it as UTF-8 in your editor." };
  }
}
