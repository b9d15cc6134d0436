// A blog that can only be had as a feed, from its server to the library.
import { openNetwork } from "../../src/net/network.js";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openSite } from "../../src/generator/detect.js";
import { openLibraries } from "../../src/library/open-libraries.js";
import { openFeed } from "../../src/source/feed.js";
import { until } from "../until.js";
import { noOverrides } from "./tiny-site.js";
import { loopback } from "../loopback.js";
import { recordedLog } from "../recorded-log.js";

const feed = (...items: string[]): string =>
  `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Ours &amp; theirs</title><link>https://blog.test/</link><language>en</language>${items.join("")}</channel></rss>`;
const item = (name: string, content: string): string =>
  `<item><title>${name} &amp;amp; _more_</title><link>https://blog.test/${name}.html</link><guid>${name}</guid><category>tag</category><pubDate>Mon, 06 May 2024 10:00:00 +0800</pubDate><description>A short word</description><content:encoded><![CDATA[${content}]]></content:encoded></item>`;

async function openBlog(answer: () => string) {
  const base = await mkdtemp(join(tmpdir(), "postern-feed-blog-"));
  const server = createServer((_request, response) => void response.end(answer()));
  const url = `${await loopback(server)}/feed`;
  const source = await openFeed(url, { dataDir: base, interval: 3600, network: openNetwork() });
  await source.arrived?.();
  const library = await openLibraries({
    sources: [source],
    dataDir: base,
    openSite,
    overrides: noOverrides,
    log: recordedLog(),
  });
  const close = async (): Promise<void> => {
    await library.stop();
    server.closeAllConnections();
    server.close();
    await rm(base, { recursive: true, force: true });
  };
  return { source, library, close };
}

it("gives posts with title, link, date, tags, summary and text, and follows the feed", async () => {
  let body = feed(item("one", "<p>Hello <em>there</em></p><p><img src='https://blog.test/a.png'></p>"));
  const { source, library, close } = await openBlog(() => body);
  try {
    await library.settled();
    expect(library.site).toMatchObject({ title: "Ours & theirs", url: "https://blog.test", lang: "en" });
    const [post] = library.visible();
    expect(post).toMatchObject({
      title: "one & _more_",
      slug: "one",
      url: "https://blog.test/one.html",
      tags: ["tag"],
      summary: "A short word",
      cover: "https://blog.test/a.png",
      date: { instant: Date.parse("2024-05-06T02:00:00Z"), wall: "2024-05-06T10:00:00", offset: "+08:00" },
    });
    expect((await library.article(post!.id))?.parts.map(({ document }) => document)).toEqual([
      [
        {
          type: "paragraph",
          children: [
            { type: "text", value: "Hello " },
            { type: "emphasis", children: [{ type: "text", value: "there" }] },
          ],
        },
        { type: "figure", url: "https://blog.test/a.png", alt: "", caption: [] },
      ],
    ]);
    body = feed(
      item("two", "<p>New</p>")
        .replace("Mon, 06 May 2024 10:00:00 +0800", "2024-05-07 10:00:00")
        .replace("A short word", "A short [&amp;#8230;]"),
    );
    await source.refresh?.();
    await until(() => library.visible().length === 2, "the new article");
    expect(library.visible()[0]).toMatchObject({
      summary: "A short …",
      date: { wall: "2024-05-07T10:00:00" },
    });
    expect(library.get(post!.id)).toBeDefined();
  } finally {
    await close();
  }
});

it.each(["https://elsewhere.test/x", "https://blog.test/"])(
  "shows every article that links to %s, and warns of none",
  async (link) => {
    const about = (key: string, title: string, day: string, text: string): string =>
      `<item><title>${title}</title><link>${link}</link><guid isPermaLink="false">${key}</guid><pubDate>${day} May 2024 10:00:00 GMT</pubDate><description>${text}</description></item>`;
    let body = feed(
      about("g1", "First thoughts on X", "06", "It is new."),
      about("g2", "Second thoughts on X", "07", "It is old by now."),
      about("g3", "Photo", "08", "A heron"),
      about("g4", "Photo", "08", "A swan"),
    );
    const { source, library, close } = await openBlog(() => body);
    const titles = () => library.visible().map(({ title }) => title);
    try {
      await library.settled();
      expect(titles().sort()).toEqual(["First thoughts on X", "Photo", "Photo", "Second thoughts on X"]);
      expect(library.problems()).toEqual([]);
      body = feed(about("g5", "Third thoughts on X", "09", "It is gone."));
      await source.refresh?.();
      await until(() => titles().length === 5, "the third");
    } finally {
      await close();
    }
  },
);
