// Forms of feeds of long ago, and of platforms that write what no specification has.
import { expect, test } from "vitest";
import { markdown } from "../../src/source/feed-markdown.js";
import { parseItems } from "../../src/source/feed-items.js";
import { knownForms } from "../../src/source/feed-old-forms.js";

const rss = (inner: string, doctype = ""): string =>
  `<?xml version="1.0"?>${doctype}<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>T</title><link>https://b.test/</link><item><title>A</title><link>https://b.test/a</link>${inner}</item></channel></rss>`;
const entry = (inner: string): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>x</id><entry><id>1</id><title>A</title><link href="https://b.test/a"/>${inner}</entry></feed>`;
const first = (text: string) => parseItems(text, "https://b.test/feed.xml").items[0];
const base64 = (text: string): string => Buffer.from(text).toString("base64");

test.each([
  [
    "a body of XHTML",
    rss('<body xmlns="http://www.w3.org/1999/xhtml"><p>One &amp; two</p></body>'),
    "One & two",
  ],
  ["a body with a prefix", rss("<xhtml:body><p>One &amp; two</p></xhtml:body>"), "One & two"],
  ["an escaped body", rss("<fullitem>&lt;p&gt;One &amp;amp; two&lt;/p&gt;</fullitem>"), "One & two"],
  [
    "base64 by its mode",
    entry(`<content type="text/html" mode="base64">${base64("<p>One &amp; two</p>")}</content>`),
    "One & two",
  ],
  [
    "base64 by its type",
    entry(`<summary type="application/octet-stream">${base64("<p>One &amp; two</p>")}</summary>`),
    "One & two",
  ],
  [
    "an entity of its own",
    rss("<description>&who; &amp; two</description>", '<!DOCTYPE rss [<!ENTITY who "One">]>'),
    "One & two",
  ],
])("%s", (_, text, words) => {
  expect(markdown(first(text)?.content ?? "")).toBe(words);
});

test.each([
  ["an item's own", "<image><url>https://b.test/p.png</url><title>x</title></image>", "https://b.test/p.png"],
  ["one quoted", "<image><title>x</title><url><![CDATA[ /p.png ]]></url></image>", "https://b.test/p.png"],
])("a picture as channels have it: %s", (_, inner, url) => {
  const whole = rss(`<description>Words</description>${inner}`).replace(
    "<item>",
    "<image><url>https://b.test/logo.png</url></image><item>",
  );
  expect(first(whole)).toMatchObject({ image: url, content: expect.stringContaining("Words") });
  expect(first(whole.replace(inner, ""))).toMatchObject({ image: null });
});

test.each([
  ["between articles", rss("").replace("</channel></rss>", "")],
  ["within the end", rss("").replace("</rss>", "</rss")],
  [
    "within an article",
    rss("").replace("</channel></rss>", "<item><title>B</title><description><![CDATA[x </item>"),
  ],
  ["in Atom", entry("<summary>x</summary>").replace("</feed>", "<entry><title>B")],
])("a feed that breaks off %s has its whole articles", (_, text) => {
  expect(parseItems(text, "https://b.test/feed.xml").items.map(({ title }) => title)).toEqual(["A"]);
});

test("the page itself stands before the counter of clicks that links lead over", () => {
  const [page, counter] = ["https://b.test/a?x=1&amp;y", "http://feeds.test/~r/b/1"];
  const said = `<feedburner:origLink xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">${page}</feedburner:origLink>`;
  for (const feed of [rss(said), entry(said)])
    expect(first(feed.replace("https://b.test/a", counter))?.url).toBe("https://b.test/a?x=1&y");
});

test.each([
  ["feedburner", "http://rssnamespace.org/feedburner/ext/1.0"],
  ["pheedo", "http://www.pheedo.com/namespace/pheedo"],
])("so it does in RSS 1.0 by %s, where the link stays what tells the article", (prefix, space) => {
  const text = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:${prefix}="${space}"><channel rdf:about="https://b.test/"><title>B</title><link>https://b.test/</link></channel><item rdf:about="https://b.test/about"><title>A</title><link>http://feeds.test/1</link><${prefix}:origLink>https://b.test/a</${prefix}:origLink></item></rdf:RDF>`;
  expect(first(text)).toMatchObject({ key: "http://feeds.test/1", url: "https://b.test/a" });
});

test("what YouTube says of a video is its text", () => {
  const group = `<media:group xmlns:media="http://search.yahoo.com/mrss/"><media:title>A</media:title><media:thumbnail url="https://i.test/a.jpg" width="480" height="360"/><media:description>Said of it.</media:description></media:group>`;
  const item = first(entry(group));
  expect([markdown(item?.content ?? ""), markdown(item?.summary ?? ""), item?.image]).toEqual([
    "Said of it.",
    "Said of it.",
    "https://i.test/a.jpg",
  ]);
});

test.each([
  [
    "a page that is quoted whole",
    rss("<description><![CDATA[<html><body>One &amp; two</body></html>]]></description>"),
  ],
  [
    "a page in JSON",
    JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "T",
      items: [{ id: "1", content_html: "<body>One &amp; two</body>" }],
    }),
  ],
])("%s is no body of old", (_, text) => {
  expect(markdown(first(text)?.content ?? "")).toBe("One & two");
});

test("what opens many times and never ends takes no time by its square, and entities make no text without end", () => {
  const began = process.cpuUsage();
  knownForms("<body>".repeat(50_000));
  knownForms(`<!ENTITY ${"<!DOCTYPE a[".repeat(50_000)}`);
  const { user } = process.cpuUsage(began);
  expect(user / 1_000).toBeLessThan(2_000);
  const doctype = `<!DOCTYPE rss [<!ENTITY a "${"x".repeat(300)}">]>`;
  expect(knownForms(doctype + "&a;".repeat(100_000)).length).toBeLessThan(2_000_000);
});

test("entities of a feed's own are not looked for in each other", () => {
  const names = Array.from({ length: 20 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(9)}">`).join(
    "",
  );
  const text = rss("<description>x &a20; y</description>", `<!DOCTYPE rss [<!ENTITY a0 "bomb">${names}]>`);
  expect((first(text)?.content ?? "").length).toBeLessThan(100);
});

test.each([
  ["note.com", rss("<media:thumbnail>https://c.test/a.png</media:thumbnail>")],
  ["an enclosure of Atom", entry('<link rel="enclosure" type="image/png" href="https://c.test/a.png"/>')],
  [
    "an attachment of JSON",
    JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "T",
      items: [
        {
          id: "1",
          content_text: "x",
          attachments: [{ url: "https://c.test/a.png", mime_type: "image/png" }],
        },
      ],
    }),
  ],
])("a cover as %s writes it", (_, text) => {
  expect(first(text)?.image).toBe("https://c.test/a.png");
});
