// Which post stands at which place of the index, and which places are free.
import { z } from "zod";
import type { Post } from "../../post/post.js";
import type { CjkLanguage } from "../analysis/glosses.js";

/** One post in the index; `post` is undefined for one that was saved and has not been put since. */
export interface IndexedPost {
  readonly id: string;
  /** Of everything that was read of the post: equal prints, equal terms. */
  readonly print: string;
  /** The language of its title and summary, where these are in Han characters, kana or Hangul. */
  readonly language: CjkLanguage | null;
  post: Post | undefined;
}

export interface PostTable {
  /** How many posts are of each language. */
  readonly languages: Readonly<Record<CjkLanguage, number>>;
  size(): number;
  /** The post at a place that readers may see now. */
  at(place: number): Post | undefined;
  find(id: string): IndexedPost | undefined;
  posts(): readonly Post[];
  /** Ids of posts that were saved and not put since. */
  unseen(): readonly string[];
  /** Gives an entry a place. */
  add(entry: IndexedPost): number;
  /** Forgets a post; the place it had, which is used again once it is freed, or -1. */
  drop(id: string): number;
  free(places: Iterable<number>): void;
  /** The entries by place, as they are saved: some thousands in each list. */
  dump(): Generator<readonly SavedPlace[]>;
  /** Takes in what was dumped. `taken`: places without a post that are not free. */
  restore(lists: Iterable<readonly SavedPlace[]>, taken: ReadonlySet<number>): Generator<void>;
}

/** By place: the post's id, the fingerprint of what was read of it, its language; null where nothing is. */
export const savedPlaces = z.array(
  z.tuple([z.string(), z.string(), z.enum(["zh", "ja", "ko"]).nullable()]).nullable(),
);
export type SavedPlace = z.infer<typeof savedPlaces>[number];

/** So many entries are copied before others get their turn. */
const STEP = 2048;

export function createPostTable(): PostTable {
  const places = new Map<string, number>();
  const entries: (IndexedPost | undefined)[] = [];
  const free: number[] = [];
  const languages = { ja: 0, ko: 0, zh: 0 };
  const set = (place: number, entry: IndexedPost): void => {
    entries[place] = entry;
    places.set(entry.id, place);
    if (entry.language) languages[entry.language] += 1;
  };
  return {
    languages,
    size: () => places.size,
    at: (place) => entries[place]?.post,
    find: (id) => entries[places.get(id) ?? -1],
    posts: () => entries.flatMap((entry) => entry?.post ?? []),
    unseen: () => entries.flatMap((entry) => (entry && !entry.post ? [entry.id] : [])),
    add(entry) {
      const place = free.pop() ?? entries.length;
      set(place, entry);
      return place;
    },
    drop(id) {
      const place = places.get(id) ?? -1;
      const entry = entries[place];
      if (!entry) return -1;
      places.delete(id);
      entries[place] = undefined;
      if (entry.language) languages[entry.language] -= 1;
      return place;
    },
    free: (unused) => void free.push(...unused),
    *dump() {
      for (let from = 0; from < entries.length; from += STEP)
        yield Array.from(entries.slice(from, from + STEP), (entry) =>
          entry ? [entry.id, entry.print, entry.language] : null,
        );
    },
    *restore(lists, taken) {
      let place = 0;
      for (const list of lists) {
        for (const entry of list) {
          if (entry) set(place, { id: entry[0], print: entry[1], language: entry[2], post: undefined });
          else {
            entries[place] = undefined;
            if (!taken.has(place)) free.push(place);
          }
          place += 1;
        }
        yield;
      }
    },
  };
}
