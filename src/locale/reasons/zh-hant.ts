// Reasons in Traditional Chinese.
import { reasonsBy } from "./words.js";

export const reason = reasonsBy({
  "platform-says": ({ text }) => text,
  "platform-answers": ({ platform, status }) => `${platform} 回應了 ${status}`,
  "platform-unreachable": ({ platform, text }) => `連不上 ${platform}：${text}`,
  "no-answer": "沒有回應",
  "no-address": "這不是該平台的位址",
  "no-text-channel": "這個頻道不能傳訊息，請改用文字頻道、討論串或論壇",
  "may-not-post-in-forum": "機器人看不到這個論壇，或不能在裡面發文",
  "may-not-post-in-channel": "機器人需要是頻道管理員，並有發布訊息的權限",
  "message-lost": "訊息已經不在了",
  "shut-out": "機器人被移出了這裡",
  "no-token": "機器人沒有這個平台的 token",
  "page-answers": ({ status }) => `頁面回應 ${status}`,
  "page-refuses-bot": ({ status }) =>
    `網站拒絕機器人存取（${status}）：請設 ANNOUNCE_WHEN=now，或放行 user agent「Postern」`,
  "page-leads-to": ({ where }) => `頁面轉到了 ${where}`,
  "page-leads-in-circle": "頁面在循環轉址",
  "page-unreachable": ({ text }) => `打不開頁面：${text}`,
  "page-not-asked": "還不知道頁面是否已上線",
  author: "文章的 front matter 要求不推播",
  protected: "文章有密碼保護（ANNOUNCE_PROTECTED）",
  undated: "沒有日期",
  "dated-long-ago": "日期太早",
  "there-at-start": "Postern 開始執行時已經存在",
  owner: "由機器人的主人決定",
  "too-many-at-once": "一次出現的新文章太多",
  "taken-back": "已撤回",
  "tried-for-a-day": ({ perhapsSent, last }, say) =>
    `試了一整天${perhapsSent ? "，也可能已經送達" : ""}：${say(last)}`,
  "perhaps-sent": ({ last }, say) => `可能已經送達，不再重送（${say(last)}）`,
  "place-closed": ({ days }) => `超過 ${days} 天不能在那裡發言`,
  "post-unknown": "文章已經不在了",
  unsubscribed: "已退訂",
  gathered: "隨彙整送出，或等勿擾時段結束",
  unknown: "原因不明",
});
