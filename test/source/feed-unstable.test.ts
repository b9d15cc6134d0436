// A feed that changes what it should keep: keys, dates, domains, and the address of the feed itself.
import { createServer, type IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import type { Source } from "../../src/source/source.js";
import { loopback } from "../loopback.js";
import { until } from "../until.js";
import { feedRoom } from "./feed-room.js";
import { listening } from "./listening.js";

const { requests, open, serve, answerBy } = feedRoom();

interface Item {
  readonly title: string;
  readonly seen: string | null;
  readonly url: string | null;
}
const items = async (from: Source): Promise<Item[]> => {
  const files = await from.scan((path) => path.startsWith("items/"));
  const texts = await Promise.all(files.map((file) => from.read(file.path, 1e7)));
  const found = texts.map((bytes) => JSON.parse(Buffer.from(bytes).toString()) as Item);
  return found.toSorted((a, b) => (a.title < b.title ? -1 : 1));
};
const rss = (...parts: string[]): string =>
  `<rss version="2.0"><channel><title>Blog</title><link>https://blog.test/</link>${parts.join("")}</channel></rss>`;

describe("a feed that is not stable", () => {
  const again = async (...feeds: readonly string[]) => {
    serve(feeds[0] ?? "");
    const source = await open();
    const heard = listening();
    await source.watch(() => true, heard);
    for (const feed of feeds.slice(1)) {
      serve(feed);
      await source.refresh?.();
    }
    return { source, heard };
  };
  const one = (key: string, link: string, title: string, date = "Mon, 06 May 2024 10:00:00 GMT"): string =>
    `<item><title>${title}</title><link>https://blog.test/${link}</link><guid isPermaLink="false">${key}</guid><pubDate>${date}</pubDate></item>`;

  it("that writes new keys and dates for the same articles renames them", async () => {
    const { source, heard } = await again(
      rss(one("1", "a", "A"), one("2", "b", "B")),
      rss(
        one("x1", "a", "A", "Tue, 07 May 2024 10:00:00 GMT"),
        one("x2", "b", "B", "Tue, 07 May 2024 10:00:00 GMT"),
      ),
    );
    expect((await items(source)).map(({ title }) => title)).toEqual(["A", "B"]);
    expect(heard.changes.filter(({ kind }) => kind === "removed")).toHaveLength(2);
  });

  it("that gives an old key to another article has both, however often it is read", async () => {
    const { source } = await again(
      rss(one("1", "a", "A")),
      rss(one("1", "b", "B")),
      rss(one("1", "b", "B!")),
    );
    expect((await items(source)).map(({ title }) => title)).toEqual(["A", "B!"]);
  });

  it("that moves to another domain and mends a title has the same article", async () => {
    const moved = rss(one("1", "a", "A, mended")).replaceAll("https://blog.test", "https://new.test");
    const { source } = await again(rss(one("1", "a.html", "A")), moved);
    expect((await items(source)).map(({ title }) => title)).toEqual(["A, mended"]);
  });

  const bare = (link: string, title: string, date?: string): string =>
    one("", link, title, date).replace(/<guid.*<\/guid>/, "");

  it("that counts its readers by what it writes behind addresses, never alike, renames the articles", async () => {
    const at = (time: number) =>
      rss(bare(`a?p=1&amp;utm_source=${time}&amp;fbclid=x${time}`, "A", `${time} May 2024`));
    const { source, heard } = await again(at(1), at(2), at(3));
    expect(await items(source)).toHaveLength(1);
    expect(heard.changes.filter(({ kind, from }) => kind === "changed" && from === undefined)).toEqual([]);
  });

  it("that shuffles its articles, and drops some for a while, has them all and nothing new", async () => {
    const all = ["a", "b", "c"].map((name) => one(name, name, name.toUpperCase()));
    const [a = "", b = "", c = ""] = all;
    const { source, heard } = await again(rss(a, b, c), rss(c, a, b), rss(b), rss(), rss(c, b, a));
    expect((await items(source)).map(({ title }) => title)).toEqual(["A", "B", "C"]);
    expect(heard.changes).toEqual([]);
  });

  const photo = (page: number, text: string): string =>
    one(`g${page}`, `p/${page}`, "Photo").replace("</item>", `<description>${text}</description></item>`);

  it("has two articles of one title and date at two addresses, and three", async () => {
    const { source, heard } = await again(
      rss(photo(1, "A heron")),
      rss(photo(2, "A swan"), photo(3, "An owl")),
    );
    expect((await items(source)).map(({ title }) => title)).toEqual(["Photo", "Photo", "Photo"]);
    expect(heard.changes.map(({ kind, from }) => [kind, from])).toEqual([
      ["changed", undefined],
      ["changed", undefined],
    ]);
  });

  it("that changes keys and addresses keeps an article by its text, and gives its past to one alone", async () => {
    const { source, heard } = await again(
      rss(photo(1, "A heron")),
      rss(photo(2, "A heron"), photo(3, "A heron")),
    );
    expect(await items(source)).toHaveLength(2);
    expect(heard.changes.filter(({ from }) => from !== undefined)).toHaveLength(1);
  });

  it("gives the past of an article to the one that has its address, not to one of the same text", async () => {
    const { source, heard } = await again(
      rss(photo(1, "A heron")),
      rss(photo(2, "A heron"), photo(1, "A swan").replace("g1", "g9")),
    );
    expect(await items(source)).toHaveLength(2);
    const [taken] = heard.changes.filter(({ from }) => from !== undefined);
    const bytes = await source.read(taken?.path ?? "", 1e7);
    expect(JSON.parse(Buffer.from(bytes).toString())).toMatchObject({ key: "g9" });
  });

  it("whose articles all link to its front page has them all", async () => {
    const home = (key: string, date: string): string => one(key, "", "Note", date);
    const { source } = await again(
      rss(home("1", "Mon, 06 May 2024 10:00:00 GMT")),
      rss(home("2", "Tue, 07 May 2024 10:00:00 GMT")),
    );
    expect(await items(source)).toHaveLength(2);
  });

  it("without dates: what appears once it is known is dated by that, what was there at first is not", async () => {
    const undated = (title: string): string => one(title, title, title).replace(/<pubDate>.*<\/pubDate>/, "");
    const { source } = await again(
      rss(undated("One")),
      rss(undated("One"), undated("Two")),
      rss(undated("Two"), undated("Three")),
    );
    const seen = (await items(source)).map(({ title, seen }) => [title, typeof seen]);
    expect(seen).toEqual([
      ["One", "object"],
      ["Three", "string"],
      ["Two", "string"],
    ]);
    const two = async () => (await items(source)).find(({ title }) => title === "Two")?.seen;
    const before = await two();
    await source.refresh?.();
    expect(await two()).toBe(before);
  });

  it("that gives no keys and links all articles to one page has each of them once", async () => {
    const link = (title: string): string =>
      `<item><title>${title}</title><link>https://blog.test/links</link></item>`;
    const { source } = await again(
      rss(link("One"), link("Two")),
      rss(link("Two"), link("One"), link("Three")),
    );
    expect((await items(source)).map(({ title }) => title)).toEqual(["One", "Three", "Two"]);
  });

  it("that is long is read in pieces, whatever tags stand in texts", async () => {
    const long = (at: number): string =>
      one(`${at}`, `a${at}`, `T${String(at).padStart(3, "0")}`).replace(
        "</item>",
        `<description><![CDATA[</item><item> ${"word ".repeat(2000)}]]></description><!-- <item> --></item>`,
      );
    const { source } = await again(rss(...Array.from({ length: 100 }, (_, at) => long(at))));
    const found = await items(source);
    expect(found).toHaveLength(100);
    expect(found[99]).toMatchObject({ title: "T099", url: "https://blog.test/a99" });
  });

  it("whose page is named is found by the page's link to it", async () => {
    answerBy((request, response) => {
      if (request.url === "/blog.xml") return void response.end(rss(one("1", "a", "One")));
      response
        .writeHead(200, { "content-type": "text/html", etag: '"page"' })
        .end(
          '<!doctype html><head><link rel="alternate" type="application/rss+xml" href="/blog.xml"></head>',
        );
    });
    const source = await open();
    expect((await items(source)).map(({ title }) => title)).toEqual(["One"]);
    await source.refresh?.();
    expect(requests.at(-2)?.headers["if-none-match"]).toBeUndefined();
  });
});

describe("what the server asks for", () => {
  const feed = rss("<item><title>One</title><link>https://blog.test/a</link></item>");

  it("is asked with the name and password of the address, which stand in no name and go nowhere else", async () => {
    const other = createServer((request, response) => {
      asked.push(request.headers.authorization);
      response.end(feed);
    });
    const asked: (string | undefined)[] = [];
    const elsewhere = await loopback(other);
    answerBy((_request, response) => void response.writeHead(302, { location: elsewhere }).end());
    const source = await open("me:p%40ss@");
    expect(requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from("me:p@ss").toString("base64")}`);
    expect(asked).toEqual([undefined]);
    expect(source.name).not.toMatch(/me|p@ss|p%40ss/);
    expect(await items(source)).toHaveLength(1);
    other.close();
  });

  it("after a lasting redirect the new address is told once, and asked from then on", async () => {
    answerBy((request, response) => {
      if (request.url === "/new") return void response.end(feed);
      response.writeHead(301, { location: "/new" }).end();
    });
    const source = await open();
    const heard = listening();
    await source.watch(() => true, heard);
    await source.refresh?.();
    answerBy((request, response) => void response.writeHead(request.url === "/new" ? 200 : 404).end(feed));
    expect(await source.refresh?.()).toBeNull();
    answerBy((request, response) => void response.writeHead(request.url === "/new" ? 404 : 200).end(feed));
    expect(await source.refresh?.()).toBeNull();
    expect(requests.map(({ url }) => url)).toEqual(["/feed", "/new", "/new", "/new", "/new", "/feed"]);
    expect(heard.notes).toEqual([
      expect.stringMatching(/feed has moved to \S+\/new for good\. Set SOURCE=feed:/),
    ]);
  });

  it.each([
    ["503 and Retry-After", 503, { "retry-after": "30" }],
    ["429 and a date", 429, { "retry-after": new Date(Date.now() + 30_000).toUTCString() }],
    ["410", 410, {}],
  ] as const)("is left alone after %s", async (_, status, headers) => {
    const isPatient = (one: IncomingMessage): boolean => one.headers.authorization !== undefined;
    answerBy(
      (request, response) =>
        void response.writeHead(isPatient(request) ? status : 500, isPatient(request) ? headers : {}).end(),
    );
    const [patient, other] = [await open("me:x@", 0.01), await open("", 0.01)];
    for (const source of [patient, other]) await source.watch(() => true, listening());
    await until(() => requests.filter((one) => !isPatient(one)).length > 3, "the other source asks again");
    expect(requests.filter(isPatient)).toHaveLength(1);
  });
});
