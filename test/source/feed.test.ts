// The feed source against a real HTTP server: formats, conditional requests, shrinking feeds, failing servers.
import type { ServerResponse } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { parseFeedAddress } from "../../src/source/feed-address.js";
import { parseMarkdown } from "../../src/markdown/read-body.js";
import { plainWords } from "../../src/markdown/summary.js";
import { toPlain } from "../../src/document/plain.js";
import { SourceError, type Source } from "../../src/source/source.js";
import { feedRoom, type Answer } from "./feed-room.js";
import { listening } from "./listening.js";

const { requests, opened, open, serve, answerBy } = feedRoom();

interface Item {
  readonly title: string;
  readonly url: string | null;
  readonly body: string;
  readonly tags: readonly string[];
  readonly published: string | null;
  readonly authors: readonly string[];
}
const items = async (source: Source): Promise<Item[]> => {
  const files = await source.scan((path) => path.startsWith("items/") && path.endsWith(".json"));
  const texts = await Promise.all(files.map((file) => source.read(file.path, 1e7)));
  const found = texts
    .map((bytes) => JSON.parse(Buffer.from(bytes).toString()) as Item)
    .map((item) => ({ ...item, title: plainWords(parseMarkdown(item.title)) }));
  return found.toSorted((a, b) => (a.title < b.title ? -1 : 1));
};

const rssItem = (title: string, more = ""): string =>
  `<item><title>${title}</title><link>/p/${title}</link><guid>${title}</guid><pubDate>Mon, 06 May 2024 10:00:00 +0800</pubDate>${more}</item>`;
const rss = (...parts: string[]): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Blog</title><link>https://blog.test/</link><language>en</language>${parts.join("")}</channel></rss>`;

describe("formats", () => {
  it("reads RSS 2 with HTML as Markdown, links made whole", async () => {
    const html =
      "<h2>Head</h2><p>Some <b>bold</b> &amp; a <a href='https://x.test'>link</a></p><script>alert(1)</script><pre><code>x = 1</code></pre>";
    serve(
      rss(
        rssItem(
          "One",
          `<category>a</category><category>b</category><dc:creator>Me</dc:creator><content:encoded><![CDATA[${html}]]></content:encoded>`,
        ),
      ),
    );
    const [item] = await items(await open());
    expect(item).toMatchObject({
      title: "One",
      url: "https://blog.test/p/One",
      tags: ["a", "b"],
      authors: ["Me"],
      published: "Mon, 06 May 2024 10:00:00 +0800",
    });
    expect(item?.body).toBe("## Head\n\nSome **bold** & a [link](https://x.test)\n\n```\nx = 1\n```");
  });

  it("reads Atom", async () => {
    serve(
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>B</title><id>f</id><updated>2024-01-01T00:00:00Z</updated><link href="https://blog.test/"/><entry><title type="html">A &amp;amp; B</title><id>e1</id><link rel="replies" href="https://no.test"/><link href="https://blog.test/a"/><published>2024-01-01T00:00:00+08:00</published><updated>2024-02-02T00:00:00Z</updated><category term="t" label="T"/><author><name>N</name></author><content type="html">&lt;p&gt;hi&lt;/p&gt;</content></entry></feed>`,
    );
    expect(await items(await open())).toMatchObject([
      {
        title: "A & B",
        url: "https://blog.test/a",
        body: "hi",
        tags: ["T"],
        authors: ["N"],
        published: "2024-01-01T00:00:00+08:00",
        updated: "2024-02-02T00:00:00Z",
      },
    ]);
  });

  it("reads JSON Feed", async () => {
    serve(
      JSON.stringify({
        version: "https://jsonfeed.org/version/1.1",
        title: "J",
        home_page_url: "https://blog.test",
        items: [{ id: "1", url: "https://blog.test/1", title: "T", content_text: "a < b\n\nc" }],
      }),
    );
    expect(await items(await open())).toMatchObject([{ title: "T", body: "a < b\n\nc" }]);
  });

  it.each([
    ["gb2312", "text/xml", [0xc4, 0xe3, 0xba, 0xc3], "你好"],
    ["euc-kr", "text/xml; charset=utf-8", [0xbe, 0xc8], "안"],
    ["no-such-charset", "text/xml; charset=shift_jis", [0x83, 0x65], "テ"],
  ])("reads a feed declared as %s, sent as %s", async (declared, type, bytes, title) => {
    const [before = "", after = ""] = rss("<item><title>@</title><guid>1</guid></item>")
      .replace('version="1.0"', `version="1.0" encoding="${declared}"`)
      .split("@");
    answerBy(
      (_request, response) =>
        void response
          .writeHead(200, { "content-type": type })
          .end(Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)])),
    );
    expect(await items(await open())).toMatchObject([{ title }]);
  });

  it("reads UTF-16 by its mark, and what is packed", async () => {
    answerBy(
      (_request, response) =>
        void response
          .writeHead(200, { "content-encoding": "br" })
          .end(brotliCompressSync(Buffer.from(`\ufeff${rss(rssItem("é"))}`, "utf16le"))),
    );
    expect(await items(await open())).toMatchObject([{ title: "é" }]);
  });

  it("keeps tables, code of highlighters and raised signs, and leaves counting pixels out", async () => {
    const html =
      '<table><tr><th>H</th></tr><tr><td>1</td></tr></table><div class="highlight"><pre><span></span>a *b*\n</pre></div><p>x<sup>2</sup></p><img src="https://m.test/stat" width="1" height="1">';
    serve(rss(rssItem("One", `<content:encoded><![CDATA[${html}]]></content:encoded>`)));
    const [item] = await items(await open());
    expect(parseMarkdown(item?.body ?? "")).toMatchObject([
      { type: "table" },
      { type: "code", value: "a *b*" },
      { type: "paragraph" },
    ]);
    expect(item?.body).not.toContain("m.test");
    expect(item?.body).toContain("x<sup>2</sup>");
  });

  it("tells articles apart that share one guid", async () => {
    const one = (name: string): string => rssItem(name).replace(`<guid>${name}`, "<guid>https://blog.test/");
    serve(rss(one("One"), one("Two")));
    expect((await items(await open())).map(({ title }) => title)).toEqual(["One", "Two"]);
  });

  it("keeps signs of a title that are no tags", async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title><id>f</id><entry><id>1</id><title>A &lt;b&gt; tag</title></entry></feed>`;
    serve(atom);
    expect(await items(await open())).toMatchObject([{ title: "A <b> tag" }]);
    serve(rss("<item><title>Use &lt;Suspense&gt; &lt;em&gt;now&lt;/em&gt;</title><guid>2</guid></item>"));
    const source = opened[0];
    await source?.refresh?.();
    expect((await items(source!)).map(({ title }) => title)).toContain("Use <Suspense> now");
  });

  it("leaves brackets as they are, which are no formula", async () => {
    serve(rss(rssItem("One", "<description>As said [1] and [later].</description>")));
    const [item] = await items(await open());
    expect(toPlain(parseMarkdown(item?.body ?? ""))).toBe("As said [1] and [later].");
  });

  it("takes Ghost's picture for the cover", async () => {
    serve(
      rss(rssItem("One", '<media:content url="https://blog.test/c.png" medium="image"/>')).replace(
        "<rss ",
        '<rss xmlns:media="http://search.yahoo.com/mrss/" ',
      ),
    );
    expect(await items(await open())).toMatchObject([{ image: "https://blog.test/c.png" }]);
  });

  it("reads the other articles beside one that is nested without end, and blanks by the thousand in code", async () => {
    const content = (html: string) => `<content:encoded><![CDATA[${html}]]></content:encoded>`;
    serve(
      rss(
        rssItem("A", content("<blockquote>".repeat(1_700))),
        rssItem("B", content(`<pre>x${" ".repeat(1_000)}y</pre><p>Words</p>`)),
      ),
    );
    const read = await items(await open());
    expect(read.map(({ body }) => body)).toEqual(["", "```\nx y\n```\n\nWords"]);
  });

  it("drops links that are not of the web", async () => {
    serve(
      rss("<item><title>X</title><link>javascript:alert(1)</link><guid isPermaLink='false'>g</guid></item>"),
    );
    expect(await items(await open())).toMatchObject([{ title: "X", url: null }]);
  });
});

describe("looking again", () => {
  it("asks with what the server said last, and takes 304 for no news", async () => {
    serve(rss(rssItem("One")), { etag: '"v1"', "last-modified": "Mon, 06 May 2024 02:00:00 GMT" });
    const source = await open();
    const heard = listening();
    await source.watch(() => true, heard);
    answerBy((_request, response) => void response.writeHead(304).end());
    await source.refresh?.();
    expect(requests.at(-1)?.headers).toMatchObject({
      "if-none-match": '"v1"',
      "if-modified-since": "Mon, 06 May 2024 02:00:00 GMT",
    });
    expect([heard.changes, heard.losses]).toEqual([[], []]);
  });

  it("tells of new and changed articles only, and keeps those that the feed dropped", async () => {
    serve(rss(rssItem("One"), rssItem("Two")));
    const source = await open();
    const heard = listening();
    await source.watch(() => true, heard);
    serve(rss(rssItem("Two", "<description>new</description>"), rssItem("Three")));
    await source.refresh?.();
    expect(heard.changes.map((change) => change.kind)).toEqual(["changed", "changed"]);
    expect((await items(source)).map((item) => item.title)).toEqual(["One", "Three", "Two"]);
  });

  it("follows an article to a new address and key", async () => {
    serve(rss(rssItem("One")));
    const source = await open();
    const heard = listening();
    await source.watch(() => true, heard);
    serve(rss(rssItem("One").replace("<guid>One", "<guid>https://new.test/One")));
    await source.refresh?.();
    const [gone, come] = heard.changes;
    expect(gone).toMatchObject({ kind: "removed" });
    expect(come).toMatchObject({ kind: "changed", from: gone?.path });
    expect(await items(source)).toHaveLength(1);
  });
});

describe("when the server fails", () => {
  const failures: Record<string, Answer> = {
    "410 Gone": (_request, response) => void response.writeHead(410).end("gone"),
    "a damaged packing": (_request, response) => {
      const packed = gzipSync(rss(rssItem("Bad")));
      response.writeHead(200, { "content-encoding": "gzip" }).end(packed.subarray(0, packed.length - 20));
    },
    "503": (_request, response) => void response.writeHead(503).end(),
    "a page instead of a feed": (_request, response) => void response.end("<html><body>hello</body></html>"),
    "a cut answer": (_request, response) => {
      response.writeHead(200, { "content-length": "5000" });
      response.write("<rss><channel>");
      setTimeout(() => response.destroy(), 20);
    },
    "a closed connection": (request) => void request.socket.destroy(),
    "an endless answer": (_request, response) => {
      const part = "x".repeat(1024 * 1024);
      const more = (): void => {
        while (!response.destroyed && response.write(part));
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    },
    "redirects for ever": (_request, response) => void response.writeHead(302, { location: "/feed" }).end(),
    "a redirect to a file": (_request, response) =>
      void response.writeHead(302, { location: "file:///etc/passwd" }).end(),
  };
  it.each(Object.keys(failures))("keeps its articles after %s", async (name) => {
    serve(rss(rssItem("One")));
    const source = await open();
    const heard = listening();
    await source.watch(() => true, heard);
    answerBy(failures[name]!);
    await source.refresh?.();
    await source.refresh?.();
    expect(heard.losses).toHaveLength(1);
    expect((await items(source)).map((item) => item.title)).toEqual(["One"]);
    serve(rss(rssItem("One"), rssItem("Two")));
    await source.refresh?.();
    expect(heard.finds()).toBe(1);
  });
});

describe("what is refused", () => {
  it.each(["gzip", "deflate", "br"])("reads a feed packed by %s", async (coding) => {
    const pack = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }[coding]!;
    answerBy(
      (_request, response) =>
        void response.writeHead(200, { "content-encoding": coding }).end(pack(rss(rssItem("One")))),
    );
    expect((await items(await open())).map(({ title }) => title)).toEqual(["One"]);
  });

  it.each([
    ["40 MB", (response: ServerResponse) => void response.end("x".repeat(40 * 1024 * 1024))],
    [
      "40 MB that were packed small",
      (response: ServerResponse) =>
        void response
          .writeHead(200, { "content-encoding": "gzip" })
          .end(gzipSync("x".repeat(40 * 1024 * 1024))),
    ],
  ])("says that %s are too much, and keeps the rest", async (_name, send) => {
    serve(rss(rssItem("One")));
    const source = await open();
    const heard = listening();
    await source.watch(() => true, heard);
    answerBy((_request, response) => send(response));
    await source.refresh?.();
    expect(heard.losses).toEqual([expect.stringContaining("is larger than 32 MB")]);
    expect((await items(source)).map(({ title }) => title)).toEqual(["One"]);
  });
});

it.each(["file:///etc/passwd", "ftp://x.test", "x", ""])("refuses the address %j", (address) => {
  expect(() => parseFeedAddress(address)).toThrow(SourceError);
});
