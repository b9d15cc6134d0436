// How new posts come to a chat, in Simplified Chinese.
import type { Phrases } from "../en/en.js";

export const settings: Phrases["settings"] = {
  describe: "新文章怎样发到这里，以及更改",
  optionField: "要更改的项目",
  optionValue: "新的值",
  optionFrom: "不再接收的标签或分类；留空则全部",
  title: "这个聊天的设置",
  fields: {
    language: "语言",
    show: "显示为",
    silent: "静音",
    digest: "合并发送",
    at: "合并发送时间",
    quiet: "免打扰时段",
    zone: "时区",
  },
  shows: { card: "卡片", title: "仅标题" },
  switched: { on: "开", off: "关" },
  none: "无",
  ofBlog: "博客的语言",
  now: (value) => `现在：${value}`,
  back: "返回",
  but: (names) => `除了 ${names}`,
  unknown: (name) => `没有“${name}”这项设置。`,
  bad: (value) => `“${value}”在这里不适用。`,
};
