// Reading front matter by kind: texts, lists, truths, and the fields all generators' blogs share.
import type { Announcing } from "../../post/post.js";
import { isData, meaning, own, Scalar, type Data } from "./scalar.js";

/** A lone value as its author wrote it; null for nothing, a list or a map. */
export function asText(value: unknown): string | null {
  if (typeof value === "string") return value;
  return value instanceof Scalar ? value.raw : null;
}

/** A lone value as most generators print it: numbers and truths in their usual spelling, dates as written. */
export function asShown(value: unknown): string | null {
  if (!(value instanceof Scalar)) return typeof value === "string" ? value : null;
  const plain = typeof value.value === "boolean" || Number.isFinite(value.value);
  return plain ? String(value.value) : value.raw;
}

const meant = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(meant) : isData(value) ? meantData(value) : meaning(value);
/** What front matter or a configuration means, as a template in the text may ask for it. */
export const meantData = (data: Data): Data =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, meant(value)]));

/** Every lone value of front matter as most generators print it. */
export const shownData = (data: Data): Readonly<Record<string, string | null>> =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, asShown(value)]));

/** The first of `keys` that holds a text with something in it, trimmed. */
export function textField(data: Data, ...keys: string[]): string | null {
  for (const key of keys) {
    const value = asText(own(data, key))?.trim();
    if (value !== undefined && value !== "") return value;
  }
  return null;
}

/** Every text of a value, however it is nested; empty ones dropped, order kept, each once. */
export function texts(value: unknown): readonly string[] {
  const all = Array.isArray(value) ? value.flatMap((item) => texts(item)) : [asText(value) ?? ""];
  return [...new Set(all.map((one) => one.trim()).filter((one) => one !== ""))];
}

/** True for `true`, "true", "yes" and 1; anything else is not said. */
export function isYes(value: unknown): boolean {
  const said = meaning(value);
  return (
    said === true || said === 1 || (typeof said === "string" && /^(?:true|yes|on|1)$/i.test(said.trim()))
  );
}

/** True for `false`, "false", "no" and 0. */
export function isNo(value: unknown): boolean {
  const said = meaning(value);
  return (
    said === false || said === 0 || (typeof said === "string" && /^(?:false|no|off|0)$/i.test(said.trim()))
  );
}

/** Hidden by a word that themes and plugins of every generator share. */
export const isHidden = (data: Data): boolean =>
  ["hidden", "hide", "unlisted", "private"].some((key) => isYes(own(data, key)));

export const isDraft = (data: Data): boolean => isYes(own(data, "draft")) || isYes(own(data, "isDraft"));

/** Behind a password, by front matter alone. An empty `password` says that there is none. */
export function isProtected(data: Data): boolean {
  const password = meaning(own(data, "password"));
  const locked = password !== undefined && password !== null && password !== false && password !== "";
  return (
    locked || isYes(own(data, "encrypt")) || isYes(own(data, "encrypted")) || isYes(own(data, "protected"))
  );
}

/** `notify: false | silent | digest` and `announce: TEXT`; `noindex` and the like ask for silence too. */
export function announcing(data: Data, quiet = false): Announcing {
  const said = own(data, "notify");
  const word = asText(said)?.trim().toLowerCase();
  const never = isNo(said) || word === "never" || quiet || isYes(own(data, "noindex"));
  const notify = never ? "never" : word === "silent" || word === "digest" ? word : "normal";
  return { notify, text: textField(data, "announce") };
}

/** The cover as written: an address, or a map with one (`cover: {image: …}`). */
export function coverOf(data: Data): string | null {
  for (const key of [
    "cover",
    "thumbnail",
    "image",
    "banner",
    "featured_image",
    "featureImage",
    "heroImage",
    "images",
  ]) {
    const value = own(data, key);
    const one: unknown = Array.isArray(value) ? value[0] : value;
    const written = isData(one)
      ? textField(one, "image", "src", "url", "relative")
      : typeof one === "string"
        ? one.trim()
        : null;
    if (written !== null && written !== "") return written;
  }
  return null;
}

/** The series a post belongs to: a name, a list of which the first counts, or a map with its `name`. */
export function seriesOf(data: Data): string | null {
  const value = own(data, "series");
  return isData(value) ? textField(value, "name", "title") : (texts(value)[0] ?? null);
}

/** Where themes and plugins of every generator write a post's number in its series. */
const PART_KEYS = [
  "series_order",
  "seriesOrder",
  "series_part",
  "seriesPart",
  "series_index",
  "series_weight",
];

/** A post's number in its series. */
export function partOf(data: Data): number | null {
  const series = own(data, "series");
  if (series === undefined) return null;
  const written = isData(series)
    ? textField(series, "order", "part", "index")
    : textField(data, ...PART_KEYS, "part");
  return written !== null && /^\d{1,4}$/.test(written) ? Number(written) : null;
}

/** Authors' names: texts, lists, or maps with a `name`. */
export function authorsOf(data: Data): readonly string[] {
  const named = (value: unknown): readonly string[] => {
    if (Array.isArray(value)) return value.flatMap(named);
    return isData(value) ? texts(own(value, "name")) : texts(value);
  };
  return [...new Set(["authors", "author"].flatMap((key) => named(own(data, key))))];
}

/** The first of `keys` that holds a date, as `read` takes it. */
export const firstDate = (
  data: Data,
  keys: readonly string[],
  read: (value: unknown) => number | null,
): number | null => keys.map((key) => read(own(data, key))).find((at) => at !== null) ?? null;

/** The keys under which blogs write when a post was last changed. */
export const UPDATED_KEYS = [
  "updated",
  "update",
  "lastmod",
  "modified",
  "last_modified_at",
  "updatedDate",
] as const;
