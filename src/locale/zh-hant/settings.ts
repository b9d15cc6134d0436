// How new posts come to a chat, in Traditional Chinese.
import type { Phrases } from "../en/en.js";

export const settings: Phrases["settings"] = {
  describe: "新文章怎樣傳到這裡，以及更改",
  optionField: "要更改的項目",
  optionValue: "新的值",
  optionFrom: "不再接收的標籤或分類；留空則全部",
  title: "這個聊天室的設定",
  fields: {
    language: "語言",
    show: "顯示為",
    silent: "靜音",
    digest: "合併傳送",
    at: "合併傳送時間",
    quiet: "勿擾時段",
    zone: "時區",
  },
  shows: { card: "卡片", title: "僅標題" },
  switched: { on: "開", off: "關" },
  none: "無",
  ofBlog: "部落格的語言",
  now: (value) => `現在：${value}`,
  back: "返回",
  but: (names) => `除了 ${names}`,
  unknown: (name) => `沒有「${name}」這項設定。`,
  bad: (value) => `「${value}」在這裡不適用。`,
};
