// Where tests live, and how long one may take: a busy machine is no fault of the bot.
import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";
import { PATIENCE } from "./test/until.js";

/** These look at what a process does first; the others share processes, for to load all modules anew costs a minute. */
const FRESH = ["test/search/tables-in-slices.test.ts", "test/app/proxies.test.ts"];

export default defineConfig({
  // Of the build's own making; see scripts/own-code.mjs.
  define: { RULES_CODE: '"tested01"', FEED_CODE: '"tested01"' },
  test: {
    testTimeout: 2 * PATIENCE,
    hookTimeout: 2 * PATIENCE,
    expect: { poll: { timeout: PATIENCE } },
    pool: "forks",
    // Tests wait for programs and servers half of their time: two run on any machine (vitest would take one of two cores).
    maxWorkers: Math.max(2, availableParallelism() - 1),
    setupFiles: ["test/random-tests.ts"],
    coverage: { provider: "v8", include: ["src/**"] },
    projects: [
      {
        extends: true,
        test: {
          name: "shared",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...FRESH],
          globalSetup: ["test/app/build.ts", "test/store/clean-up.ts"],
          isolate: false,
        },
      },
      { extends: true, test: { name: "fresh", include: FRESH } },
    ],
  },
});
