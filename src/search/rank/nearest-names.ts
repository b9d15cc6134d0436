// The names nearest to what was typed: as it is spelt or said, then as posts are found, then as fuse.js finds.
import Fuse from "fuse.js";
import { distance } from "../analysis/distance.js";
import { fold, squeeze } from "../analysis/fold.js";
import { grams } from "../analysis/grams.js";
import { readings } from "../analysis/readings.js";
import { cached } from "../cached.js";
import { isRead } from "../dictionary/of-language.js";
import { limits } from "../limits.js";
import { approximateWeights } from "../points.js";
import { soundOf } from "./post-facts.js";

const factsOf = cached(limits.keptNames, (name: string) => {
  const folded = squeeze(fold(name.slice(0, limits.name)));
  return { folded, sound: soundOf(folded, "none") };
});
/** A name in pinyin, and its initials; empty without Han characters. */
const saidOf = cached(limits.saidNames * 2, (folded: string): { whole: string; initials: string } => {
  if (!/[\u3400-\u9fff]/u.test(folded)) return { whole: "", initials: "" };
  const syllables = folded
    .match(/[\u3400-\u9fff]+|[^\u3400-\u9fff]+/gu)
    ?.flatMap((run) => (/^[\u3400-\u9fff]/u.test(run) ? readings(run).map(([first = ""]) => first) : [run]));
  const all = syllables ?? [];
  return { whole: all.join(""), initials: all.map((syllable) => syllable.slice(0, 1)).join("") };
});

const halves = (text: string): readonly string[] => (text.length < 2 ? [text] : grams(text, 2));

/** So many wrong letters are forgiven: none in two, one in six, two from seven on (a swap of neighbours is one). */
const forgiven = (length: number): number => (length < 3 ? 0 : length < 7 ? 1 : 2);

/** `find`: which of some names are found in all the ways that posts are. */
export function nearestNames(
  typed: string,
  names: readonly string[],
  limit: number,
  find: (names: ReadonlySet<string>) => readonly string[],
): readonly string[] {
  const wanted = squeeze(fold(typed.slice(0, limits.typedName)));
  if (!wanted || limit <= 0) return [];
  const pieces = new Set([...halves(wanted), ...(wanted.length < 4 ? Array.from(wanted) : [])]);
  const most = forgiven(wanted.length);
  const spoken = isRead("zh") && names.length <= limits.saidNames && /^[a-z]{3,}$/u.test(wanted);

  const sure: { name: string; rank: number; length: number }[] = [];
  const likely: { name: string; folded: string; sound: string; shared: number }[] = [];
  for (const name of names) {
    const { folded, sound } = factsOf(name);
    const rank = nearness(folded);
    if (rank !== undefined) {
      sure.push({ name, rank, length: folded.length });
      continue;
    }
    let shared = 0;
    for (const piece of pieces) if (folded.includes(piece)) shared += 1;
    if (shared > 0) likely.push({ name, folded, sound, shared });
  }
  const spelt = sure
    .sort((a, b) => a.rank - b.rank || (a.rank === BEGUN ? a.length - b.length : 0))
    .map(({ name }) => name);
  const found = new Set([...spelt, ...(spelt.length < limit ? find(new Set(names)) : [])]);
  // What is only like it in some letters is of use where nothing else is.
  const near = found.size > spelt.length || found.size >= limit ? [] : approximately(wanted, likely);
  return [...found, ...near].slice(0, limit);

  function nearness(folded: string): number | undefined {
    if (folded === wanted) return SAME;
    if (folded.startsWith(wanted)) return BEGUN;
    const edits = distance(wanted, folded, most);
    if (edits <= most) return BEGUN + edits;
    if (!spoken) return undefined;
    const { whole, initials } = saidOf(folded);
    if (whole === wanted || initials === wanted) return BEGUN;
    if (wanted.length >= 4 && whole.startsWith(wanted)) return BEGUN + 1;
    const misheard = distance(wanted, whole, most);
    return misheard <= most ? BEGUN + 1 + misheard : undefined;
  }
}

const SAME = 0;
const BEGUN = 1;

/** Begun or misspelt more: fuse.js over those that share most with what was typed. */
function approximately(
  wanted: string,
  likely: { name: string; folded: string; sound: string; shared: number }[],
): readonly string[] {
  const looked = likely.sort((a, b) => b.shared - a.shared).slice(0, limits.approximateNames);
  const fuse = new Fuse(looked, {
    keys: ["folded", "sound"],
    ignoreLocation: true,
    threshold: approximateWeights.farthest,
    includeScore: true,
  });
  const sound = soundOf(wanted, "none");
  return fuse
    .search(sound === wanted ? wanted : { $or: [{ folded: wanted }, { sound }] })
    .sort((a, b) => (a.score ?? 1) - (b.score ?? 1) || a.refIndex - b.refIndex)
    .map(({ item }) => item.name);
}
