// Makes the shared index: analysis, postings, shortlist and ranking behind `WritableIndex`.
import { NO_BODY } from "../post/body.js";
import { isVisible, type Post } from "../post/post.js";
import { family } from "./analysis/terms.js";
import { dictionariesFor, isRead, readDictionary } from "./dictionary/of-language.js";
import { withWhatIsRead } from "./dictionary/word-table.js";
import { readIndex, writeIndex } from "./index/index-file.js";
import { createIndexStore, type IndexStore } from "./index/index-store.js";
import { createPhraseReader, type ReadBody } from "./phrase-reader.js";
import { createScratch } from "./query/scratch.js";
import { createNameFinder } from "./rank/name-finder.js";
import { nearestNames } from "./rank/nearest-names.js";
import { createRanker } from "./rank/ranker.js";
import { findPassage } from "./rank/passage.js";
import { similarTo } from "./rank/similar.js";
import { createMarker, where, type Marker } from "./rank/where.js";
import { createSlices } from "./slices.js";
import { parseQuery } from "./query/parse-query.js";
import type { Passage, WritableIndex } from "./search-index.js";
import { limits } from "./limits.js";

interface Options {
  /** Where bodies are read to find words as they stand; without it these are found in titles, tags and summaries only. */
  readonly body?: ReadBody | undefined;
  readonly store?: IndexStore;
  readonly file?: string;
}

/** Where fewer posts than this share changed, they are sooner read anew at the next start than all is written. */
const UNSAVED = 0.01;

/** An index that is kept in `file`: what stands there is found again once its posts are put, without new analysis. */
export async function openSearchIndex(
  file: string,
  options: Pick<Options, "body"> = {},
): Promise<WritableIndex> {
  const store = createIndexStore();
  const saved = await readIndex(file);
  if (saved) await createSlices().run(() => store.restore(saved));
  return createSearchIndex({ ...options, store, file });
}

export function createSearchIndex({ body, store = createIndexStore(), file }: Options = {}): WritableIndex {
  const { table } = store;
  const { languages } = table;
  const lookup = { ...store, scratch: createScratch() };
  const names = createNameFinder();
  const slices = createSlices();
  /** For what readers ask: they do not wait until all posts are in the index. */
  const asked = createSlices();
  const reader = body && createPhraseReader(asked, body);
  const rank = createRanker(lookup, (phrase, post) => reader?.holds(phrase, post) ?? false);

  const isJapanese = (): boolean => languages.ja > languages.zh;

  const remove = (ids: () => Iterable<string>): Promise<void> =>
    slices.run(function* () {
      for (const id of ids()) store.drop(id);
      yield* store.sweep();
    });
  async function ready(query: string): Promise<void> {
    await readDictionaries(query);
    await reader?.read(lookup, query, (text) => rank(text, { limit: limits.shortlist }));
  }
  const isWord = (word: string): boolean => store.postings.count(family.word, word) > 0;
  async function readDictionaries(query: string): Promise<void> {
    const missing = dictionariesFor(query, languages, isWord).filter((language) => !isRead(language));
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
          if (isVisible(entry.post)) yield* names.add(entry.post);
          yield;
        }
        yield* store.sweep();
      }),
    remove: (ids) => remove(() => ids),
    forgetUnseen: () => remove(() => table.unseen()),
    async save() {
      if (!file || store.changes <= table.size() * UNSAVED) return;
      let fault: unknown;
      await slices.run(function* () {
        const { changes } = store;
        try {
          yield* writeIndex(file, store.dump());
        } catch (caught) {
          fault = caught;
          store.changes += changes;
        }
      });
      if (fault !== undefined) throw fault;
    },
    ready,
    search(query, options = {}) {
      const answer = () => rank(query, options);
      if (!options.typing) return answer();
      // The next question that is sent tells the fault.
      readDictionaries(query).catch(() => undefined);
      return withWhatIsRead(answer);
    },
    where: (query, title) => withWhatIsRead(() => where(rank.meant(query), title, isJapanese())),
    async passages(query, posts) {
      const meant = rank.meant(query);
      const made = withWhatIsRead(() => createMarker(meant, isJapanese()));
      const marker: Marker = { ...made, mark: (text) => withWhatIsRead(() => made.mark(text)) };
      const asks = parseQuery(meant).text;
      const passageIn = async ({ id, title }: Post): Promise<Passage | null> => {
        const text = (await body?.(id))?.text;
        let found: Passage | null = null;
        if (text)
          await asked.run(function* () {
            found = yield* findPassage(marker, asks, title, text);
          });
        return found;
      };
      const found: (Passage | null)[] = [];
      for (const post of posts) found.push(await passageIn(post));
      return found;
    },
    async similar(post, limit) {
      const text = post.protected ? NO_BODY.text : ((await body?.(post.id))?.text ?? NO_BODY.text);
      let found: Awaited<ReturnType<WritableIndex["similar"]>> = [];
      await asked.run(function* () {
        found = yield* similarTo(store, post, text, limit);
      });
      return found;
    },
    nearest: (typed, among, limit) =>
      nearestNames(typed, among, limit, (known) => withWhatIsRead(() => names.find(typed, known))),
  };
}
