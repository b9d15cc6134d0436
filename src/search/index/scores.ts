// How well each post answers one part of a query: a number per post, and by what its best match was found.

export interface Scores {
  /** A match of `value`: the best counts, others add a little. `note` is kept for the best. */
  raise(post: number, value: number, note: number): void;
  /** A match that replaces a smaller value and adds nothing to a larger one. */
  lift(post: number, value: number, note: number): void;
  of(post: number): number;
  noteOf(post: number): number;
  /** The posts that have a value, in the order they came. */
  readonly posts: Uint32Array;
  readonly best: number;
  clear(): void;
}

/** What a second match of the same part adds. */
const MORE = 0.08;

export function createScores(): Scores {
  let values = new Float32Array(256);
  let notes = new Int32Array(256);
  let touched = new Uint32Array(256);
  let count = 0;

  function make(post: number): void {
    while (post >= values.length) {
      const [olderValues, olderNotes] = [values, notes];
      values = new Float32Array(values.length * 2);
      values.set(olderValues);
      notes = new Int32Array(values.length);
      notes.set(olderNotes);
    }
    if (count >= touched.length) {
      const older = touched;
      touched = new Uint32Array(older.length * 2);
      touched.set(older);
    }
    touched[count] = post;
    count += 1;
  }
  return {
    raise(post, value, note) {
      const held = values[post] ?? 0;
      if (value <= 0) return;
      if (held === 0) {
        make(post);
        values[post] = value;
        notes[post] = note;
      } else if (value > held) {
        values[post] = value + held * MORE;
        notes[post] = note;
      } else values[post] = held + value * MORE;
    },
    lift(post, value, note) {
      const held = values[post] ?? 0;
      if (value <= held) return;
      if (held === 0) make(post);
      values[post] = value;
      notes[post] = note;
    },
    of: (post) => values[post] ?? 0,
    noteOf: (post) => notes[post] ?? 0,
    get posts() {
      return touched.subarray(0, count);
    },
    get best() {
      let best = 0;
      for (let at = 0; at < count; at += 1) best = Math.max(best, values[touched[at] ?? 0] ?? 0);
      return best;
    },
    clear() {
      for (let at = 0; at < count; at += 1) values[touched[at] ?? 0] = 0;
      count = 0;
    },
  };
}
