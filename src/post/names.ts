// How names that people type and languages that sites write down are compared: one rule for all rooms.

/** A name as it is compared: NFKC, case and outer spaces do not count. */
export const foldName = (name: string): string => name.normalize("NFKC").toLowerCase().trim();

/** The language of a tag without its script and region: `zh` of `zh-CN` and `zh_TW`. */
export const primaryLanguage = (tag: string): string => foldName(tag).split(/[-_]/)[0] ?? "";
