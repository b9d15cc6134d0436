// How words of European languages are inflected: what a form may end in, and how the form in a dictionary ends.

interface Forms {
  /** Endings of a form, folded; of several the shortest is taken off first. */
  readonly inflected: ReadonlySet<string>;
  /** What a dictionary's form has in their place. */
  readonly plain: readonly string[];
}
const forms = (inflected: string, plain: string): Forms => ({
  inflected: new Set(inflected.split(" ")),
  plain: ["", ...plain.split(" ")],
});

/** The commonest endings of nouns, adjectives and verbs, and of nouns made of verbs, by the grammar of each language. By hand. */
const byLanguage = {
  de: forms("e n s t en er es em st te et est ern ens ten tet end ende ung ungen", "e en er n"),
  fr: forms(
    "e s x es ee ees er ez ir is it ie ies ent ant ons ai ais ait aient era eront ions iez aux issent issant",
    "e er ir re al",
  ),
  es: forms(
    "a o e s as os es an en ar er ir ado ada ados adas ido ida idos idas ando iendo amos emos imos aba aban ia ian io aron ieron",
    "o a e ar er ir",
  ),
  pt: forms(
    "a o e s as os es am em ar er ir ado ada ados adas ido ida idos idas ando endo indo amos emos imos ou ava ia aram eram ao oes aes ais eis",
    "o a e ao al el ar er ir",
  ),
  it: forms(
    "a e i o he hi are ere ire ano ono ando endo ato ata ati ate ito ita iti ite uto uta uti ute iamo ava eva iva",
    "o a e are ere ire",
  ),
  ru: forms(
    "а е и о у ы ю я ь й ой ей ом ем ам ям ами ями ах ях ов ев ью ии ию ия ией ий ый ая яя ое ее ые ие ого его ому ему ым им ых их ую юю " +
      "ть ет ит ют ут ат ят ешь ишь ете ите ал ил ел ла ло ли ала ила али или ся ется ится ются ятся лся лась лись ание ания ение ения",
    "а я о е ь й ый ий ие ия ать ить еть ять",
  ),
  uk: forms(
    "а е и і о у ю я ї й ь ої ою ею єю ом ем ам ям ами ями ах ях ів їв ого ього ому ьому им ім их іх ий ій є " +
      "ти ати ити ає ує ить ать ять ють уть ав ив ла ло ли ала ила али или ся ання ення",
    "а я о е ь й ий ій ати ити",
  ),
  pl: forms(
    "a e i o u y ie em iem ami iami ach iach om iom ow owi ego emu ej ym im ych ich ymi imi sci c ac ic ec am asz amy acie aja esz emy " +
      "isz il al ala alo ali aly ila ilo ili ily cie anie enie ania enia",
    "a o e y ie ac ic ec owac sta",
  ),
  tr: forms(
    "i u a e da de ta te dan den tan ten ya ye yi yu in un nin nun im um si su ini unu inda inde ile yla yle li lu lik luk siz suz " +
      "lar ler lari leri larin lerin lara lere larda lerde iyor uyor di du ti tu mis mus ir er ar mek mak me ma mesi masi meli mali en an yen yan enler anlar yenler yanlar ecek acak yecek yacak",
    "mek mak k",
  ),
  nl: forms("e n s t en er es te de ten den st et end ende je jes ing ingen", "e en n"),
  sv: forms(
    "a e n s t ar er or en et na arna erna orna ade at as de te are ast ens ets ning ningar ande",
    "a e en",
  ),
} as const;

export type European = keyof typeof byLanguage;
export const isEuropean = (language: string): language is European => Object.hasOwn(byLanguage, language);
export const europeanLanguages = Object.keys(byLanguage).filter(isEuropean);

const LONGEST = 6;
/** By so many letters at most the ends of two forms are told from what they share. */
export const LONGEST_ENDING = 4;
/** So much of a word has to be left without its ending. */
const LEFT = 3;

/** The forms a dictionary may have of a word, the likeliest first: of `ошибки` ошибка, of `serveurs` serveur. */
export function* plainForms(word: string, language: European): Generator<string> {
  const { inflected, plain } = byLanguage[language];
  for (const ending of plain) if (ending) yield word + ending;
  for (let cut = 1; cut <= LONGEST && word.length - cut >= LEFT; cut += 1) {
    if (!inflected.has(word.slice(-cut))) continue;
    const left = word.slice(0, -cut);
    for (const ending of plain) yield left + ending;
    // katten: kat.
    if (/([^aeiou])\1$/u.test(left)) yield left.slice(0, -1);
  }
}

/** Letters of their endings that two forms may share: -ого and -ому. */
const SHARED = 2;

/** Whether two words may be forms of one: both go on with endings of the language where they part, or just before. */
export function areForms(one: string, other: string, language: European): boolean {
  const { inflected, plain } = byLanguage[language];
  const isEnding = (rest: string): boolean => inflected.has(rest) || plain.includes(rest);
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  for (let at = same; at > LEFT && at >= same - SHARED; at -= 1)
    if (isEnding(one.slice(at)) && isEnding(other.slice(at))) return true;
  return false;
}
