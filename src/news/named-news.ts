// The posts that the owner means by a word, among those written down. Pure.
import { foldName } from "../post/names.js";
import type { NewsRow } from "../store/news.js";

/** By id, file or address; else by whole title; else by a part of title or file name. */
export function namedNews(rows: readonly NewsRow[], text: string): readonly NewsRow[] {
  const wanted = foldName(text);
  const exact = rows.filter((row) => [row.post_id, row.source, row.url].includes(text.trim()));
  if (exact.length > 0) return exact;
  const titled = rows.filter((row) => foldName(row.title) === wanted);
  if (titled.length > 0) return titled;
  return rows.filter((row) => foldName(row.title).includes(wanted) || foldName(row.source).includes(wanted));
}
