// A generator of a few lines, so that the library is tested by itself: `key: value` front matter, no more.
import { aBody } from "../fixtures/a-body.js";
import { NO_BODY } from "../../src/post/body.js";
import { createHash } from "node:crypto";
import type { ListFolder, Overrides, SiteFiles, SiteReader } from "../../src/generator/generator.js";
import type { Post, Visibility } from "../../src/post/post.js";

export const noOverrides: Overrides = {
  url: null,
  title: null,
  timezone: null,
  buildTimezone: null,
  lang: null,
  permalink: null,
  generator: null,
};

/** A post file of the tiny site. */
export const file = (head: Record<string, string>, body: string): string =>
  `---\n${Object.entries(head)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join("")}---\n${body}\n`;

function visibility(head: Record<string, string>, instant: number | null, now: Date): Visibility {
  if (head["draft"] === "true") return "draft";
  return instant !== null && instant > now.getTime() ? "scheduled" : "public";
}

export const isTinyRoot = async (list: ListFolder): Promise<boolean> =>
  (await list("")).includes("_config.yml");

export async function openTinySite(files: SiteFiles): Promise<SiteReader> {
  const config = (await files.read("_config.yml")) ?? "";
  const url = /^url: (.+)$/m.exec(config)?.[1] ?? "https://blog.test";
  return {
    site: { title: "Tiny", url, timezone: "UTC", lang: null, generator: "tiny" },
    problems: [],
    isPost: (path) => path.endsWith(".md"),
    postsFolder: (path) => path.split("/").slice(0, -1).join("/"),
    permalink: null,
    isConfig: (path) => path === "_config.yml" || path.endsWith(".json"),
    beside: (path) => (path.endsWith(".json") ? [path.replace(/json$/, "md")] : []),
    parse(path, bytes, now) {
      const text = new TextDecoder().decode(bytes);
      const found = /^---\n([\s\S]*?)\n?---\n([\s\S]*)$/.exec(text);
      if (found === null) {
        return {
          kind: "broken",
          problem: { source: path, line: 1, message: "has no end of its front matter" },
        };
      }
      const head = Object.fromEntries(
        (found[1] ?? "").split("\n").map((line) => line.split(": ", 2)),
      ) as Record<string, string>;
      if (head["page"] === "true") return { kind: "ignored" };
      const instant = head["date"] === undefined ? null : Date.parse(head["date"]);
      const slug = path.replace(/^.*\/|\.md$/g, "");
      const wall = instant === null ? "" : new Date(instant).toISOString().slice(0, 19);
      const post: Post = {
        id: createHash("sha256").update(path).digest("hex").slice(0, 10),
        source: path,
        slug,
        title: head["title"] ?? slug,
        date: instant === null ? null : { instant, wall, offset: "+00:00" },
        updated: null,
        tags: head["tags"] === undefined ? [] : [head["tags"]],
        categories: [],
        series: null,
        part: null,
        links: [],
        authors: [],
        url: `${url}/${head["permalink"] ?? slug}/`,
        lang: head["lang"] ?? null,
        translationKey: head["key"] ?? null,
        summary: "",
        cover: null,
        reading: null,
        visibility: visibility(head, instant, now),
        protected: head["password"] !== undefined,
        announcing: { notify: "normal", text: null },
      };
      return {
        kind: "post",
        parsed: {
          known: post,
          post,
          body: head["password"] === undefined ? aBody(found[2] ?? "") : NO_BODY,
          permanent: head["id"] ?? null,
        },
        problems: [],
      };
    },
  };
}
