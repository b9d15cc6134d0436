// Cuts a long feed into feeds of a few articles each, so that none of them takes long to parse.

/** Characters of articles in a piece; parsing that many takes some milliseconds. */
const PIECE = 128 * 1024;
/** What may hold a tag that is none, and the tags of articles. */
const TAGS = /<!\[CDATA\[[^]*?\]\]>|<!--[^]*?-->|<(?<end>\/)?(?:[\w-]+:)?(?:item|entry)(?=[\s>/])[^>]*>/g;

/** The same feed whole where it is short, no XML, or its articles are not plain to see. */
export function* piecesOf(text: string): Generator<string> {
  const articles = text.length <= PIECE || !/^\s*\ufeff?</.test(text) ? [] : articlesOf(text);
  const [first] = articles;
  if (first === undefined) {
    yield text;
    return;
  }
  const [head, tail] = [text.slice(0, first.start), text.slice(articles.at(-1)?.end)];
  let from = first.start;
  for (const [at, { end }] of articles.entries()) {
    if (end - from < PIECE && at < articles.length - 1) continue;
    yield head + text.slice(from, end) + tail;
    from = end;
  }
}

/** Where each article stands; none where one is never closed, or stands in another. */
function articlesOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  let start: number | null = null;
  for (const { 0: tag, index, groups } of text.matchAll(TAGS)) {
    if (tag.startsWith("<!") || tag.endsWith("/>")) continue;
    const isEnd = groups?.["end"] !== undefined;
    if (isEnd !== (start !== null)) return [];
    if (isEnd) found.push({ start: start ?? 0, end: index + tag.length });
    start = isEnd ? null : index;
  }
  return start === null ? found : [];
}
