// Makes the shared index: analysis, postings, shortlist and ranking behind `WritableIndex`.
import { createHash } from "node:crypto";
import { isVisible, type Post } from "../post/post.js";
import type { Language } from "./analysis/glosses.js";
import { postLanguage, postTerms } from "./analysis/post-terms.js";
import { family } from "./analysis/terms.js";
import { readDictionary } from "./dictionary/of-language.js";
import { withWhatIsRead } from "./dictionary/word-table.js";
import { readIndex, writeIndex, type SavedIndex } from "./index/index-file.js";
import { createPostings, type PostingsDump } from "./index/postings.js";
import { createVocabulary } from "./index/vocabulary.js";
import { nearestNames } from "./rank/nearest-names.js";
import { createRanker } from "./rank/ranker.js";
import { where } from "./rank/where.js";
import { createSlices } from "./slices.js";
import type { Hit, WritableIndex } from "./search-index.js";

/** An index that is kept in `file`: what stands there is found again once its posts are put, without new analysis. */
export const openSearchIndex = async (file: string): Promise<WritableIndex> =>
  createSearchIndex(await readIndex(file), file);

const ASIAN = /[\u3041-\u9fff\uac00-\ud7a3]/u;

/** One post in the index; `post` is undefined for one that was saved and has not been put since. */
interface Place {
  readonly id: string;
  readonly print: string;
  readonly language: Language | null;
  post: Post | undefined;
}

export function createSearchIndex(saved?: SavedIndex, file?: string): WritableIndex {
  const postings = createPostings(saved?.postings);
  const names = createVocabulary(saved?.names);
  const words = createVocabulary(saved?.words);
  const glosses = createVocabulary(saved?.glosses);
  const sounds = createVocabulary(saved?.sounds);
  const slices = createSlices();
  const placeOf = new Map<string, number>();
  const places: (Place | undefined)[] = [];
  const free: number[] = [];
  const dead = new Set<number>();
  /** Whether the file holds less than is known. */
  let unsaved = saved === undefined;
  const languages = { ja: 0, ko: 0, zh: 0 };

  for (const [at, place] of (saved?.places ?? []).entries()) {
    if (!place) {
      free.push(at);
      continue;
    }
    const [id, print, language] = place;
    places[at] = { id, print, language, post: undefined };
    placeOf.set(id, at);
    if (language) languages[language] += 1;
  }

  function* add(post: Post, body: string): Generator<void> {
    const print = fingerprint(post, body);
    const known = places[placeOf.get(post.id) ?? -1];
    if (known?.print === print && isVisible(post)) {
      if (known.language) yield* readDictionary(known.language);
      known.post = post;
      return;
    }
    const asian = ASIAN.test(post.title + post.summary);
    const written = postLanguage(post, body);
    const language = asian ? written : null;
    if (isVisible(post) && (asian || ASIAN.test(post.protected ? "" : body))) yield* readDictionary(written);
    drop(post.id);
    if (!isVisible(post)) return;
    unsaved = true;
    const at = free.pop() ?? places.length;
    if (language) languages[language] += 1;
    placeOf.set(post.id, at);
    places[at] = { id: post.id, print, language, post };
    yield* postTerms(post, body, written, (kind, text, weight, field) => {
      const isNew = postings.add(kind, text, at, weight, field);
      const inName = field !== "excerpt" && field !== "body";
      if (kind === family.roman && inName) sounds.add(text);
      else if (kind === family.gloss && inName) glosses.add(text);
      else if (kind === family.word && inName) names.add(text);
      else if (kind === family.word && isNew) words.add(text);
    });
  }
  function drop(id: string): void {
    const at = placeOf.get(id) ?? -1;
    const place = places[at];
    if (!place) return;
    unsaved = true;
    placeOf.delete(id);
    places[at] = undefined;
    dead.add(at);
    if (place.language) languages[place.language] -= 1;
  }
  /** Takes dead posts out of the postings, a slice at a time; their places are used again afterwards. */
  function* sweep(): Generator<void> {
    if (dead.size === 0) return;
    const swept = new Set(dead);
    yield* postings.sweep((at) => swept.has(at));
    for (const at of swept) {
      dead.delete(at);
      free.push(at);
    }
  }
  const removing = (ids: () => Iterable<string>): Promise<void> =>
    slices.run(function* () {
      for (const id of ids()) drop(id);
      yield* sweep();
    });

  /** For what readers ask: they do not wait until all posts are in the index. */
  const asked = createSlices();
  const read = (missed: readonly (() => Generator<void>)[]): Promise<void> =>
    asked.run(function* () {
      for (const reading of missed) yield* reading();
    });

  const ranker = createRanker({
    postings,
    names,
    words,
    glosses,
    sounds,
    languages,
    size: () => placeOf.size,
    posts: () => places.flatMap((place) => place?.post ?? []),
  });
  return {
    put: (entries) =>
      slices.run(function* () {
        for (const { post, body } of entries) {
          yield* add(post, body);
          yield;
        }
        yield* sweep();
      }),
    remove: (ids) => removing(() => ids),
    forgetUnseen: () => removing(() => places.flatMap((place) => (place && !place.post ? [place.id] : []))),
    async save() {
      if (!file || !unsaved) return;
      unsaved = false;
      let kept: SavedIndex | undefined;
      await slices.run(function* () {
        yield* sweep();
        const dump: PostingsDump = yield* postings.dump();
        kept = {
          postings: dump,
          names: [...names.all()],
          words: [...words.all()],
          glosses: [...glosses.all()],
          sounds: [...sounds.all()],
          places: Array.from(places, (place) => (place ? [place.id, place.print, place.language] : null)),
        };
      });
      try {
        if (kept) await writeIndex(file, kept);
      } catch (fault) {
        unsaved = true;
        throw fault;
      }
    },
    search(query, options = {}) {
      const answer = (): readonly Hit[] => ranker(query, options, (at) => places[at]?.post);
      if (!options.typing) return answer();
      const { value, missed } = withWhatIsRead(answer);
      if (missed.length > 0) void read(missed);
      return value;
    },
    async ready(query) {
      // Without such a script nothing is looked up that the posts did not need.
      if (!ASIAN.test(query)) return;
      // What one dictionary says may lead to another.
      for (;;) {
        const { missed } = withWhatIsRead(() => ranker(query, { limit: 1 }, (at) => places[at]?.post));
        if (missed.length === 0) return;
        await read(missed);
      }
    },
    where: (query, title) => withWhatIsRead(() => where(query, title, languages.ja > languages.zh)).value,
    nearest: (typed, among, limit) => nearestNames(typed, among, limit, languages.zh > 0),
  };
}

/** Of everything that analysis reads: equal prints, equal terms. */
const fingerprint = (post: Post, body: string): string =>
  createHash("sha1")
    .update(JSON.stringify([post.title, post.slug, post.tags, post.categories, post.summary, post.protected]))
    .update(post.protected ? "" : body)
    .digest("base64");
