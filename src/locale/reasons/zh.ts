// Reasons in Simplified Chinese.
import { reasonsBy } from "./words.js";

export const reason = reasonsBy({
  "platform-says": ({ text }) => text,
  "platform-answers": ({ platform, status }) => `${platform} 返回了 ${status}`,
  "platform-unreachable": ({ platform, text }) => `连不上 ${platform}：${text}`,
  "no-answer": "没有回应",
  "no-address": "这不是该平台的地址",
  "no-text-channel": "这个频道不能发消息，请改用文字频道、子区或论坛",
  "may-not-post-in-forum": "机器人看不到这个论坛，或不能在里面发帖",
  "may-not-post-in-channel": "机器人需要是频道管理员，并有发布消息的权限",
  "message-lost": "消息已经不在了",
  "shut-out": "机器人被移出了这里",
  "no-token": "机器人没有这个平台的令牌",
  "page-answers": ({ status }) => `页面返回 ${status}`,
  "page-refuses-bot": ({ status }) =>
    `站点拒绝机器人访问（${status}）：请设 ANNOUNCE_WHEN=now，或放行 user agent “Postern”`,
  "page-leads-to": ({ where }) => `页面跳转到了 ${where}`,
  "page-leads-in-circle": "页面在循环跳转",
  "page-unreachable": ({ text }) => `打不开页面：${text}`,
  "page-not-asked": "还不知道页面是否已上线",
  author: "文章的 front matter 要求不推送",
  protected: "文章有密码保护（ANNOUNCE_PROTECTED）",
  undated: "没有日期",
  "dated-long-ago": "日期太早",
  "there-at-start": "Postern 开始运行时已经存在",
  owner: "由机器人的主人决定",
  "too-many-at-once": "一次出现的新文章太多",
  "taken-back": "已撤回",
  "tried-for-a-day": ({ perhapsSent, last }, say) =>
    `试了一整天${perhapsSent ? "，也可能已经送达" : ""}：${say(last)}`,
  "perhaps-sent": ({ last }, say) => `可能已经送达，不再重发（${say(last)}）`,
  "place-closed": ({ days }) => `超过 ${days} 天不能在那里发言`,
  "post-unknown": "文章已经不在了",
  unsubscribed: "已退订",
  gathered: "随汇总发出，或等免打扰时段结束",
  unknown: "原因不明",
});
