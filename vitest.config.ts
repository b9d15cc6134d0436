// Where tests live, and how long one may take: a busy machine is no fault of the bot.
import { defineConfig } from "vitest/config";
import { PATIENCE } from "./test/until.js";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/app/build.ts",
    testTimeout: 2 * PATIENCE,
    hookTimeout: 2 * PATIENCE,
    expect: { poll: { timeout: PATIENCE } },
    pool: "forks",
    coverage: { provider: "v8", include: ["src/**"] },
  },
});
