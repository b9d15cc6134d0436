// What a language calls commands and options where a platform lists them in the reader's language.

/**
 * By their English names, which go on working. Discord allows small letters of any script, digits, `-` and `_`, at most
 * 32; no two commands, and no two options of one command, may be called the same.
 */
export type Names = Readonly<Record<string, string>>;
