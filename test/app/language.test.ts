// Which language the terminal is answered in: its own, else the blog's.
import { expect, test } from "vitest";
import { folderOf } from "./program.js";
import { runShared } from "./shared-program.js";

test("speaks the terminal's language, or the one that is named", async () => {
  const POSTS_DIR = await folderOf({ "a.md": "# A\n" });
  const help = async (settings: Record<string, string>, ...more: string[]) =>
    (await runShared(["ask", "/latest", ...more], { POSTS_DIR, ...settings })).stdout;
  expect(await help({ LANG: "zh_TW.UTF-8" })).toContain("最新文章");
  expect(await help({ LANG: "zh_TW.UTF-8" }, "--lang", "en")).toContain("Newest posts");
  expect(await help({ LANG: "C.UTF-8" })).toContain("Newest posts");
  expect(await help({ LANG: "uk_UA.UTF-8" })).toContain("Найновіші дописи");
});

test("speaks the blog's language where none is said: as set, as the site says, as the posts are written", async () => {
  const text = "这篇文章记录一下遇到的问题和解决办法，还有一些没有解决的。";
  const posts = { "_posts/2024-05-01-a.md": `---\ntitle: 问题\n---\n${text}\n` };
  const latest = async (files: Record<string, string>, settings: Record<string, string> = {}) => {
    const POSTS_DIR = await folderOf({ ...posts, ...files });
    return (await runShared(["ask", "/latest"], { POSTS_DIR, LANG: "C", ...settings })).stdout;
  };
  expect(await latest({})).toContain("最新文章");
  expect(await latest({}, { SITE_LANG: "ja" })).toContain("新着記事");
  const english = { "_config.yml": "theme: minima\nlang: en\n" };
  expect(await latest(english)).toContain("Newest posts");
  expect(await latest(english, { SITE_LANG: "pt-BR" })).toContain("Posts mais recentes");
});
