// postern doctor through the real program: on small made sites, and against a real local server for --online.
import { symlink } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTcpServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Report } from "../../src/doctor/report.js";
import { folderOf } from "./program.js";
import { runShared } from "./shared-program.js";
import { loopback } from "../loopback.js";

const post = (...front: string[]): string => `---\n${front.join("\n")}\n---\nSome words.\n`;
const running: { close(): void }[] = [];
afterEach(() => running.splice(0).forEach((server) => server.close()));

/** A site that has these paths and nothing else; what was asked of it is kept. */
async function serve(...paths: readonly string[]): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const answer: RequestListener = (request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(paths.includes(request.url ?? "") ? 200 : 404).end();
  };
  const server = createServer(answer);
  const url = await loopback(server);
  running.push(server);
  return { url, asked };
}

const doctor = async (folder: string, settings: Record<string, string> = {}, ...options: string[]) => {
  const { code, stdout, stderr } = await runShared(["doctor", ...options], {
    POSTS_DIR: folder,
    ...settings,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
};
const json = async (...args: Parameters<typeof doctor>): Promise<Report> =>
  JSON.parse(await doctor(args[0], args[1], ...(args.slice(2) as string[]), "--json")) as Report;

const CONFIG = "title: A desk\nurl: https://desk.example.org\ntimezone: Asia/Shanghai\n";

describe("postern doctor", () => {
  it("says of a healthy blog what it is, and that all is well", async () => {
    const folder = await folderOf({
      "_config.yml": CONFIG,
      "source/_posts/kettle.md": post("title: The kettle", "date: 2024-05-01 08:00:00", "tags: [tea]"),
    });
    const lines = (await doctor(folder)).split("\n");
    expect(lines[0]).toBe("A desk – https://desk.example.org");
    expect(lines).toContain("  Read as    Hexo, known by source/_posts");
    expect(lines).toContain("  Time zone  Asia/Shanghai (the site's configuration)");
    expect(lines).toContain("  Posts      1, 1 tag");
    expect(lines).toContain("  Newest     2024-05-01  The kettle");
    expect(lines.at(-2)).toBe("All is well.");
  });

  it("never says that all is well of a blog whose folder of posts is a link", async () => {
    const notes = await folderOf({ "a.md": post("title: A", "date: 2024-05-01 08:00:00") });
    const folder = await folderOf({ "_config.yml": CONFIG, "source/about/index.md": post("title: About") });
    await symlink(notes, join(folder, "source/_posts"));
    const text = await doctor(folder);
    expect(text).not.toContain("All is well");
    expect(text).toMatch(/No posts were found\.\n\s*→ Set POSTS_DIR.*SITE_GENERATOR/);
    expect(text).toMatch(/1 linked folder left out.*\n\s*source\/_posts: .*\n\s*→ Set POSTS_DIR/);
  });

  it("tells of a site that lies in a folder of what it was given", async () => {
    const folder = await folderOf({
      "README.md": "x",
      "blog/hugo.toml": "",
      "blog/content/posts/a.md": post("date: 2024-05-01"),
    });
    expect((await json(folder)).findings.find(({ kind }) => kind === "inner site")).toMatchObject({
      level: "warning",
      items: [{ source: "blog" }],
    });
    expect((await json(join(folder, "blog"))).findings.map(({ kind }) => kind)).not.toContain("inner site");
  });

  it("tells of files beside the posts, or instead of them, in a format that is not read", async () => {
    const found = async (files: Record<string, string>) =>
      (await json(await folderOf(files))).findings.find(({ kind }) => kind === "other format");
    const rst = { "pelicanconf.py": "", "README.rst": "x", "content/news/a.rst": "A\n=\n" };
    expect(await found(rst)).toMatchObject({ level: "warning", items: [{ source: "content/news/a.rst" }] });
    const beside = { "_config.yml": "title: x", "source/_posts/a.md": post("date: 2024-05-01") };
    expect(await found({ ...beside, "source/_posts/b.org": "x", "docs/c.adoc": "x" })).toMatchObject({
      title: "1 file of a format that is not read (.org): readers do not see it.",
      items: [{ source: "source/_posts/b.org" }],
    });
    // Hugo reads Org itself.
    const org = { "hugo.toml": "", "content/posts/a.org": "#+title: A\n#+date: 2024-05-01\n\nWords." };
    expect(await found(org)).toBeUndefined();
  });

  it("lists each kind of fault once, with file, line and mending", async () => {
    const folder = await folderOf({
      "_config.yml": "url: https://desk.example.org\npermalink: /:year/:title/\n",
      "source/_posts/broken.md": "---\ntitle: [unclosed\n---\nText\n",
      "source/_posts/twice.md": post("date: 2024-05-01 08:00:00", "permalink: /same/", "tags: [Tea]"),
      "source/_posts/twin.md": post("date: 2024-06-01 08:00:00", "permalink: /same/", "tags: [tea]"),
      "source/_posts/locked.md": post(
        "title: Locked",
        "date: 2024-05-03 08:00:00",
        "password: x",
        "tags: [Tea]",
      ),
      "source/_posts/undated.md": post("title: Undated", "permalink: /u/", "tags: [tea]"),
      "source/_drafts/later.md": post("title: Later", "date: 2024-05-03 08:00:00"),
    });
    const text = await doctor(folder);
    expect(text).toMatch(
      /To mend\n {2}• 1 file skipped.*\n {6}source\/_posts\/broken\.md:3: Hexo leaves this post out.*\n {4}→ /,
    );
    expect(text).toMatch(
      /• 1 address of several posts.*\n {6}source\/_posts\/twin\.md: has the same address as source\/_posts\/twice\.md/,
    );
    expect(text).toMatch(/Worth a look[\s\S]*No time zone is set[\s\S]*SITE_TIMEZONE/);
    expect(text).toMatch(/• 1 post without a date.*\n {6}source\/_posts\/undated\.md: Undated\n/);
    expect(text).toMatch(/“Tea” in 2 posts, “tea” in 1 post/);
    expect(text).toMatch(/Good to know[\s\S]*behind a password[\s\S]*Locked[\s\S]*drafts\.\n.*Later/);
    expect(text).toMatch(/\n2 to mend, 3 worth a look\.\n$/);
  });

  it("tells of an abbrlink that many posts share in one warning, also where links do not use it", async () => {
    const posts = Object.fromEntries(
      [1, 2, 3].map((n) => [
        `source/_posts/p${n}.md`,
        post(`title: Post ${n}`, `date: 2024-0${n}-01 08:00:00`, "abbrlink: 4a17"),
      ]),
    );
    const used = await json(
      await folderOf({ "_config.yml": `${CONFIG}permalink: posts/:abbrlink.html\n`, ...posts }),
    );
    expect(used.findings.map(({ level, kind, items }) => [level, kind, items.length])).toEqual([
      ["fault", "same address", 1],
    ]);
    expect(used.findings[0]?.items[0]?.text).toMatch(
      /^\(also source\/_posts\/p3\.md\) have the same address/,
    );
    const unused = await json(await folderOf({ "_config.yml": CONFIG, ...posts }));
    expect(unused.counts.visible).toBe(3);
    expect(unused.findings.map(({ level, kind, items }) => [level, kind, items.length])).toEqual([
      ["warning", "same name", 1],
    ]);
  });

  it("takes no link for broken that a page, a file or a former address answers", async () => {
    const body = "[1](/n/gone/) [2](/n/page/) [3](/n/old/) [4](/n/b/)";
    const folder = await folderOf({
      "hugo.toml": 'baseURL = "https://desk.example.org"\n',
      "content/n/a.md": `---\ndate: 2024-05-01\n---\n${body}\n`,
      "content/n/b.md": post("date: 2024-05-02", "aliases: [/n/old/]"),
      "static/n/page.html": "<p>",
    });
    const { findings } = await json(folder);
    expect(findings.map(({ kind, items }) => [kind, items.map(({ text }) => text)])).toEqual([
      ["broken link", ["https://desk.example.org/n/gone/"]],
    ]);
  });

  it("prints one JSON object with --json", async () => {
    const folder = await folderOf({ "a.md": post("title: A", "date: 2024-05-01") });
    const report = await json(folder, { SITE_URL: "https://a.example.org", PERMALINK: "/:title/" });
    expect(report).toMatchObject({
      generator: { name: "plain", foundBy: null, named: false },
      timezone: { site: null, setBy: null, build: null, machine: "Asia/Shanghai" },
      counts: { posts: 1, visible: 1, drafts: 0, protected: 0 },
      newest: { title: "A", day: "2024-05-01" },
      findings: [],
      online: null,
    });
  });

  it("tells a broken configuration and goes on by plain rules", async () => {
    const folder = await folderOf({
      "_config.yml": "title: [\n",
      "source/_posts/a.md": post("title: A", "date: 2024-05-01"),
    });
    const { findings } = await json(folder, { SITE_URL: "https://a.example.org", PERMALINK: "/:title/" });
    expect(findings.map(({ level, kind }) => [level, kind])).toEqual([["fault", "configuration"]]);
    expect(findings[0]?.items[0]?.text).toMatch(/read by plain rules/);
  });
});

describe("the site's own words", () => {
  const map = (...urls: string[]): string =>
    `<urlset>${urls.map((url) => `<url><loc>${url}</loc></url>`).join("")}</urlset>`;
  const a = post("title: A kettle", "date: 2024-05-01 08:00:00");
  const b = post("title: A lid", "date: 2024-06-02 08:00:00");

  it.each([
    [
      "a sitemap",
      {
        "public/sitemap.xml": map(
          "https://desk.example.org/",
          "https://desk.example.org/blog/2024/05/kettle.html",
          "https://desk.example.org/blog/2024/06/lid.html",
        ),
      },
    ],
    [
      "a feed",
      {
        "public/atom.xml": `<feed><link href="https://desk.example.org/"/>${["05/kettle", "06/lid"].map((at) => `<entry><link rel="alternate" href="https://desk.example.org/blog/2024/${at}.html"/></entry>`).join("")}</feed>`,
      },
    ],
  ])("in %s of the built site show where posts are, and what to set", async (_, files) => {
    const folder = await folderOf({
      "_config.yml": CONFIG,
      "source/_posts/kettle.md": a,
      "source/_posts/lid.md": b,
      ...files,
    });
    const found = (await json(folder)).findings.find(({ kind }) => kind === "elsewhere");
    expect(found?.mend).toBe("Set PERMALINK=/blog/:year/:month/:title.html");
    expect(found?.items).toHaveLength(2);
    expect((await json(folder, { PERMALINK: "/blog/:year/:month/:title.html" })).findings).toEqual([]);
  });

  it("say where a folder of posts is that says nothing itself", async () => {
    const folder = await folderOf({
      "posts/kettle.md": a,
      "posts/lid.md": b,
      "docs/sitemap.xml": map("https://desk.example.org/p/kettle/", "https://desk.example.org/p/lid/"),
    });
    const { findings } = await json(folder);
    expect(findings.filter(({ kind }) => kind === "site url")).toHaveLength(1);
    expect(findings.find(({ kind }) => kind === "elsewhere")?.mend).toBe(
      "Set SITE_URL=https://desk.example.org and PERMALINK=/p/:title/",
    );
  });

  it("are links between posts too", async () => {
    const folder = await folderOf({
      "_config.yml": CONFIG,
      "source/_posts/kettle.md": `${a}\nSee [the lid](/posts/lid/).\n`,
      "source/_posts/lid.md": `${b}\nSee <a href="https://desk.example.org/posts/kettle/">the kettle</a>.\n`,
    });
    const found = (await json(folder)).findings.find(({ kind }) => kind === "elsewhere");
    expect(found?.mend).toBe("Set PERMALINK=/posts/:title/");
  });

  it("are asked of its server where links lead nowhere", async () => {
    const folder = await folderOf({
      "_config.yml": CONFIG,
      "source/_posts/kettle.md": a,
      "source/_posts/lid.md": b,
    });
    let url = "";
    const server = createServer((request, response) => {
      if (request.url === "/sitemap.xml") return void response.end(map(`${url}/x/kettle/`, `${url}/x/lid/`));
      response.writeHead(404).end();
    });
    url = await loopback(server);
    running.push(server);
    const { findings } = await json(folder, { SITE_URL: url }, "--online");
    expect(findings.find(({ kind }) => kind === "elsewhere")?.mend).toBe("Set PERMALINK=/x/:title/");
  });
});

describe("postern doctor --online", () => {
  const blog = () =>
    folderOf({
      "_config.yml": CONFIG,
      "source/_posts/a.md": post("title: A", "date: 2024-05-01 05:00:00"),
      "source/_posts/b.md": post("title: B", "date: 2024-06-01 06:00:00"),
    });

  it("finds everything right and asks no more than needed", async () => {
    const site = await serve("/2024/05/01/a/", "/2024/06/01/b/");
    const text = await doctor(await blog(), { SITE_URL: site.url }, "--online");
    expect(text).toContain("  Online     2 of the newest 2 are live");
    expect(text).toMatch(/All is well\.\n$/);
    expect(site.asked.filter((path) => path.startsWith("/2024"))).toEqual(
      expect.arrayContaining(["/2024/05/01/a/", "/2024/06/01/b/"]),
    );
    expect(site.asked.length).toBeLessThan(6);
  });

  it.each([
    ["BUILD_TIMEZONE=UTC", "", ["/2024/04/30/a/", "/2024/05/31/b/"]],
    ["PERMALINK=:year/:month/:day/:title.html", "", ["/2024/05/01/a.html", "/2024/06/01/b.html"]],
    ["SITE_URL=", "/blog", ["/2024/05/01/a/", "/2024/06/01/b/"]],
  ])("proposes %s where that is what is wrong", async (setting, base, paths) => {
    const site = await serve(...paths);
    const { online, findings } = await json(await blog(), { SITE_URL: site.url + base }, "--online");
    expect(online?.proposal).toBe(setting === "SITE_URL=" ? `SITE_URL=${site.url}` : setting);
    expect(findings[0]).toMatchObject({ level: "fault", kind: "not live" });
    expect(findings[0]?.mend).toContain("with it, all 2 answer");
  });

  it("proposes nothing where nothing helps, or where only one post is missing", async () => {
    const empty = await serve();
    expect((await json(await blog(), { SITE_URL: empty.url }, "--online")).online?.proposal).toBeNull();
    const one = await serve("/2024/05/01/a/");
    const { online, findings } = await json(await blog(), { SITE_URL: one.url }, "--online");
    expect(online?.proposal).toBeNull();
    expect(findings[0]?.mend).toMatch(/published yet/);
  });

  it.each([
    [401, {}],
    [403, { "cf-mitigated": "challenge" }],
    [429, {}],
    [503, { "cf-mitigated": "challenge" }],
  ])(
    "says of a site that answers %d to the bot that it does, not that links are wrong",
    async (status, head) => {
      const server = createServer((_, response) => response.writeHead(status, head).end());
      const url = await loopback(server);
      running.push(server);
      const { online, findings } = await json(await blog(), { SITE_URL: url }, "--online");
      expect(online?.proposal).toBeNull();
      const [finding, ...others] = findings;
      expect(others).toEqual([]);
      expect(finding).toMatchObject({
        level: "warning",
        title: expect.stringMatching(/refuses the bot/) as string,
        mend: "Set ANNOUNCE_WHEN=now, or let the user agent “Postern” through.",
      });
      expect(finding?.items.map(({ text }) => text)).toEqual(
        expect.arrayContaining([expect.stringContaining(`refuses the bot (${status})`)]),
      );
    },
  );

  it("never asks a private address that only the site's files name", async () => {
    const site = await serve();
    const folder = await folderOf({
      "_config.yml": `url: ${site.url}\ntimezone: UTC\n`,
      "source/_posts/a.md": post("title: A", "date: 2024-05-01 05:00:00"),
    });
    const { online, findings } = await json(folder, {}, "--online");
    expect(online?.asked).toEqual([]);
    expect(findings[0]?.mend).toMatch(/Set SITE_URL/);
    expect(site.asked).toEqual([]);
  });

  it("tells of a site that cannot be reached", async () => {
    const closed = createTcpServer();
    await new Promise<void>((done) => void closed.listen(0, "127.0.0.1", done));
    const { port } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    const text = await doctor(await blog(), { SITE_URL: `http://127.0.0.1:${port}` }, "--online");
    expect(text).toMatch(/2 of the 2 newest posts are not where the link leads[\s\S]*ECONNREFUSED/);
  });
});
