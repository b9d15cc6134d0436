// What the owner is told in Simplified Chinese.
import type { Phrases } from "../en/en.js";
import { countingIn } from "../counting.js";

const { number, count } = countingIn("zh-CN", "other");

const post = { other: "篇文章" };

export const owner: Phrases["owner"] = {
  describeOutbox: "待发送的内容和等你决定的文章（仅限机器人的主人）",
  only: "这只给机器人的主人用，而且要在与机器人的私聊中。",
  outbox: "发件箱",
  notice: {
    held: (n) => `等你决定：${count(n, post)}`,
    "shut-out": (n) => `机器人进不去的地方（要发的先保留）：${count(n, { other: "个地方" })}`,
    "not-live": (n) => `页面还没有上线，尚未推送：${count(n, post)}`,
    broken: (n) => `无法读作文章：${count(n, { other: "个文件" })}`,
  },
  waiting: (n) => `等页面上线：${count(n, post)}`,
  andMore: (n) => `……还有 ${number(n)} 个`,
  release: (n) => (n === 1 ? "推送" : `全部推送（${number(n)}）`),
  dismiss: (n) => (n === 1 ? "不推送" : `全部不推送（${number(n)}）`),
  released: (titles) => `已放行，页面上线后就推送：${titles}`,
  dismissed: (titles) => `不会推送：${titles}`,
  nothingHeld: "这里已经没有要决定的了。",
  states: {
    held: "等你决定",
    waiting: "等页面上线",
    unsure: "可能已发送",
    suspended: "保留中，地方不可用",
    failed: "失败",
  },
  unseen: {
    draft: "草稿，读者看不到。",
    hidden: "被 front matter 隐藏，读者看不到。",
    scheduled: "定时发布，读者还看不到。",
  },
  scheduledFor: (when) => `定时于 ${when}发布，读者还看不到。`,
};
