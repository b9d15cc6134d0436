// The words of the owner's pages, loaded when the first of these is asked for: readers never need them.
import { ownerPages as english, type OwnerPages } from "./en/owner-pages.js";

const loads: Readonly<Record<string, () => Promise<{ readonly ownerPages: OwnerPages }>>> = {
  "zh-CN": () => import("./zh/owner-pages.js"),
  "zh-TW": () => import("./zh-hant/owner-pages.js"),
  ja: () => import("./ja/owner-pages.js"),
  ko: () => import("./ko/owner-pages.js"),
  de: () => import("./de/owner-pages.js"),
  fr: () => import("./fr/owner-pages.js"),
  es: () => import("./es/owner-pages.js"),
  "pt-BR": () => import("./pt/owner-pages.js"),
  ru: () => import("./ru/owner-pages.js"),
  it: () => import("./it/owner-pages.js"),
  tr: () => import("./tr/owner-pages.js"),
  pl: () => import("./pl/owner-pages.js"),
  uk: () => import("./uk/owner-pages.js"),
};

/** `tag`: that of a locale. */
export const loadOwnerPages = async (tag: string): Promise<OwnerPages> =>
  (await loads[tag]?.())?.ownerPages ?? english;
