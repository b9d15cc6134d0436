// What is text and what is markup in the titles and texts of feeds.

/** Elements of HTML, of now and before, and of drawings and formulas within it. A tag of another name is the author's word. */
const ELEMENTS = new Set(
  (
    "a abbr acronym address annotation applet area article aside audio b base basefont bdi bdo big blink blockquote body br " +
    "button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed " +
    "fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe " +
    "image img input ins kbd label legend li link main map mark marquee math menu meta meter nav nobr noembed noframes " +
    "noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script " +
    "search section select semantics slot small source span strike strong style sub summary sup svg table tbody td " +
    "template textarea tfoot th thead time title tr track tt u ul var video wbr xmp " +
    "circle clippath defs ellipse filter foreignobject g line lineargradient mask path pattern polygon polyline " +
    "radialgradient rect stop symbol text tspan use " +
    "maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mroot mrow ms mspace msqrt " +
    "mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none mprescripts"
  ).split(" "),
);

/** Takes tags that no page has for words: `std::vector<int>`, `<Suspense>`. Names with a hyphen or a colon are somebody's elements. */
export const wordsOfTags = (html: string): string =>
  html.replace(/<(?=\/?([a-z][\w:.-]*))/gi, (sign, name: string) =>
    /[-:]/.test(name) || ELEMENTS.has(name.toLowerCase()) ? sign : "&lt;",
  );

/** What a title may hold of HTML where a format does not tell it from text: `Using <Suspense>` is text. */
const TITLE_TAG =
  /<(?!\/?(?:a|abbr|b|br|code|del|em|i|ins|kbd|mark|s|small|span|strong|sub|sup|u)\b[^<>]{0,1000}>)/gi;
const loose = (title: string): string => title.replace(TITLE_TAG, "&lt;");

/** A tag of a title that is neither closed nor has attributes is the author's word, but for a break. */
const withLoneTags = (title: string): string =>
  title.replace(/<([a-z][\w-]*)>/gi, (tag, name: string) =>
    /^w?br$/i.test(name) || title.toLowerCase().includes(`</${name.toLowerCase()}`)
      ? tag
      : `&lt;${tag.slice(1)}`,
  );
export const looseTitle = (title: string): string => loose(withLoneTags(title));

/** The same where a format says that a title is HTML. */
export const htmlTitle = withLoneTags;

/** A text without markup as HTML. */
export const textAsHtml = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** A text of paragraphs as HTML. */
export const paragraphsHtml = (text: string): string =>
  text.trim() === "" ? "" : `<p>${textAsHtml(text).replace(/\r?\n\s*\n\s*/g, "</p><p>")}</p>`;

const LINE = /\r?\n[ \t]*/g;

/** The same of a text whose lines count too, as in `content_text` of JSON Feed: chapters and lists stand one below the other. */
export const linesHtml = (text: string): string => paragraphsHtml(text.trim()).replace(LINE, "<br>");

/** The paragraphs of a text in which nobody wrote any markup, though it might be there. */
export const plainParagraphs = (html: string): string =>
  isWithMarkup(html) ? html : html.replace(/\r?\n[ \t]*\r?\n\s*/g, "<p>");

/** The same with its lines. */
export const plainLines = (html: string): string =>
  isWithMarkup(html) ? html : plainParagraphs(html.trim()).replace(LINE, "<br>");

const isWithMarkup = (html: string): boolean => /<[a-z!/]/i.test(html);

const ADDRESS = /(\s(?:href|src|poster|data-src)\s*=\s*)(?:"([^"]{0,3000})"|'([^']{0,3000})')/gi;

/** HTML whose links stand as `base` resolves them; null where nothing says what they are relative to. */
export const based = (html: string, base: string | null): string =>
  base === null
    ? html
    : html.replace(ADDRESS, (whole, name: string, one?: string, other?: string) => {
        const written = (one ?? other ?? "").trim();
        if (written.startsWith("#") || !URL.canParse(written, base)) return whole;
        return `${name}"${new URL(written, base).href.replaceAll('"', "%22")}"`;
      });
