// The forms in which a native Korean word stands at the beginning of a written word: nouns with particles, verbs inflected.

const FIRST = 0xac00;
const NONE = 0;
const [N, D, L, M, B, S, SS] = [4, 7, 8, 16, 17, 19, 20];
const [A, EO, O, U, EU, I, AE] = [0, 4, 8, 13, 18, 20, 1];
/** A vowel and the one it becomes with the 아/어 of the past. */
const contracted = new Map([
  [A, A],
  [EO, EO],
  [AE, AE],
  [5, 5],
  [6, 6],
  [O, 9],
  [U, 14],
  [I, 6],
]);
const open = (lead, vowel, tail) => String.fromCharCode(FIRST + lead * 588 + vowel * 28 + tail);
const parts = (sign) => {
  const index = sign.charCodeAt(0) - FIRST;
  return [Math.floor(index / 588), Math.floor((index % 588) / 28), index % 28];
};
const regular = new Set(["잡", "뽑", "입", "접", "씹", "좁"]);
const softened = new Set(["듣", "걷", "묻"]);
const dropped = new Set(["짓", "잇", "낫", "붓"]);

/** The stem, and what its last syllable becomes before vowels. */
function stems(stem) {
  const last = stem.at(-1) ?? "";
  const head = stem.slice(0, -1);
  const [lead, vowel, tail] = parts(last);
  if (last === "하") return [stem, ...["한", "할", "함", "해", "했"].map((sign) => head + sign)];
  const dark = (of) => (of === A || of === O ? "아" : "어");
  const before = head ? parts(head.at(-1) ?? "가") : undefined;
  if (last === "르" && before) {
    const joined = head.slice(0, -1) + open(before[0], before[1], L);
    const ending = dark(before[1]) === "아" ? ["라", "랐"] : ["러", "렀"];
    return [stem, ...["른", "를", "름"].map((sign) => head + sign), ...ending.map((sign) => joined + sign)];
  }
  if (tail === NONE) {
    const short = [N, L, M].map((next) => head + open(lead, vowel, next));
    const past = vowel === EU ? (dark(before?.[1]) === "아" ? A : EO) : contracted.get(vowel);
    if (past !== undefined) short.push(head + open(lead, past, NONE), head + open(lead, past, SS));
    return [stem, ...short];
  }
  const bare = head + open(lead, vowel, NONE);
  if (tail === L) return [stem, bare, head + open(lead, vowel, N)];
  if (tail === B && !regular.has(last)) return [stem, `${bare}운`, `${bare}울`, `${bare}움`, `${bare}워`, `${bare}웠`];
  if (tail === D && softened.has(last)) return [stem, head + open(lead, vowel, L)];
  if (tail === S && dropped.has(last)) return [stem, ...["은", "을", "음", "어", "었"].map((sign) => bare + sign)];
  return [stem];
}

const endings = "기 는 고 며 면 지 자 게 거 던 다 은 을 음 아 어 았 었".split(" ");
const afterPast = "서 야 요 다 던 지 어 을".split(" ");
const particles = "은 는 이 가 을 를 의 로 에 와 과 도 만 들 으로 에서 처럼".split(" ");

/** Every beginning by which the word is known; one syllable alone only where it is the whole written word. */
export function forms(word) {
  const isVerb = word.endsWith("다") && word.length > 1;
  return (isVerb ? stems(word.slice(0, -1)) : [word]).flatMap((form, at) => {
    if (form.length > 1) return [form];
    const followers = !isVerb ? particles : at === 0 ? endings : afterPast;
    return [form, ...followers.map((follower) => form + follower)];
  });
}
