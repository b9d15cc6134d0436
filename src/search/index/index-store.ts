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
import type { PartName, SavedIndex } from "./index-file.js";
import { createPostTable, savedPlaces, type PostTable } from "./post-table.js";
import { createPostings, type Field, type Postings } from "./postings.js";
import { createVocabulary, type Vocabulary } from "./vocabulary.js";

/** What the index holds. */
export interface IndexContents {
  readonly table: PostTable;
  readonly postings: Postings;
  /** Words of titles, slugs, tags and categories: of names. */
  readonly names: Vocabulary;
  /** Words that stand in no name, only in excerpts and bodies. */
  readonly words: Vocabulary;
  /** English of words of titles, tags and categories in other scripts. */
  readonly glosses: Vocabulary;
  /** Romanised words of Japanese and Korean titles. */
  readonly sounds: Vocabulary;
}

export interface IndexStore extends IndexContents {
  /** How many posts came or went since it was read or dumped. */
  changes: number;
  knows(post: Post, written: string): boolean;
  /** Adds or replaces a post. `language`: unless given that of its text. */
  add(entry: PostToIndex, language?: CjkLanguage): Generator<Step>;
  drop(id: string): void;
  /** Takes what was dropped out of the postings, once that is worth going through all of them. */
  sweep(): Generator<void>;
  /** Part by part what is kept on disk; nothing may be added or dropped until it is through. */
  dump(): Generator<readonly [PartName, Uint8Array] | undefined>;
  /** Takes in what was dumped; for a store that is empty yet. */
  restore(saved: SavedIndex): Generator<void>;
}

/** Posts that were dropped are swept out when they are more than these and this share of the posts. */
const SWEPT = { least: 16, share: 0.05 };

const numbersIn = (bytes: Uint8Array): Uint32Array =>
  new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const bytesOf = (numbers: Uint32Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
const placesIn = (part: Uint8Array) => savedPlaces.parse(JSON.parse(Buffer.from(part).toString("utf8")));

const ASIAN = /[\u3041-\u9fff\uac00-\ud7a3]/u;
const HAN = /[\u3400-\u9fff]/u;

export function createIndexStore(): IndexStore {
  const table = createPostTable();
  const postings = createPostings();
  const isNamed = (kind: Family) => (text: string) => postings.has(family.named, kind + text);
  const isName = isNamed(family.word);
  const names = createVocabulary(isName);
  const words = createVocabulary((text) => !isName(text) && postings.has(family.word, text));
  const glosses = createVocabulary(isNamed(family.gloss));
  const sounds = createVocabulary(isNamed(family.roman));

  const vocabularies = [
    ["names", names],
    ["words", words],
    ["glosses", glosses],
    ["sounds", sounds],
  ] as const;

  /** Keeps a new term's text where beginnings and misspellings of it can be asked. */
  function remember(kind: Family, text: string, field: Field, place: number, isNew: boolean): void {
    if (kind === family.word && isNew) words.add(text);
    if (field === "excerpt" || field === "body") return;
    const vocabulary =
      kind === family.word
        ? names
        : kind === family.gloss
          ? glosses
          : kind === family.roman
            ? sounds
            : undefined;
    if (vocabulary && postings.add(family.named, kind + text, place, 0, field)) vocabulary.add(text);
  }
  const store: IndexStore = {
    table,
    postings,
    names,
    words,
    glosses,
    sounds,
    knows: (post, written) => table.find(post.id)?.print === fingerprint(post, written),
    changes: 0,
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
      store.changes += 1;
      const { cjk } = languages;
      const place = table.add({ id: post.id, print, language: isAsian(post) ? cjk : null, post });
      yield* postTerms(post, body.text, languages, (kind, text, weight, field) => {
        remember(kind, text, field, place, postings.add(kind, text, place, weight, field));
      });
    },
    drop(id) {
      const place = table.drop(id);
      if (place < 0) return;
      postings.bury(place);
      store.changes += 1;
    },
    *sweep() {
      if (postings.buried.size <= SWEPT.least + table.size() * SWEPT.share) return;
      const places = [...postings.buried];
      yield* postings.sweep();
      table.free(places);
    },
    *dump() {
      store.changes = 0;
      for (const part of postings.dump()) yield part && [part[0], bytesOf(part[1])];
      yield ["buried", bytesOf(Uint32Array.from(postings.buried))];
      for (const places of table.dump()) yield ["places", Buffer.from(JSON.stringify(places))];
      for (const [name, vocabulary] of vocabularies) for (const list of vocabulary.dump()) yield [name, list];
    },
    *restore(saved) {
      const buried = new Set(saved.buried.flatMap((part) => [...numbersIn(part)]));
      yield* table.restore(saved.places.map(placesIn), buried);
      yield* postings.restore({
        lists: saved.lists.map(numbersIn),
        records: saved.records.map(numbersIn),
        buried: [...buried],
      });
      for (const [name, vocabulary] of vocabularies) {
        vocabulary.restore(saved[name]);
        yield;
      }
    },
  };
  return store;
}

export const isAsian = ({ title, summary }: Post): boolean => ASIAN.test(title + summary);

/** So much of a text is looked through before others get their turn. */
const STEP = 2 ** 18;

function* hold(texts: readonly string[], signs: RegExp): Generator<void, boolean> {
  for (const text of texts)
    for (let from = 0; from < text.length; from += STEP) {
      if (signs.test(text.slice(from, from + STEP))) return true;
      if (text.length > STEP) yield;
    }
  return false;
}

/** The languages of a post, their dictionaries read. `cjk`: unless given that of its text. */
export function* languagesOf(
  { post, body: { text } }: PostToIndex,
  cjk = postLanguage(post, text.prose),
): Generator<Step, PostLanguages> {
  const prose = post.protected ? "" : text.prose;
  const written = [post.title, post.summary, post.slug, ...post.tags, ...post.categories.flat(), prose];
  if (yield* hold(written, ASIAN)) yield* readDictionary(cjk);
  // Words of Han characters in a Korean text are looked for as Chinese ones.
  if (cjk === "ko" && (yield* hold(written, HAN))) yield* readDictionary("zh");
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
