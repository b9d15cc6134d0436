// Translations of one post are one post: sites of every generator at one end, what readers are answered at the other.
import { NO_BODY } from "../../src/post/body.js";
import { afterEach, expect, it } from "vitest";
import { createDispatcher } from "../../src/command/create-dispatcher.js";
import { openSite } from "../../src/generator/detect.js";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { makeRoom, type Room } from "../library/room.js";

const rooms: Room[] = [];
afterEach(async () => {
  await Promise.all(rooms.splice(0).map((room) => room.close()));
});

const tea = (...front: string[]): string =>
  ["---", "title: Tea", "date: 2024-05-01", ...front, "---", "A cup of tea, hot.", ""].join("\n");
const ocha = (...front: string[]): string =>
  ["---", "title: 日本の緑茶", "date: 2024-05-01", ...front, "---", "湯呑みで飲みます。", ""].join("\n");

async function ask(files: Record<string, string>) {
  const room = await makeRoom();
  rooms.push(room);
  for (const [path, text] of Object.entries(files)) await room.write(path, text);
  const { library } = await room.open({ openSite });
  const index = createSearchIndex();
  const posts = library.visible();
  await index.put(
    await Promise.all(
      posts.map(async (post) => {
        const text = (await library.body(post.id)?.text()) ?? NO_BODY.text;
        return { post, body: { written: text.prose, text } };
      }),
    ),
  );
  const memory = { remember: async () => "x", recall: async () => null };
  const dispatcher = createDispatcher({
    library,
    index,
    memory,
    onFault: (fault) => {
      throw fault;
    },
  });
  const say = async (line: string, locale: string | null) => dispatcher.ask(line, { locale });
  return { posts, say, dispatcher };
}

const sites: Record<string, Record<string, string>> = {
  "Hugo, by file names": {
    "hugo.toml":
      'baseURL = "https://a.example"\ndefaultContentLanguage = "en"\n[languages.en]\n[languages.ja]\n',
    "content/p/tea.md": tea(),
    "content/p/tea.ja.md": ocha(),
  },
  "Hugo, by folders": {
    "hugo.toml":
      'baseURL = "https://a.example"\ndefaultContentLanguage = "en"\n[languages.en]\ncontentDir = "content/en"\n[languages.ja]\ncontentDir = "content/ja"\n',
    "content/en/p/tea.md": tea(),
    "content/ja/p/tea.md": ocha(),
  },
  "Hexo, by :lang in file names": {
    "_config.yml":
      "url: https://a.example\nlanguage: [en, ja]\nnew_post_name: :lang/:title.md\npermalink: :lang/:title/\n",
    "source/_posts/en/tea.md": tea(),
    "source/_posts/ja/tea.md": ocha(),
  },
  "Jekyll with polyglot": {
    "_config.yml": "url: https://a.example\nlanguages: [en, ja]\ndefault_lang: en\n",
    "_posts/2024-05-01-tea.md": tea(),
    "_posts/ja/2024-05-01-tea.md": ocha("lang: ja"),
  },
  "Jekyll with ref": {
    "_config.yml": "url: https://a.example\n",
    "_posts/2024-05-01-tea.md": tea("lang: en", "ref: tea"),
    "_posts/2024-05-01-ocha.md": ocha("lang: ja", "ref: tea"),
  },
  "Astro, by folders": {
    "astro.config.mjs":
      'export default { site: "https://a.example", i18n: { locales: ["en", "ja"], defaultLocale: "en" } }',
    "src/content/blog/en/tea.md": tea(),
    "src/content/blog/ja/tea.md": ocha(),
  },
  "Jekyll with the plugin of multiple languages": {
    Gemfile: 'gem "jekyll"',
    "_config.yml":
      "url: https://a.example\nplugins: [jekyll-multiple-languages-plugin]\nlanguages: [en, ja]\n",
    "_i18n/en/_posts/2024-05-01-tea.md": tea(),
    "_i18n/ja/_posts/2024-05-01-tea.md": ocha(),
  },
  "Astro's Starlight": {
    "astro.config.mjs":
      'import starlight from "@astrojs/starlight";\nexport default { site: "https://a.example", integrations: [starlight({ title: "S", locales: { root: { label: "English", lang: "en" }, nihongo: { label: "日本語", lang: "ja" } } })] }',
    "src/content/docs/tea.md": tea(),
    "src/content/docs/nihongo/tea.md": ocha(),
  },
  "VuePress, by locales": {
    ".vuepress/config.js":
      'module.exports = { themeConfig: { domain: "https://a.example" }, locales: { "/": { lang: "en" }, "/ja/": { lang: "ja" } } }',
    "p/tea.md": tea(),
    "ja/p/tea.md": ocha(),
  },
  "VitePress, by locales": {
    ".vitepress/config.mjs":
      'export default { sitemap: { hostname: "https://a.example" }, locales: { root: { lang: "en" }, ja: { lang: "ja" } } }',
    "p/tea.md": tea(),
    "ja/p/tea.md": ocha(),
  },
};

it.each(Object.entries(sites))("%s", async (_name, files) => {
  const { posts, say, dispatcher } = await ask(files);
  expect(new Set(posts.map(({ lang }) => lang))).toEqual(new Set(["en", "ja"]));
  expect(new Set(posts.map(({ url }) => url)).size).toBe(2);
  // The list has the reader's version only.
  const latest = async (locale: string) => (await say("/latest", locale))?.list?.map(({ title }) => title);
  expect([await latest("en-GB"), await latest("ja"), await latest("ja-JP")]).toEqual([
    ["Tea"],
    ["日本の緑茶"],
    ["日本の緑茶"],
  ]);
  // Words that only the other version has find that one, and its card offers the reader's.
  const card = await say("/post 湯呑み", "en");
  expect(card?.card?.title).toBe("日本の緑茶");
  const offered = card?.buttons.find(({ label }) => label === "English");
  const pressed = await dispatcher.press(offered && "action" in offered ? offered.action : "", {
    locale: "en",
  });
  expect(pressed.card?.title).toBe("Tea");
  expect(pressed.buttons.map(({ label }) => label)).toContain("日本語");
});

it("keeps posts apart that only look like translations", async () => {
  const { say } = await ask({
    "_config.yml": "url: https://a.example\npermalink: /:categories/:title/\n",
    "_posts/2024-05-01-intro.md": tea("lang: en"),
    "go/_posts/2024-05-01-intro.md": ocha("lang: en"),
  });
  expect((await say("/latest", "en"))?.list).toHaveLength(2);
});

it.each([
  [
    "Astro",
    {
      "astro.config.mjs":
        'export default { site: "https://a.example", i18n: { locales: ["en", { path: "nihon", codes: ["ja"] }], defaultLocale: "nihon" } }',
      "src/content/blog/en/tea.md": tea(),
      "src/content/blog/nihon/tea.md": ocha(),
    },
  ],
  [
    "Jekyll with polyglot",
    {
      "_config.yml":
        "url: https://a.example\nlanguages: [en, ja]\ndefault_lang: ja\nlang: en # of the theme\n",
      "_posts/2024-05-01-tea.md": ocha(),
      "_posts/en/2024-05-01-tea.md": tea("lang: en"),
    },
  ],
  [
    "VitePress",
    {
      ".vitepress/config.mjs":
        'export default { sitemap: { hostname: "https://a.example" }, locales: { root: { lang: "ja" }, en: { lang: "en" } } }',
      "en/p/tea.md": tea(),
      "p/tea.md": ocha(),
    },
  ],
] as const)("%s: who names no language is answered in the site's own", async (_name, files) => {
  const { say } = await ask(files);
  const titles = async (locale: string | null) =>
    (await say("/latest", locale))?.list?.map(({ title }) => title);
  expect([await titles(null), await titles("fr"), await titles("en")]).toEqual([
    ["日本の緑茶"],
    ["日本の緑茶"],
    ["Tea"],
  ]);
});
