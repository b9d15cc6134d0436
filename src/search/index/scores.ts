// How well each post answers one part of a query: a number per post, and by what its best match was found.

import { BESIDE } from "../weights.js";
import { fieldOf, postOf, weightOf } from "./postings.js";

export interface Scores {
  /** A match of `value`: the best counts, others add a little (`more` of theirs). `note` is kept for the best. */
  raise(post: number, value: number, note: number, more?: number): void;
  /** The same for every posting of a term: its weight times `factor`, its field beside `note`. The strongest weight. */
  raiseAll(postings: Uint32Array, factor: number, note: number, more?: number): number;
  /** A match that replaces a smaller value and adds nothing to a larger one. */
  lift(post: number, value: number, note: number): void;
  /** Adds to what there is; `note` is kept only for the first. */
  add(post: number, value: number, note: number): void;
  of(post: number): number;
  noteOf(post: number): number;
  /** The posts that have a value, in the order they came. */
  readonly posts: Uint32Array;
  readonly best: number;
  clear(): void;
}

export const createScores = (): Scores => new ScoreTable();

/** How far each post covers several terms that belong together. */
export interface Coverage {
  /** A post holds a term of such worth with such a weight; the `note` of the strongest is kept. */
  add(post: number, worth: number, weight: number, note: number): void;
  /** The same for every posting of a term: its weight, its field beside `note`. */
  addAll(postings: Uint32Array, worth: number, note: number): void;
  /** The sum over its terms of worth times weight, and of worth. */
  weightOf(post: number): number;
  worthOf(post: number): number;
  noteOf(post: number): number;
  readonly posts: Uint32Array;
  clear(): void;
}

export const createCoverage = (): Coverage => new CoverageTable();

class CoverageTable implements Coverage {
  #weights = new Float32Array(256);
  #worths = new Float32Array(256);
  #strongest = new Float32Array(256);
  #notes = new Int32Array(256);
  #touched = new Uint32Array(256);
  #count = 0;

  add(post: number, worth: number, weight: number, note: number): void {
    if (post >= this.#weights.length) this.#widen(post);
    const held = this.#worths[post] ?? 0;
    if (held === 0) {
      this.#touched[this.#count] = post;
      this.#count += 1;
    }
    this.#worths[post] = held + worth;
    this.#weights[post] = (this.#weights[post] ?? 0) + worth * weight;
    if (weight <= (this.#strongest[post] ?? 0)) return;
    this.#strongest[post] = weight;
    this.#notes[post] = note;
  }

  addAll(postings: Uint32Array, worth: number, note: number): void {
    for (let at = 0; at < postings.length; at += 1) {
      const posting = postings[at] ?? 0;
      this.add(postOf(posting), worth, weightOf(posting), note | fieldOf(posting));
    }
  }

  weightOf(post: number): number {
    return this.#weights[post] ?? 0;
  }

  worthOf(post: number): number {
    return this.#worths[post] ?? 0;
  }

  noteOf(post: number): number {
    return this.#notes[post] ?? 0;
  }

  get posts(): Uint32Array {
    return this.#touched.subarray(0, this.#count);
  }

  clear(): void {
    for (let at = 0; at < this.#count; at += 1) {
      const post = this.#touched[at] ?? 0;
      this.#weights[post] = 0;
      this.#worths[post] = 0;
      this.#strongest[post] = 0;
    }
    this.#count = 0;
  }

  #widen(post: number): void {
    const room = 2 ** Math.ceil(Math.log2(post + 1));
    this.#weights = wider(this.#weights, new Float32Array(room));
    this.#worths = wider(this.#worths, new Float32Array(room));
    this.#strongest = wider(this.#strongest, new Float32Array(room));
    this.#notes = wider(this.#notes, new Int32Array(room));
    this.#touched = wider(this.#touched, new Uint32Array(room));
  }
}

class ScoreTable implements Scores {
  #values = new Float32Array(256);
  #notes = new Int32Array(256);
  #touched = new Uint32Array(256);
  #count = 0;

  raise(post: number, value: number, note: number, more = BESIDE): void {
    if (value <= 0) return;
    const held = this.#values[post] ?? 0;
    if (held === 0) this.#make(post, value, note);
    else if (value > held) {
      this.#values[post] = value + held * more;
      this.#notes[post] = note;
    } else this.#values[post] = held + value * more;
  }

  raiseAll(postings: Uint32Array, factor: number, note: number, more = BESIDE): number {
    let strongest = 0;
    for (let at = 0; at < postings.length; at += 1) {
      const posting = postings[at] ?? 0;
      const weight = weightOf(posting);
      if (weight > strongest) strongest = weight;
      this.raise(postOf(posting), weight * factor, note | fieldOf(posting), more);
    }
    return strongest;
  }

  lift(post: number, value: number, note: number): void {
    const held = this.#values[post] ?? 0;
    if (value <= held) return;
    if (held === 0) this.#make(post, value, note);
    else {
      this.#values[post] = value;
      this.#notes[post] = note;
    }
  }

  add(post: number, value: number, note: number): void {
    const held = this.#values[post] ?? 0;
    if (held !== 0) this.#values[post] = held + value;
    else if (value > 0) this.#make(post, value, note);
  }

  of(post: number): number {
    return this.#values[post] ?? 0;
  }

  noteOf(post: number): number {
    return this.#notes[post] ?? 0;
  }

  get posts(): Uint32Array {
    return this.#touched.subarray(0, this.#count);
  }

  get best(): number {
    let best = 0;
    for (let at = 0; at < this.#count; at += 1)
      best = Math.max(best, this.#values[this.#touched[at] ?? 0] ?? 0);
    return best;
  }

  clear(): void {
    for (let at = 0; at < this.#count; at += 1) this.#values[this.#touched[at] ?? 0] = 0;
    this.#count = 0;
  }

  #make(post: number, value: number, note: number): void {
    while (post >= this.#values.length) {
      this.#values = wider(this.#values, new Float32Array(this.#values.length * 2));
      this.#notes = wider(this.#notes, new Int32Array(this.#notes.length * 2));
    }
    if (this.#count >= this.#touched.length)
      this.#touched = wider(this.#touched, new Uint32Array(this.#touched.length * 2));
    this.#touched[this.#count] = post;
    this.#count += 1;
    this.#values[post] = value;
    this.#notes[post] = note;
  }
}

function wider<Numbers extends Float32Array | Int32Array | Uint32Array>(
  old: Numbers,
  made: Numbers,
): Numbers {
  made.set(old);
  return made;
}
