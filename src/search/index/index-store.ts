// The index as it stands in memory: posts, postings, vocabularies; how posts come in and go out, in steps.
import { createHash } from "node:crypto";
import { isVisible, type Post } from "../../post/post.js";
import type { CjkLanguage } from "../analysis/glosses.js";
import { postEuropean, postLanguage, postTerms, type PostLanguages } from "../analysis/post-terms.js";
import { family, type Family } from "../analysis/terms.js";
import { european } from "../dictionary/european.js";
import { readDictionary } from "../dictionary/of-language.js";
import { tableStamp } from "../dictionary/table-file.js";
import type { PostToIndex } from "../search-index.js";
import type { Step } from "../slices.js";
import type { SavedIndex } from "./index-file.js";
import { createPostTable, type PostTable } from "./post-table.js";
import { createPostings, type Field, type Postings } from "./postings.js";
import { createVocabulary, type Vocabulary } from "./vocabulary.js";

/** What the index holds. */
export interface IndexContents {
  readonly table: PostTable;
  readonly postings: Postings;
  /** Words of titles, slugs, tags and categories. */
  readonly names: Vocabulary;
  /** Words of excerpts and bodies. */
  readonly words: Vocabulary;
  /** English of words of titles, tags and categories in other scripts. */
  readonly glosses: Vocabulary;
  /** Romanised words of Japanese and Korean titles. */
  readonly sounds: Vocabulary;
}

export interface IndexStore extends IndexContents {
  /** Whether anything changed since it was read or dumped. */
  changed: boolean;
  knows(post: Post, written: string): boolean;
  /** Adds or replaces a post. `language`: unless given that of its text. */
  add(entry: PostToIndex, language?: CjkLanguage): Generator<Step>;
  drop(id: string): void;
  /** Takes what was dropped out of the postings. */
  sweep(): Generator<void>;
  /** A copy to keep on disk; nothing may be added or dropped until it is through. */
  dump(): Generator<void, SavedIndex>;
  /** Takes in what was dumped; for a store that is empty yet. */
  restore(saved: SavedIndex): Generator<void>;
}

const ASIAN = /[\u3041-\u9fff\uac00-\ud7a3]/u;

export function createIndexStore(): IndexStore {
  const table = createPostTable();
  const postings = createPostings();
  const names = createVocabulary();
  const words = createVocabulary();
  const glosses = createVocabulary();
  const sounds = createVocabulary();

  /** Keeps a new term's text where beginnings and misspellings of it can be asked. */
  function remember(kind: Family, text: string, field: Field, isNew: boolean): void {
    const inName = field !== "excerpt" && field !== "body";
    if (kind === family.roman && inName) sounds.add(text);
    else if (kind === family.gloss && inName) glosses.add(text);
    else if (kind === family.word && inName) names.add(text);
    else if (kind === family.word && isNew) words.add(text);
  }
  const store: IndexStore = {
    table,
    postings,
    names,
    words,
    glosses,
    sounds,
    knows: (post, written) => table.find(post.id)?.print === fingerprint(post, written),
    changed: true,
    *add({ post, body }, language) {
      const print = fingerprint(post, body.written);
      const known = table.find(post.id);
      if (known?.print === print && isVisible(post)) {
        if (known.language) yield* readDictionary(known.language);
        known.post = post;
        return;
      }
      if (!isVisible(post)) return store.drop(post.id);
      const languages = yield* languagesOf({ post, body }, language);
      store.drop(post.id);
      store.changed = true;
      const { cjk } = languages;
      const place = table.add({ id: post.id, print, language: isAsian(post) ? cjk : null, post });
      yield* postTerms(post, body.text, languages, (kind, text, weight, field) => {
        remember(kind, text, field, postings.add(kind, text, place, weight, field));
      });
    },
    drop(id) {
      if (table.drop(id)) store.changed = true;
    },
    sweep: () => table.sweep((isDead) => postings.sweep(isDead)),
    *dump() {
      store.changed = false;
      yield* store.sweep();
      return {
        postings: yield* postings.dump(),
        names: yield* names.dump(),
        words: yield* words.dump(),
        glosses: yield* glosses.dump(),
        sounds: yield* sounds.dump(),
        places: yield* table.dump(),
      };
    },
    *restore(saved) {
      yield* table.restore(saved.places);
      yield* postings.restore(saved.postings);
      yield* names.restore(saved.names);
      yield* words.restore(saved.words);
      yield* glosses.restore(saved.glosses);
      yield* sounds.restore(saved.sounds);
      store.changed = false;
    },
  };
  return store;
}

const isAsian = ({ title, summary }: Post): boolean => ASIAN.test(title + summary);

/** The languages of a post, their dictionaries read. `cjk`: unless given that of its text. */
export function* languagesOf(
  { post, body: { text } }: PostToIndex,
  cjk = postLanguage(post, text.prose),
): Generator<Step, PostLanguages> {
  const prose = post.protected ? "" : text.prose;
  if (isAsian(post) || ASIAN.test(prose)) yield* readDictionary(cjk);
  const spoken = isAsian(post) ? null : postEuropean(post, prose);
  if (spoken) yield* european.reading();
  return { cjk, european: spoken };
}

/** Of everything that analysis reads: equal prints, equal terms. */
const fingerprint = (post: Post, written: string): string =>
  createHash("sha1")
    .update(JSON.stringify([post.title, post.slug, post.tags, post.categories, post.summary, post.protected]))
    .update(post.protected ? "" : written)
    .update(tableStamp())
    .digest("base64");
