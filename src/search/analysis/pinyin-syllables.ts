// Every syllable of Mandarin in pinyin without tones: for syllables that are not typed out yet, for words that are none.

const syllables: readonly string[] = `
b: a ai an ang ao ei en eng i ian iang iao ie in ing o u
c: a ai an ang ao e en eng i ong ou u uan ui un uo
ch: a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
d: a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
f: a an ang ei en eng iao o ou u
g: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
h: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j: i ia ian iang iao ie in ing iong iu u uan ue un
k: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
l: a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo
m: a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
n: a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue un uo
p: a ai an ang ao ei en eng i ian iao ie in ing o ou u
q: i ia ian iang iao ie in ing iong iu u uan ue un
r: an ang ao e en eng i ong ou u ua uan ui un uo
s: a ai an ang ao e en eng i ong ou u uan ui un uo
sh: a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
t: a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
w: a ai an ang ei en eng o u
x: i ia ian iang iao ie in ing iong iu u uan ue un
y: a an ang ao e i in ing o ong ou u uan ue un
z: a ai an ang ao e ei en eng i ong ou u uan ui un uo
zh: a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
`
  .trim()
  .split("\n")
  .flatMap((row) => {
    const [head = "", finals = ""] = row.split(": ");
    return finals.split(" ").map((final) => head + final);
  });

/** Syllables that begin with these letters and are longer. */
export const syllablesBeginning = (letters: string): readonly string[] =>
  syllables.filter((syllable) => syllable.length > letters.length && syllable.startsWith(letters));

/** Without a consonant before them, and what the dictionary has besides. */
const OTHERS = "a ai an ang ao e ei en eng er o ou hm m r sei xx zhei".split(" ");

let begun: ReadonlySet<string> | undefined;
let whole: ReadonlySet<string> | undefined;
const LONGEST = 6;

/** Whether letters can be divided into two syllables and more, the last of which may be unfinished. */
export function maySpellPinyin(letters: string): boolean {
  whole ??= new Set([...syllables, ...OTHERS]);
  begun ??= new Set(Array.from(whole).flatMap((one) => Array.from(one, (_, at) => one.slice(0, at + 1))));
  /** Where a syllable that is not the first may begin. */
  const ends = new Set([0]);
  for (let from = 0; from < letters.length; from += 1) {
    if (!ends.has(from)) continue;
    if (from > 0 && begun.has(letters.slice(from))) return true;
    for (let to = from + 1; to <= Math.min(letters.length, from + LONGEST); to += 1)
      if (whole.has(letters.slice(from, to))) ends.add(to);
  }
  return false;
}
