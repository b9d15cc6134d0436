// Where Postern means to differ from what a generator says, and why.
export const EXCUSED = [
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
    where: /hexo-pretty\//,
    columns: ["url"],
    reason: "Hexo's own permalink ignores `root`; the page is below it, so Postern adds it.",
  },
];
