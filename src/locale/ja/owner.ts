// What the owner is told in Japanese.
import type { Phrases } from "../en/en.js";
import { countingIn } from "../counting.js";

const { number, count } = countingIn("ja", "other");

const post = { other: "件の記事" };

export const owner: Phrases["owner"] = {
  describeOutbox: "送信予定と、あなたの判断を待つもの（ボットの管理者用）",
  only: "これはボットの管理者専用です。ボットとのプライベートチャットで使えます。",
  outbox: "送信トレイ",
  notice: {
    held: (n) => `判断待ち：${count(n, post)}`,
    "shut-out": (n) => `ボットが入れない場所（届けるものは保管中）：${count(n, { other: "か所" })}`,
    "not-live": (n) => `ページが未公開のため、まだ通知していません：${count(n, post)}`,
    broken: (n) => `記事として読めません：${count(n, { other: "個のファイル" })}`,
  },
  waiting: (n) => `ページの公開待ち：${count(n, post)}`,
  andMore: (n) => `… ほか ${number(n)} 件`,
  release: (n) => (n === 1 ? "通知する" : `すべて通知する（${number(n)}）`),
  dismiss: (n) => (n === 1 ? "通知しない" : `すべて通知しない（${number(n)}）`),
  released: (titles) => `承認しました。ページが公開され次第、通知します：${titles}`,
  dismissed: (titles) => `通知しません：${titles}`,
  nothingHeld: "判断を待つものはもうありません。",
  states: {
    held: "判断待ち",
    waiting: "ページの公開待ち",
    unsure: "送信されたかもしれません",
    suspended: "保管中（場所が閉じています）",
    failed: "失敗",
  },
  unseen: {
    draft: "下書きです。読者には見えません。",
    hidden: "front matter で非表示です。読者には見えません。",
    scheduled: "予約投稿です。読者にはまだ見えません。",
  },
  scheduledFor: (when) => `予約：${when}。読者にはまだ見えません。`,
};
