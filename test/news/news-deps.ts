// What a watch of news is given in the tests: a process that leads, pages that are live, and posts that are told at once.
import type { NewsDeps } from "../../src/news/watch-news.js";

export const DAY = 24 * 3_600_000;

/** What a test says otherwise; of the rules only what it is about. */
export type OtherNewsDeps = Omit<Partial<NewsDeps>, "rules"> & {
  readonly rules?: Partial<NewsDeps["rules"]>;
};

export const newsDeps = (
  given: Pick<NewsDeps, "library" | "store" | "log">,
  { rules, ...more }: OtherNewsDeps = {},
): NewsDeps => ({
  ...given,
  readBy: "rules 1",
  wait: 30 * 60_000,
  onRemove: "strike",
  leads: async () => given.store.news,
  checkLive: async () => ({ live: true }),
  withHistory: new Set<string>(),
  onTold: () => {},
  ...more,
  rules: {
    maxAtOnce: 5,
    settle: 0,
    maxAge: 30 * DAY,
    withProtected: false,
    live: false,
    removeAfter: 60_000,
    ...rules,
  },
});
