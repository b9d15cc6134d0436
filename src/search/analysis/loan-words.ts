// The sound of a word across scripts: consonants only, those that Japanese and Korean hear alike made one,
// so that キャッシュ, 캐시 and cache meet.

/** `lips`: an f is heard as p or b (Korean), else as h (Japanese). `letters`: a to z. */
function skeleton(letters: string, lips: boolean): string {
  return letters
    .replace(/tion|sion/gu, "sn")
    .replaceAll("ck", "k")
    .replace(/sch|sh|tch|ch/gu, "s")
    .replaceAll("ph", "f")
    .replaceAll("th", "s")
    .replace(/gh|(?<=[^aeiou])h/gu, "")
    .replace(/[tdz]s|[dt]z/gu, "s")
    .replaceAll("qu", "k")
    .replaceAll("x", "ks")
    .replace(/c(?=[eiy])/gu, "s")
    .replace(/[cqg]/gu, "k")
    .replace(/[jz]/gu, "s")
    .replace(/[vp]/gu, "b")
    .replaceAll("f", lips ? "b" : "h")
    .replaceAll("d", "t")
    .replaceAll("l", "r")
    .replace(/ng|mb|m(?=b)/gu, "n")
    .replace(/[aeiouyw]/gu, (_, at: number) => (at === 0 ? "a" : ""))
    .replace(/(.)\1+/gu, "$1");
}

/** The skeletons of a word in Latin letters (romanised kana and Hangul included); too short ones tell nothing. */
export function skeletons(letters: string): readonly string[] {
  const found = [skeleton(letters, false)];
  if (/f|ph/u.test(letters)) found.push(skeleton(letters, true));
  return found.filter((bones) => bones.length >= 2);
}
