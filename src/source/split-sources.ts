// Where one source of SOURCE ends and the next begins.

/**
 * The sources that SOURCE names, each `KIND:REST`. Blanks inside a folder's path belong to it: a new source begins only
 * where a word and a colon follow the blank.
 */
export const splitSources = (text: string): readonly string[] =>
  text
    .trim()
    .split(/\s+(?=[a-z]+:)/)
    .filter(Boolean);
