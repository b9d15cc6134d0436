// Kana in Latin letters (Hepburn, long marks already dropped): さーば and サーバー are `saba`.

/** What each sign says by itself. */
export const sounds: ReadonlyMap<string, string> = new Map(
  [
    "あa いi うu えe おo かka きki くku けke こko さsa しshi すsu せse そso たta ちchi つtsu てte とto",
    "なna にni ぬnu ねne のno はha ひhi ふfu へhe ほho まma みmi むmu めme もmo やya ゆyu よyo",
    "らra りri るru れre ろro わwa をo んn がga ぎgi ぐgu げge ごgo ざza じji ずzu ぜze ぞzo",
    "だda ぢji づzu でde どdo ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo",
    "ぁa ぃi ぅu ぇe ぉo ゃya ゅyu ょyo ゔvu",
  ]
    .join(" ")
    .split(" ")
    .map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
);
/** Syllables whose vowel a small one replaces: ふぁ is fa, うぃ wi, ゔぁ va, てぃ ti. */
const heads = new Map([
  ["fu", "f"],
  ["u", "w"],
  ["vu", "v"],
]);

export function romaji(hiragana: string): string {
  let out = "";
  for (let at = 0; at < hiragana.length; at += 1) {
    const sign = hiragana[at] ?? "";
    const next = hiragana[at + 1] ?? "";
    const sound = sounds.get(sign);
    if (sign === "っ") out += (sounds.get(next) ?? "").slice(0, 1);
    else if (sound === undefined) out += sign;
    else if ("ゃゅょ".includes(next) && next !== "" && sound.length > 1) {
      const vowel = (sounds.get(next) ?? "").slice(1);
      out += /(?:sh|ch|j)i$/u.test(sound) ? sound.slice(0, -1) + vowel : `${sound.slice(0, -1)}y${vowel}`;
      at += 1;
    } else if ("ぁぃぅぇぉ".includes(next) && next !== "") {
      out += (heads.get(sound) ?? sound.replace(/[aiueo]$/u, "")) + (sounds.get(next) ?? "");
      at += 1;
    } else out += sound;
  }
  return out;
}

/** Whether a word may not be cut before this sign. */
export const clings = (sign: string): boolean => "ぁぃぅぇぉゃゅょっん".includes(sign);

/** 隠した is 隠す: of one kanji with its ending, a verb or an adjective, the kanji. */
export const kanjiOfVerb = (text: string): string | undefined =>
  /^([\u3400-\u9fff])[\u3041-\u3096]+$/u.exec(text)?.[1];
