// Every command there is. A new command is one file and one line here.
import { about } from "./about.js";
import { archive } from "./archive.js";
import { categories } from "./categories.js";
import { category } from "./category.js";
import type { Command } from "./command.js";
import { help } from "./help.js";
import { language } from "./language.js";
import { latest } from "./latest.js";
import { newPosts } from "./new.js";
import { popular } from "./popular.js";
import { post } from "./post.js";
import { forget, privacy } from "./privacy.js";
import { random } from "./random.js";
import { read } from "./read.js";
import { related } from "./related.js";
import { search } from "./search.js";
import { series } from "./series.js";
import { settings } from "./settings.js";
import { subscribe } from "./subscribe.js";
import { subscriptions } from "./subscriptions.js";
import { tag } from "./tag.js";
import { tags } from "./tags.js";
import { unsubscribe } from "./unsubscribe.js";
import { why } from "./why.js";

/** In the order menus show them. `counted`: popular posts are counted, and can be asked for. */
export const catalogOf = (counted: boolean): readonly Command[] => [
  post,
  read,
  search,
  latest,
  newPosts,
  ...(counted ? [popular] : []),
  tags,
  tag,
  categories,
  category,
  archive,
  series,
  related,
  random,
  subscribe,
  unsubscribe,
  subscriptions,
  settings,
  language,
  why,
  about,
  privacy,
  forget,
  help,
];
