// Which pages a cascade or a permalink of Hugo's is for: its `target`.
import { anyCase } from "./keys.js";
import { textField, texts } from "../rules/fields.js";
import { globs } from "../rules/pattern.js";
import { below, isData, own } from "../rules/scalar.js";

/** What of a page decides. */
interface Targeted {
  readonly folders: readonly string[];
  readonly name: string;
  readonly language: { readonly key: string };
}

export type Reaches = (page: Targeted) => boolean;

/** Of a `target` as written; one that names nothing is for all pages. */
export function reaches(target: unknown): Reaches {
  const only = isData(target) ? anyCase(target) : {};
  // By the site in which a page stands, as from 0.153.
  const languages = texts(own(below(only, "sites", "matrix"), "languages"));
  const [path, kind, lang, environment] = ["path", "kind", "lang", "environment"].map((key) => {
    const written = textField(only, key)?.toLowerCase();
    return written === undefined ? () => true : globs([written]);
  });
  const inLanguage = languages.length === 0 ? () => true : globs(languages);
  return ({ folders, name, language: { key } }) =>
    path?.(`/${[...folders, name].join("/")}`.toLowerCase()) === true &&
    kind?.("page") === true &&
    lang?.(key) === true &&
    inLanguage(key) &&
    environment?.("production") === true;
}
