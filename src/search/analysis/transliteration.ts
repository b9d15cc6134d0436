// Words in letters that are not their own: Latin for Cyrillic and Greek, two letters for one with a mark.
import type { Letters } from "./keyboards.js";

/** `sh ш|c ц к`: groups of signs and what they may stand for. */
const lettersOf = (text: string): Letters =>
  new Map(
    text
      .trim()
      .split(/[|\n]/u)
      .map((entry) => {
        const [group = "", ...meant] = entry.trim().split(" ");
        return [group, meant.map((letter) => (letter === "-" ? "" : letter))] as const;
      }),
  );

/** Russian, Ukrainian and Bulgarian, by whatever scheme; ё is folded to е. A soft sign is often left out. */
export const latinAsCyrillic = lettersOf(`
shch щ|sch щ|sh ш щ|ch ч|zh ж|kh х|ts ц|tz ц|yo е|jo е|yu ю|ju ю|ya я|ja я|ye е є|je е є|yi ї|ji ї|iu ю|ia я|io е|ie є
a а|b б бь|c ц к с|d д дь|e е э є|f ф|g г ґ ж|h х г|i и і ї й ы|j й ж ь|k к|l л ль|m м мь|n н нь|o о|p п пь|q к|r р рь
s с сь|t т ть|u у|v в вь|w в ш|x х кс|y ы и й і|z з зь|' ь ъ -
`);

/** Greek as it is typed in Latin letters: by sound, or by the look of the letter. */
export const latinAsGreek = lettersOf(`
th θ|ps ψ|ks ξ|ch χ|ou ου|ai αι|ei ει|oi οι|av αυ|af αυ|ev ευ|ef ευ|mp μπ|nt ντ|gk γκ|gg γγ|ng γγ γκ|ts τσ|tz τζ
a α|b β μπ|c κ σ ψ|d δ ντ|e ε αι|f φ|g γ γκ|h η χ|i ι η υ ει οι|j ξ ζ|k κ|l λ λλ|m μ μμ|n ν νν|o ο ω|p π ππ|q θ|r ρ ρρ
s σ σσ|t τ ττ|u υ ου|v β|w ω|x ξ χ|y υ ι γ|z ζ|8 θ|3 ξ
`);

/** An English name as Russian and Ukrainian say it: докер, джаваскрипт. */
export const cyrillicAsLatin = lettersOf(`
дж j g|кс x ks|ш sh|ч ch|щ sch|ж j g|ц c ts|ю u yu|я ya ia a|а a u o|б b|в v w|г g h|д d|е e a|э e a|з z s|и i y ee ea|і i y
ї i|й y i e|к k c ck q|л l ll|м m|н n nn|о o a|п p pp|р r rr|с s c ss|т t tt th|у u oo w|ф f ph ff|х h|ы y i|ь -|ъ -|є e|ґ g
`);

/** A Cyrillic word in the likeliest Latin letters, to be heard beside a name of which it has the sound: джейлбрейк. */
export const heardInLatin = (word: string): string =>
  word.replace(/дж|кс|./gu, (group) => cyrillicAsLatin.get(group)?.[0] ?? group);

/** Two letters where a keyboard lacks one: groesse, blaabaer. Marks are folded away. */
export const pairsAsMarked = lettersOf("ae a ae|oe o oe|ue u ue|aa a aa");

/** The reverse: a letter with its mark where a text has two. */
export const markedAsPairs = lettersOf("ä ae|ö oe|ü ue|å aa|ø oe");
