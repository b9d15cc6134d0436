// English word forms: a light lemma, Porter's stem and how far it can be trusted, words without weight.
import { stemmer } from "stemmer";
import { cached } from "../cached.js";

const irregular = new Map(
  (
    "bought:buy brought:bring built:build caught:catch chose:choose chosen:choose came:come did:do done:do drew:draw " +
    "drawn:draw drove:drive driven:drive ate:eat fell:fall felt:feel fought:fight found:find flew:fly forgot:forget " +
    "forgotten:forget gave:give given:give went:go gone:go grew:grow grown:grow hid:hide hidden:hide held:hold " +
    "kept:keep knew:know known:know led:lead left:leave lent:lend lost:lose made:make meant:mean met:meet paid:pay " +
    "ran:run said:say saw:see seen:see sent:send shook:shake shown:show slept:sleep sold:sell spoke:speak " +
    "spoken:speak spent:spend stood:stand stole:steal stolen:steal swam:swim taught:teach told:tell thought:think " +
    "threw:throw thrown:throw took:take taken:take understood:understand woke:wake won:win wore:wear wrote:write " +
    "written:write broke:break broken:break began:begin begun:begin became:become children:child people:person " +
    "men:man women:woman feet:foot teeth:tooth mice:mouse indices:index matrices:matrix vertices:vertex axes:axis " +
    "analyses:analysis criteria:criterion automata:automaton phenomena:phenomenon hypotheses:hypothesis theses:thesis crises:crisis better:good best:good worse:bad dice:dice data:data"
  )
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

/**
 * British spellings as Americans write them, so that colour and color meet. Words that only look so (hour, wise) may
 * change too: what comes out is compared, never shown.
 */
const american = (word: string): string =>
  word
    .replace(/^(.{2,}[^aeou])our(?=$|s|ed|ing|ite|ful|less|able)/u, "$1or")
    .replace(/^(.{3,})is(?=(?:e|es|ed|ing|er|ers|ation|ations)$)/u, "$1iz")
    .replace(/^(.{2,})ys(?=(?:e|ed|ing|er|ers)$)/u, "$1yz")
    .replace(/^(.{2,}[tb])re(?=s?$)/u, "$1er")
    .replace(/^(.{3,}og)ue(?=s?$)/u, "$1")
    .replace(/^(.{2,}[aeiou][^aeiou]+el)l(?=(?:ing|ed|er|ers)$)/u, "$1")
    .replace(/^(def|lic|off|pret)ence/u, "$1ense")
    .replace(/^grey/u, "gray")
    .replace(/^programme(?=s?$)/u, "program");

const undouble = (word: string): string => word.replace(/([^aeiouls])\1$/u, "$1");

function lemmaOf(word: string): string {
  const known = irregular.get(word);
  if (known) return known;
  if (!/^[a-z]{4,}$/u.test(word)) return word;
  let form = american(word);
  if (/.{2}ies$/u.test(form)) form = form.slice(0, -3) + "y";
  else if (/(?:ss|sh|ch|x|z)es$/u.test(form)) form = form.slice(0, -2);
  else if (/[^sui]s$/u.test(form)) form = form.slice(0, -1);
  if (/.{3}ing$/u.test(form)) form = undouble(form.slice(0, -3));
  else if (form.endsWith("ied")) form = form.slice(0, -3) + "y";
  else if (/.{3}ed$/u.test(form)) form = undouble(form.slice(0, -2));
  return form.length > 3 ? form.replace(/ie$/u, "y").replace(/e$/u, "") : form;
}

/** Forms that are kept: as many as the common words of a large blog. */
const KEPT = 50_000;

/**
 * The word without its plural, -ed, -ing and last -e: `libraries` and `library` meet, `useful` stays. It is only compared
 * with other lemmas, for most are no words: purchas, phon.
 */
export const lemma = cached(KEPT, lemmaOf);

/** A lemma as it is said: the c of `danc` is that of dancing. */
export function spoken(word: string): string {
  const base = lemma(word);
  return base.endsWith("c") && /^[ei]/u.test(word.slice(base.length)) ? `${base}e` : base;
}

const stemOfEnglish = cached(KEPT, (word) => stemmer(american(word)));
export const stem = (word: string): string => (isPlain(word) ? stemOfEnglish(word) : word);

/** Whether a word is of small Latin letters, three and more: asked for every word of a text, so by numbers. */
function isPlain(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) {
    const unit = word.charCodeAt(at);
    if (unit < 97 || unit > 122) return false;
  }
  return word.length >= 3;
}

/** How far equal stems mean equal words: short ones collide (using, useful and usefulness are all `us`). */
export const stemTrust = (stem: string): number =>
  stem.length >= 6 ? 0.9 : stem.length === 5 ? 0.85 : stem.length === 4 ? 0.75 : 0.25;

const endings = "ity ness ful able ible ly er or ing ed ion ation ization ize ized ive al ment es s".split(
  " ",
);

/** Shorter stems a word may come from: `serialization` from `serial`. */
export const innerStems = (stemmed: string): readonly string[] =>
  endings
    .filter((ending) => stemmed.endsWith(ending) && stemmed.length - ending.length >= 4)
    .map((ending) => stem(stemmed.slice(0, -ending.length)));

/** Lemmas of what a derived word is made from: `usefulness` from `use` and `useful`. */
export function roots(word: string): readonly string[] {
  const root = /^([a-z]{3,}?)(?:fulness|ness|ful|less|lessness|able|ability|ment|ship|ly)$/u.exec(word)?.[1];
  return root ? [...new Set([lemma(root), lemma(`${root}e`), lemma(`${root}ful`)])] : [];
}

/** Words that only carry a query when nothing else does. */
export const weightless: ReadonlySet<string> = new Set(
  (
    "a an the of to in on at for from by with and or as is are be was it its this that how what why when who do does " +
    "did i my me your you we our they"
  ).split(" "),
);
