// The generators without rules of their own here, in the order in which they are asked for.
import type { Kin } from "./kin.js";
import { bridgetown } from "./kin/bridgetown.js";
import { docusaurus } from "./kin/docusaurus.js";
import { eleventy } from "./kin/eleventy.js";
import { gatsby } from "./kin/gatsby.js";
import { mkdocs } from "./kin/mkdocs.js";
import { next } from "./kin/next.js";
import { nikola } from "./kin/nikola.js";
import { nuxt } from "./kin/nuxt.js";
import { obsidian } from "./kin/obsidian.js";
import { pelican } from "./kin/pelican.js";
import { quarto } from "./kin/quarto.js";
import { quartz } from "./kin/quartz.js";
import { svelte } from "./kin/svelte.js";
import { zola } from "./kin/zola.js";

export const KINS: readonly Kin[] = [
  zola,
  quartz,
  quarto,
  docusaurus,
  eleventy,
  pelican,
  nikola,
  gatsby,
  nuxt,
  next,
  svelte,
  bridgetown,
  // Many a repository has one for its documentation.
  mkdocs,
  obsidian,
];
