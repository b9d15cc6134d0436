// Reasons in Japanese.
import { reasonsBy } from "../reason-words.js";

export const reason = reasonsBy({
  "platform-says": ({ text }) => text,
  "platform-answers": ({ platform, status }) => `${platform} の応答が ${status}`,
  "platform-unreachable": ({ platform, text }) => `${platform} に接続できない：${text}`,
  "no-answer": "応答なし",
  "no-address": "このプラットフォームのアドレスではない",
  "no-text-channel":
    "このチャンネルにはメッセージを送れない。テキストチャンネル、スレッド、フォーラムを指定してください",
  "may-not-post-in-forum": "ボットがこのフォーラムを見られないか、投稿を作成できない",
  "may-not-post-in-channel": "ボットをチャンネルの管理者にし、投稿の権限を与える必要がある",
  "message-lost": "メッセージがもうない",
  "shut-out": "ボットがここから外された",
  "no-token": "ボットにこのプラットフォームのトークンがない",
  "page-answers": ({ status }) => `ページの応答が ${status}`,
  "page-refuses-bot": ({ status }) =>
    `サイトがボットを拒否している（${status}）。ANNOUNCE_WHEN=now を設定するか、ユーザーエージェント「Postern」を許可してください`,
  "page-leads-to": ({ where }) => `ページが ${where} に転送される`,
  "page-leads-in-circle": "ページの転送が循環している",
  "page-unreachable": ({ text }) => `ページに接続できない：${text}`,
  "page-not-asked": "ページの公開をまだ確認していない",
  author: "front matter で通知しない指定になっている",
  protected: "パスワードで保護されている（ANNOUNCE_PROTECTED）",
  undated: "日付がない",
  "dated-long-ago": "日付が古すぎる",
  "there-at-start": "Postern の開始時にすでにあった",
  owner: "管理者の判断",
  "too-many-at-once": "一度に多すぎる",
  restored: "バックアップから復元されたため、すでに通知済みの可能性がある",
  "taken-back": "取り下げ",
  "tried-for-a-day": ({ perhapsSent, last }, say) =>
    `1日試みた${perhapsSent ? "（届いた可能性あり）" : ""}：${say(last)}`,
  "perhaps-sent": ({ last }, say) => `届いた可能性があるため再送しない（${say(last)}）`,
  "place-closed": "ANNOUNCE_CATCH_UPを超えて書き込めなかった",
  "place-moved": "チャットが別のものに変わり、以前のメッセージは変更できない",
  "post-unknown": "記事がもうない",
  unsubscribed: "購読が解除された",
  gathered: "まとめに含まれるか、通知しない時間帯の後に届く",
  unknown: "不明",
});
