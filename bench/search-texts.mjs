// Makes as many posts as wanted from made-up words: every text different, words as unequally common as in life.
import { seeded } from "./random.mjs";

const syllables = "ka to ren sol mi var lun pex ord tra fin gla hem jo sti bur nel cus dap wy zor ep".split(
  " ",
);

export function makePosts(count, seed = 1) {
  const random = seeded(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  // Zipf's law: the word of rank n is taken about 1/n as often as the first.
  const zipf = (size) => Math.min(size - 1, Math.floor(size ** random()) - 1);
  const latin = Array.from({ length: 40_000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(syllables)).join(""),
  );
  const han = Array.from({ length: 12_000 }, () =>
    String.fromCharCode(0x4e00 + Math.floor(random() * 3500), 0x4e00 + Math.floor(random() * 3500)),
  );
  const prose = (words, chinese) =>
    Array.from({ length: words }, () => (chinese ? han[zipf(han.length)] : latin[zipf(latin.length)])).join(
      chinese ? "" : " ",
    );
  return Array.from({ length: count }, (_, at) => {
    const chinese = at % 2 === 0;
    const title = chinese ? `${prose(4, true)} ${prose(1, false)}` : prose(6, false);
    const wall = new Date(Date.UTC(2010, 0, 1) + at * 3_600_000).toISOString().slice(0, 19);
    const post = {
      id: `p${at}`,
      source: `posts/${at}.md`,
      slug: `${latin[zipf(latin.length)]}-${at}`,
      title,
      date: { instant: Date.parse(`${wall}Z`), wall, offset: "+00:00" },
      updated: null,
      tags: [pick(latin.slice(0, 200))],
      categories: [[pick(han.slice(0, 30))]],
      series: null,
      authors: [],
      url: null,
      lang: chinese ? "zh" : "en",
      translationKey: null,
      summary: prose(chinese ? 40 : 30, chinese),
      cover: null,
      reading: null,
      visibility: "public",
      protected: false,
      announcing: { notify: "normal", text: null },
    };
    const written = prose(chinese ? 700 : 450, chinese);
    return { post, body: { written, text: { prose: written, headings: [], code: "", formulas: "" } } };
  });
}
