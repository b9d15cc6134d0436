// Which post stands at which place of the index, and which places are free.
import type { Post } from "../../post/post.js";
import type { CjkLanguage } from "../analysis/glosses.js";
import type { SavedIndex, SavedPlace } from "./index-file.js";

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
  /** Forgets a post; its place is used again after `sweep`. False when it was not there. */
  drop(id: string): boolean;
  /** Frees the places of dropped posts once `takeOut` has taken these out of the postings. */
  sweep(takeOut: (isDead: (place: number) => boolean) => Generator<void>): Generator<void>;
  /** The entries by place, as they are saved. */
  dump(): Generator<void, SavedIndex["places"]>;
  restore(places: SavedIndex["places"]): Generator<void>;
}

/** So many entries are copied before others get their turn. */
const STEP = 2048;

export function createPostTable(): PostTable {
  const places = new Map<string, number>();
  const entries: (IndexedPost | undefined)[] = [];
  const free: number[] = [];
  const dead = new Set<number>();
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
      if (!entry) return false;
      places.delete(id);
      entries[place] = undefined;
      dead.add(place);
      if (entry.language) languages[entry.language] -= 1;
      return true;
    },
    *sweep(takeOut) {
      if (dead.size === 0) return;
      const swept = new Set(dead);
      yield* takeOut((place) => swept.has(place));
      for (const place of swept) {
        dead.delete(place);
        free.push(place);
      }
    },
    *dump() {
      const lists: SavedPlace[][] = [];
      for (let from = 0; from < entries.length; from += STEP) {
        lists.push(
          Array.from(entries.slice(from, from + STEP), (entry) =>
            entry ? [entry.id, entry.print, entry.language] : null,
          ),
        );
        yield;
      }
      return lists;
    },
    *restore(lists) {
      let place = 0;
      for (const list of lists) {
        for (const entry of list) {
          if (entry) set(place, { id: entry[0], print: entry[1], language: entry[2], post: undefined });
          else {
            entries[place] = undefined;
            free.push(place);
          }
          place += 1;
        }
        yield;
      }
    },
  };
}
