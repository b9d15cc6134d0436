// Cuts a long feed into feeds of a few articles each, so that none of them takes long to parse.

/** Characters of articles in a piece; parsing that many takes some milliseconds. */
const PIECE = 128 * 1024;
/** Where a tag of an article begins, or what may hold a tag that is none. */
const BEGINNINGS = /<!\[CDATA\[|<!--|<(?<end>\/)?(?:[\w-]{1,50}:)?(?:item|entry)(?=[\s>/])/g;
const ENDS: Readonly<Record<string, string>> = { "<![CDATA[": "]]>", "<!--": "-->" };

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
  let after = 0;
  for (const { 0: beginning, index, groups } of text.matchAll(BEGINNINGS)) {
    if (index < after) continue;
    const close = ENDS[beginning] ?? ">";
    const at = text.indexOf(close, index + beginning.length);
    // Asked of each beginning, this would take time by the square of them.
    if (at === -1) return [];
    after = at + close.length;
    if (beginning.startsWith("<!") || text[at - 1] === "/") continue;
    const isEnd = groups?.["end"] !== undefined;
    if (isEnd !== (start !== null)) return [];
    if (isEnd) found.push({ start: start ?? 0, end: after });
    start = isEnd ? null : index;
  }
  return start === null ? found : [];
}
