// The names nearest to what was typed: fuse.js over those that share the most with it.
import Fuse from "fuse.js";
import { fold, squeeze } from "../analysis/fold.js";
import { soundOf } from "./post-facts.js";

/** fuse.js looks at so many names; it takes some 10 µs for each. */
const LOOKED_AT = 200;
const LONGEST = 100;

const halves = (text: string): readonly string[] =>
  text.length < 2 ? [text] : Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2));

export function nearestNames(typed: string, names: readonly string[], limit: number): readonly string[] {
  const wanted = squeeze(fold(typed.slice(0, LONGEST)));
  if (!wanted || limit <= 0) return [];
  const pieces = new Set([...halves(wanted), ...(wanted.length < 4 ? Array.from(wanted) : [])]);
  const sound = soundOf(wanted, "none");
  const likely: { name: string; folded: string; sound: string; shared: number }[] = [];
  for (const name of names) {
    const folded = squeeze(fold(name));
    let shared = 0;
    for (const piece of pieces) if (folded.includes(piece)) shared += 1;
    if (folded === wanted) shared += 1000;
    else if (folded.startsWith(wanted)) shared += 100;
    if (shared > 0) likely.push({ name, folded, sound: soundOf(folded, "none"), shared });
  }
  const looked = likely.sort((a, b) => b.shared - a.shared).slice(0, LOOKED_AT);
  const fuse = new Fuse(looked, {
    keys: ["folded", "sound"],
    ignoreLocation: true,
    threshold: 0.45,
    includeScore: true,
  });
  const found = fuse.search(sound === wanted ? wanted : { $or: [{ folded: wanted }, { sound }] });
  const rank = ({ folded }: { folded: string }): number =>
    folded === wanted ? 0 : folded.startsWith(wanted) ? 1 : 2;
  return found
    .sort((a, b) => rank(a.item) - rank(b.item) || (a.score ?? 1) - (b.score ?? 1) || a.refIndex - b.refIndex)
    .slice(0, limit)
    .map(({ item }) => item.name);
}
