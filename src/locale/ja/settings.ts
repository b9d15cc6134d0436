// How new posts come to a chat, in Japanese.
import type { Phrases } from "../en/en.js";

export const settings: Phrases["settings"] = {
  describe: "新着記事の届き方を見る・変える",
  optionField: "変える項目",
  optionValue: "新しい値",
  optionFrom: "今後受け取らないタグやカテゴリ（空なら全部）",
  title: "このチャットの設定",
  fields: {
    language: "言語",
    show: "表示",
    silent: "通知音なし",
    digest: "まとめて受け取る",
    at: "まとめの時刻",
    quiet: "静かな時間",
    zone: "タイムゾーン",
  },
  shows: { card: "カード", title: "タイトルのみ" },
  switched: { on: "オン", off: "オフ" },
  none: "なし",
  ofBlog: "ブログの言語",
  now: (value) => `現在：${value}`,
  back: "戻る",
  but: (names) => `${names}は除く`,
  unknown: (name) => `「${name}」という設定はありません。`,
  bad: (value) => `「${value}」はここでは使えません。`,
};
