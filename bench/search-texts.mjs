// Makes as many posts as wanted, in six languages, as long as real ones: every text different, words as unequally
// common as in life, and some that hardly any other post has.
import { readFileSync } from "node:fs";
import { seeded } from "./random.mjs";

/** Words a body has, and how many words a language has that are common and that are rare. */
const [SHORTEST, LONGEST] = [800, 3000];
const [COMMON, RARE] = [7000, 60_000];
/** One word in so many is a rare one. */
const ONE_RARE_IN = 40;

const split = (text) => text.split(" ");
const LATIN = split("ka to ren sol mi var lun pex ord tra fin gla hem jo sti bur nel cus dap wy zor ep");
const GERMAN = split(
  "ver schl ung stra hei kön wir ge zeit rück mäch trag buch lös ter bau grün haft werk fä",
);
const RUSSIAN = split("по ра ве сто ми ни ка зна де ло пре го ста вы ход ры тель мо шу бе ну жа");
const ENDINGS = {
  en: split(", s ed ing er ly"),
  de: split(", en er es t ung"),
  ru: split(", а ы ов ами ть ный"),
};

/** The words of a dictionary of ours that are `length` and are written in nothing but `sign`. */
function dictionary(name, sign) {
  const file = readFileSync(new URL(`../dictionaries/${name}.tsv`, import.meta.url), "utf8");
  return Array.from(file.matchAll(/^[^\t]+/gmu), ([word]) => word).filter((word) => sign.test(word));
}

function vocabularies(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const made = (syllables, endings) =>
    Array.from({ length: COMMON + RARE }, () =>
      [
        ...Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(syllables)),
        pick(endings).replace(",", ""),
      ].join(""),
    );
  const drawn = (words) => Array.from({ length: COMMON + RARE }, () => pick(words));
  const kanji = dictionary("ja", /^[\u3400-\u9fff]{2,4}$/u);
  const katakana = split("サーバー データ メモリ コード テスト ページ システム ユーザー クラス メソッド");
  return {
    zh: {
      words: drawn(dictionary("zh", /^[\u4e00-\u9fff]{2,3}$/u)),
      between: split("的 了 在 和 , , ,"),
      space: "",
    },
    en: { words: made(LATIN, ENDINGS.en), between: split(", , the of to"), space: " " },
    ja: { words: drawn([...kanji, ...katakana]), between: split("を は の に が する"), space: "" },
    ko: { words: drawn(dictionary("ko", /^[가-힣]{2,4}$/u)), between: split(", 을 는 에"), space: " " },
    de: { words: made(GERMAN, ENDINGS.de), between: split(", , die und der"), space: " " },
    ru: { words: made(RUSSIAN, ENDINGS.ru), between: split(", , и в на"), space: " " },
  };
}

export function makePosts(count, seed = 1) {
  const random = seeded(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const languages = vocabularies(random);
  // Zipf's law: the word of rank n is taken about 1/n as often as the first.
  const word = (words) =>
    random() * ONE_RARE_IN < 1
      ? words[COMMON + Math.floor(random() * RARE)]
      : words[Math.min(COMMON - 1, Math.floor(COMMON ** random()) - 1)];
  const prose = ({ words, between, space }, length) => {
    const said = [];
    for (let at = 0; at < length; at += 1) {
      said.push(word(words));
      const little = pick(between);
      if (little === ",") continue;
      if (space === "" || /[가-힣]/u.test(little)) said.push(said.pop() + little);
      else said.push(little);
    }
    return said.join(space);
  };
  const lines = (language, length) =>
    Array.from({ length: Math.ceil(length / 60) }, () => prose(language, 60)).join("\n\n");
  const names = Object.keys(languages);
  const tags = Object.values(languages).flatMap(({ words }) => words.slice(100, 140));
  return Array.from({ length: count }, (_, at) => {
    const lang = names[at % names.length];
    const language = languages[lang];
    const wall = new Date(Date.UTC(2010, 0, 1) + at * 3_600_000).toISOString().slice(0, 19);
    const title = Array.from({ length: 5 }, () => word(language.words)).join(language.space);
    const post = {
      id: `p${at}`,
      source: `posts/${at}.md`,
      slug: `${word(languages.en.words)}-${at}`,
      title: language.space === "" ? `${title} ${word(languages.en.words)}` : title,
      date: { instant: Date.parse(`${wall}Z`), wall, offset: "+00:00" },
      updated: null,
      tags: [pick(tags)],
      categories: [[pick(tags)]],
      series: null,
      part: null,
      links: [],
      authors: [],
      url: null,
      lang,
      translationKey: null,
      summary: prose(language, 30),
      cover: null,
      reading: null,
      visibility: "public",
      protected: false,
      announcing: { notify: "normal", text: null },
    };
    const written = lines(language, SHORTEST + Math.floor(random() * (LONGEST - SHORTEST)));
    // As the blog gives it: a digest that tells one text from another.
    return {
      post,
      body: { written: `${seed} ${at}`, text: { prose: written, headings: [], code: "", formulas: "" } },
    };
  });
}
