// Which of the three languages of Han characters and Hangul a post is written in.
import type { CjkLanguage } from "./glosses.js";

/** Above this share of kana among Han characters and kana a text is Japanese; Chinese texts quote less. */
const KANA_SHARE = 0.15;

export function languageOf(text: string): CjkLanguage {
  let [kana, han, hangul] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x3041) continue;
    if (code <= 0x30fa) kana += 1;
    else if (code >= 0x3400 && code <= 0x9fff) han += 1;
    else if (code >= 0xac00 && code <= 0xd7a3) hangul += 1;
  }
  if (hangul > kana + han) return "ko";
  return kana > (kana + han) * KANA_SHARE ? "ja" : "zh";
}
