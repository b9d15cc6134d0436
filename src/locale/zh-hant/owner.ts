// What the owner is told in Traditional Chinese.
import type { Phrases } from "../en/en.js";
import { countingIn } from "../counting.js";

const { number, count } = countingIn("zh-TW", "other");

const post = { other: "篇文章" };

export const owner: Phrases["owner"] = {
  describeOutbox: "待傳送的內容和等你決定的文章（僅限機器人的主人）",
  only: "這只給機器人的主人用，而且要在與機器人的私訊中。",
  outbox: "寄件匣",
  notice: {
    held: (n) => `等你決定：${count(n, post)}`,
    "shut-out": (n) => `機器人進不去的地方（要傳的先保留）：${count(n, { other: "個地方" })}`,
    "not-live": (n) => `頁面還沒有上線，尚未推播：${count(n, post)}`,
    broken: (n) => `無法讀作文章：${count(n, { other: "個檔案" })}`,
  },
  waiting: (n) => `等頁面上線：${count(n, post)}`,
  andMore: (n) => `……還有 ${number(n)} 個`,
  release: (n) => (n === 1 ? "推播" : `全部推播（${number(n)}）`),
  dismiss: (n) => (n === 1 ? "不推播" : `全部不推播（${number(n)}）`),
  released: (titles) => `已放行，頁面上線後就推播：${titles}`,
  dismissed: (titles) => `不會推播：${titles}`,
  nothingHeld: "這裡已經沒有要決定的了。",
  states: {
    held: "等你決定",
    waiting: "等頁面上線",
    unsure: "可能已傳送",
    suspended: "保留中，地方無法使用",
    failed: "失敗",
  },
  unseen: {
    draft: "草稿，讀者看不到。",
    hidden: "被 front matter 隱藏，讀者看不到。",
    scheduled: "排程發布，讀者還看不到。",
  },
  scheduledFor: (when) => `排程於 ${when}發布，讀者還看不到。`,
};
