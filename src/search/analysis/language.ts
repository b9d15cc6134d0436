// Which of the three languages of Han characters and Hangul a post is written in.
import type { Language } from "./glosses.js";

const count = (text: string, signs: RegExp): number => text.match(signs)?.length ?? 0;

/** Above this share of kana among Han characters and kana a text is Japanese; Chinese texts quote less. */
const KANA_SHARE = 0.15;

export function languageOf(text: string): Language {
  const kana = count(text, /[\u3041-\u30fa]/gu);
  const han = count(text, /[\u3400-\u9fff]/gu);
  const hangul = count(text, /[\uac00-\ud7a3]/gu);
  if (hangul > kana + han) return "ko";
  return kana > (kana + han) * KANA_SHARE ? "ja" : "zh";
}
