// Makes the shared index: analysis, postings, shortlist and ranking behind `WritableIndex`.
import { LRUCache } from "lru-cache";
import { clearDrafts } from "../drafts.js";
import { NO_BODY, type Body } from "../post/body.js";
import { isVisible, type Post } from "../post/post.js";
import { family } from "./analysis/terms.js";
import { dictionariesFor, dictionariesRead, isRead, readDictionary } from "./dictionary/of-language.js";
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
import type { RunTable } from "./rank/run-table.js";
import { createTextReader } from "./rank/text-lines.js";
import { judgeLines, type LineJudge } from "./rank/where-met.js";
import { createMarker, type Marker } from "./rank/where.js";
import { createSlices } from "./slices.js";
import { parseQuery } from "./query/parse-query.js";
import type { Hit, Passage, SearchOptions, WritableIndex } from "./search-index.js";
import { limits } from "./limits.js";

interface Options {
  /** Where bodies are read to find words as they stand; without it these are found in titles, tags and summaries only. */
  readonly body?: ReadBody | undefined;
  readonly store?: IndexStore;
  readonly file?: string;
}

/** Too few to be a phrase, for which bodies are read: those of which most questions begin with the same. */
const FIRST_LETTERS = /^[\p{L}\p{N}]{1,5}$/u;

/** By the text as it was read: one that was written anew, or half, is another object. */
type KnownPassages = WeakMap<Body["text"], { readonly title: string; readonly passage: Passage | null }>;

/** Where fewer posts than this share changed, they are sooner read anew at the next start than all is written. */
const UNSAVED = 0.01;

interface SavedOptions extends Pick<Options, "body"> {
  /** Told why what was saved is of no use. */
  readonly onUnusable?: (reason: string) => void;
}

/** An index that is kept in `file`: what stands there is found again once its posts are put, without new analysis. */
export async function openSearchIndex(
  file: string,
  { body, onUnusable }: SavedOptions = {},
): Promise<WritableIndex> {
  await clearDrafts(file);
  try {
    const store = createIndexStore();
    const saved = await readIndex(file);
    if (saved) await createSlices().run(() => store.restore(saved));
    return createSearchIndex({ body, store, file });
  } catch (fault) {
    // Whatever is wrong with it (and with the disk: EISDIR, EIO): no saved answer is worth a bot that does not start.
    onUnusable?.(fault instanceof Error ? fault.message : String(fault));
    return createSearchIndex({ body, file });
  }
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
  const texts = createTextReader();
  /** The last question: it is asked of the texts of several posts, and of what is shown of them. */
  let last:
    { readonly key: string; readonly marker: Marker; table?: RunTable; judge?: LineJudge } | undefined;
  function lastAsked(question: string) {
    const key = keyOf(question);
    if (last?.key !== key) last = { key, marker: createMarker(question, isJapanese()) };
    return last;
  }
  function judgeOf(question: string, table: RunTable): LineJudge {
    const asked = lastAsked(question);
    if (!asked.judge || asked.table !== table) asked.judge = judgeLines(asked.marker, table, isJapanese());
    asked.table = table;
    return asked.judge;
  }
  /** With all that an answer depends on beside posts. */
  const keyOf = (question: string): string => JSON.stringify([question, isJapanese(), dictionariesRead()]);

  /** Where in texts a question was answered. What is known of a text goes with it: its sentences hold on to all of it. */
  const answeredAt = new LRUCache<string, KnownPassages>({ max: limits.keptPassages });
  function answeredBy(question: string): KnownPassages {
    const key = keyOf(question);
    const known: KnownPassages = answeredAt.get(key) ?? new WeakMap();
    answeredAt.set(key, known);
    return known;
  }

  /** What was found for the first letters of a question, by all that this depends on, while the posts are the same. */
  const begun = new LRUCache<string, readonly Hit[]>({ max: limits.keptBeginnings });
  function whileTyped(query: string, options: SearchOptions): readonly Hit[] {
    const answer = (): readonly Hit[] => withWhatIsRead(() => rank(query, options));
    if (!FIRST_LETTERS.test(query)) return answer();
    const key = JSON.stringify([query, options.limit, dictionariesRead()]);
    let found = begun.get(key);
    if (!found) begun.set(key, (found = answer()));
    return found;
  }

  const remove = (ids: () => Iterable<string>): Promise<void> =>
    slices.run(function* () {
      for (const id of ids()) {
        store.drop(id);
        begun.clear();
        yield* names.drop(id);
      }
      yield* store.sweep();
    });
  async function ready(query: string): Promise<void> {
    await readDictionaries(query);
    await reader?.read(lookup, query, (text) =>
      rank(text, { limit: limits.shortlist }).map(({ post }) => post),
    );
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
          begun.clear();
          yield* isVisible(entry.post) ? names.put(entry.post) : names.drop(entry.post.id);
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
      if (!options.typing) return rank(query, options);
      // The next question that is sent tells the fault.
      readDictionaries(query).catch(() => undefined);
      return whileTyped(query, options);
    },
    where: (query, title) => withWhatIsRead(() => lastAsked(rank.meant(query)).marker.mark(title)),
    async passages(query, posts) {
      const meant = rank.meant(query);
      const known = answeredBy(meant);
      const asks = parseQuery(meant).text;
      const passageIn = async (post: Post): Promise<Passage | null> => {
        const text = (await body?.(post.id))?.text;
        if (!text) return null;
        const before = known.get(text);
        if (before?.title === post.title) return before.passage;
        let found: Passage | null = null;
        await asked.run(function* () {
          const lines = yield* texts.read(text, isJapanese());
          const { parts } = withWhatIsRead(() => lastAsked(meant)).marker.looks;
          const { inLine, inTitle } = judgeOf(meant, lines.table);
          const judge: LineJudge = {
            inLine: (of, line) => withWhatIsRead(() => inLine(of, line)),
            inTitle: (title) => withWhatIsRead(() => inTitle(title)),
          };
          found = yield* findPassage({ text: asks, parts, judge }, post.title, text.headings, lines);
        });
        known.set(text, { title: post.title, passage: found });
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
