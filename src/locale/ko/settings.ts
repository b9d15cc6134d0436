// How new posts come to a chat, in Korean.
import type { Phrases } from "../en/en.js";

export const settings: Phrases["settings"] = {
  describe: "새 글이 여기로 오는 방식을 보고 바꾸기",
  optionField: "바꿀 항목",
  optionValue: "새 값",
  optionFrom: "더 받지 않을 태그나 카테고리(비우면 모두)",
  title: "이 채팅의 설정",
  fields: {
    language: "언어",
    show: "표시",
    silent: "소리 없이",
    digest: "모아서 받기",
    at: "모음 시각",
    quiet: "방해 금지 시간",
    zone: "시간대",
  },
  shows: { card: "카드", title: "제목만" },
  switched: { on: "켜짐", off: "꺼짐" },
  none: "없음",
  ofBlog: "블로그의 언어",
  now: (value) => `현재: ${value}`,
  back: "뒤로",
  but: (names) => `${names} 제외`,
  unknown: (name) => `“${name}”라는 설정은 없어요.`,
  bad: (value) => `“${value}”은(는) 여기에 맞지 않아요.`,
};
