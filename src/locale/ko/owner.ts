// What the owner is told in Korean.
import type { Phrases } from "../en/en.js";
import { countingIn } from "../counting.js";

const { number, count } = countingIn("ko", "other");

const post = { other: "개의 글" };

export const owner: Phrases["owner"] = {
  describeOutbox: "보낼 것과 결정을 기다리는 것 (봇의 소유자용)",
  only: "봇의 소유자만, 봇과의 개인 채팅에서 쓸 수 있어요.",
  outbox: "보낼 편지함",
  notice: {
    held: (n) => `결정 대기: ${count(n, post)}`,
    "shut-out": (n) => `봇이 들어갈 수 없어 보관 중: ${count(n, { other: "곳" })}`,
    "not-live": (n) => `페이지가 아직 게시되지 않아 알리지 않음: ${count(n, post)}`,
    broken: (n) => `글로 읽을 수 없음: ${count(n, { other: "개의 파일" })}`,
  },
  waiting: (n) => `페이지 게시 대기: ${count(n, post)}`,
  andMore: (n) => `… 외 ${number(n)}개`,
  release: (n) => (n === 1 ? "알리기" : `모두 알리기(${number(n)})`),
  dismiss: (n) => (n === 1 ? "알리지 않기" : `모두 알리지 않기(${number(n)})`),
  released: (titles) => `승인했어요. 페이지가 게시되면 알려요: ${titles}`,
  dismissed: (titles) => `알리지 않아요: ${titles}`,
  nothingHeld: "결정을 기다리는 것이 더는 없어요.",
  states: {
    held: "결정 대기",
    waiting: "페이지 게시 대기",
    unsure: "보냈을 수도 있음",
    suspended: "보관 중(막힌 곳)",
    failed: "실패",
  },
  unseen: {
    draft: "초안이에요. 독자에게 보이지 않아요.",
    hidden: "front matter로 숨겨져 독자에게 보이지 않아요.",
    scheduled: "예약된 글이에요. 독자에게 아직 보이지 않아요.",
  },
  scheduledFor: (when) => `예약: ${when}. 독자에게 아직 보이지 않아요.`,
};
