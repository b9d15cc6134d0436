// Where Postern means to differ from what a generator says, and why.
export const EXCUSED = [
  {
    where: /titangene\/.*hackmd-dark-theme\.md/,
    columns: ["excerpt"],
    reason:
      "The site shows names of emoji as signs by a plugin (markdown-it-emoji) that the oracle's Hexo did not have.",
  },
  {
    where: /hexo.*\/fm-(?:blankfirst|opentrail)\.md$/,
    columns: ["instant"],
    reason:
      "Hexo takes `--- ` or a blank line before `---` for text; Postern reads what was meant, and warns.",
  },
  {
    where: /hexo.*\/ex-comment\.md$/,
    columns: ["excerpt"],
    reason: "Hexo's excerpt here is half of an HTML comment that readers never see.",
  },
  {
    where: /hexo.*\/ex-math\.md$/,
    columns: ["excerpt"],
    reason: "Hexo's Markdown renderer halves the backslashes of TeX; Postern keeps the formula as written.",
  },
  {
    where: /hexo.*\/(?:title-date|tags-date|fm-bin)\.md$/,
    columns: ["title", "tags"],
    reason:
      "Hexo prints a date or bytes in a title or tag as a JavaScript object; Postern shows what was written.",
  },
  {
    where: /hexo.*\/tags-obj\.md$/,
    columns: ["tags"],
    reason: "Hexo prints a map among the tags as [object Object]; Postern drops it.",
  },
  {
    where: /hexo.*\/title-html\.md$/,
    columns: ["title"],
    reason: "Entities in titles are decoded: a chat does not do it as a browser does.",
  },
  {
    where: /hexo.*\/vis-(?:draft|hidden|hide)\.md$/,
    columns: ["visible"],
    reason:
      "`draft: true`, `hidden: true` and `hide: true` keep a post out of chats even where Hexo publishes it.",
  },
  {
    where: /hexo.*\/what\?\.md$/,
    columns: ["url"],
    reason: "Hexo leaves `?` in a path unescaped, which no browser takes for the page; Postern escapes it.",
  },
  {
    where: /\/C# & C\+\+ 100%\.md$/,
    columns: ["url"],
    reason:
      "Generators leave `#` and `%` of a file name unescaped, where a browser ends the path; Postern escapes them.",
  },
  {
    where: /hexo-pretty\//,
    columns: ["url"],
    reason: "Hexo's own permalink ignores `root`; the page is below it, so Postern adds it.",
  },
  {
    where: /hugo-.*\/(?:title-(?:oct|yes)|notes\/n)\.md$/,
    columns: ["title"],
    reason:
      "Hugo up to 0.151 reads YAML 1.1, where the titles `N`, `yes` and `0123` are false, true and 83; Postern shows what was written.",
  },
  {
    where: /hugo-.*\/vis-(?:build2|hidden|private)\.md$/,
    columns: ["visible"],
    reason:
      "`hidden: true`, `private: true` and `build.list: never` (taken by Hugo from 0.145 on) keep a post out of chats.",
  },
  {
    where: /hugo-.*\/x\.en\.md$/,
    columns: ["not a post"],
    reason:
      "Two files of one address: Hugo drops either; Postern keeps both and tells of the address twice used.",
  },
  {
    where: /jekyll-.*-title-(?:oct|sex|yes)\.md$/,
    columns: ["title"],
    reason:
      "Jekyll reads YAML 1.1, where the titles `yes`, `0123` and `12:30` are true, 83 and 45000; Postern shows what was written.",
  },
  {
    where: /jekyll-.*-vis-(?:draft|hidden)\.md$/,
    columns: ["visible"],
    reason: "`draft: true` and `hidden: true` keep a post out of chats even where Jekyll publishes it.",
  },
  {
    where: /astro\/.*\/draft\.md$/,
    columns: ["visible"],
    reason: "`draft: true` keeps a post out of chats; whether Astro shows it is up to the site's own code.",
  },
  {
    where: /astro\/.*\/c#\.md$/,
    columns: ["not a post"],
    reason: "Astro fails at a `#` in a file name; Postern reads the file.",
  },
];
