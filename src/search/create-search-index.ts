// Makes the shared index: analysis, postings, shortlist and ranking behind `WritableIndex`.
import { dictionariesFor, isRead, readDictionary } from "./dictionary/of-language.js";
import { withWhatIsRead } from "./dictionary/word-table.js";
import { readIndex, writeIndex, type SavedIndex } from "./index/index-file.js";
import { createIndexStore } from "./index/index-store.js";
import { createScratch } from "./query/scratch.js";
import { nearestNames } from "./rank/nearest-names.js";
import { createRanker } from "./rank/ranker.js";
import { where } from "./rank/where.js";
import { createSlices } from "./slices.js";
import type { WritableIndex } from "./search-index.js";

/** An index that is kept in `file`: what stands there is found again once its posts are put, without new analysis. */
export const openSearchIndex = async (file: string): Promise<WritableIndex> =>
  createSearchIndex(await readIndex(file), file);

export function createSearchIndex(saved?: SavedIndex, file?: string): WritableIndex {
  const store = createIndexStore(saved);
  const { table, postings, names, words, glosses, sounds } = store;
  const { languages } = table;
  const rank = createRanker({
    postings,
    names,
    words,
    glosses,
    sounds,
    languages,
    size: () => table.size(),
    posts: () => table.posts(),
    scratch: createScratch(),
  });
  const slices = createSlices();
  /** For what readers ask: they do not wait until all posts are in the index. */
  const asked = createSlices();

  const remove = (ids: () => Iterable<string>): Promise<void> =>
    slices.run(function* () {
      for (const id of ids()) store.drop(id);
      yield* store.sweep();
    });
  async function ready(query: string): Promise<void> {
    const missing = dictionariesFor(query, languages).filter((language) => !isRead(language));
    if (missing.length === 0) return;
    await asked.run(function* () {
      for (const language of missing) yield* readDictionary(language);
    });
  }
  return {
    knows: (post, written) => store.knows(post, written),
    put: (entries) =>
      slices.run(function* () {
        for (const entry of entries) {
          yield* store.add(entry);
          yield;
        }
        yield* store.sweep();
      }),
    remove: (ids) => remove(() => ids),
    forgetUnseen: () => remove(() => table.unseen()),
    async save() {
      if (!file || !store.changed) return;
      let kept: SavedIndex | undefined;
      await slices.run(function* () {
        kept = yield* store.dump();
      });
      try {
        if (kept) await writeIndex(file, kept);
      } catch (fault) {
        store.changed = true;
        throw fault;
      }
    },
    ready,
    search(query, options = {}) {
      const answer = () => rank(query, options, (place) => table.at(place));
      if (!options.typing) return answer();
      // The next question that is sent tells the fault.
      ready(query).catch(() => undefined);
      return withWhatIsRead(answer);
    },
    where: (query, title) => withWhatIsRead(() => where(query, title, languages.ja > languages.zh)),
    nearest: (typed, among, limit) => nearestNames(typed, among, limit, languages.zh > 0),
  };
}
