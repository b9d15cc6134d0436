// What a match is worth by the field it stands in and by how it was found; exact title words are 1.
import type { Field } from "../index/postings.js";

export const fieldWeight: Readonly<Record<Field, number>> = {
  title: 1,
  slug: 0.85,
  tags: 0.6,
  categories: 0.4,
  excerpt: 0.4,
  body: 0.45,
};

/** English of a Chinese, Japanese or Korean word, by the field of that word. */
export const glossWeight: Readonly<Record<Field, number>> = {
  title: 0.75,
  slug: 0.6,
  tags: 0.4,
  categories: 0.28,
  excerpt: 0.3,
  body: 0.24,
};
