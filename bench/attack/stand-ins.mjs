// The stand-in platforms of the tests, and what runs real programs beside them, for a program that reads no TypeScript.
import { resolve } from "node:path";
import { rolldown } from "rolldown";

const bundle = await rolldown({
  input: {
    discord: resolve("test/stand-in/discord/stand-in.ts"),
    telegram: resolve("test/stand-in/telegram/stand-in.ts"),
    proxy: resolve("test/stand-in/proxy.ts"),
    posts: resolve("test/fixtures/slow-posts.ts"),
    "discord-key": resolve("test/stand-in/discord/by-http.ts"),
    "discord-bodies": resolve("test/stand-in/discord/bodies.ts"),
    calls: resolve("test/app/telegram-calls.ts"),
    program: resolve("test/app/program.ts"),
    "load-balancer": resolve("test/app/load-balancer.ts"),
    until: resolve("test/until.ts"),
    databases: resolve("test/store/databases.ts"),
    silent: resolve("test/store/silent-proxy.ts"),
    store: resolve("src/store/open-store.ts"),
    subscription: resolve("src/subscription/subscription.ts"),
  },
  platform: "node",
  external: /^[^./]/,
  logLevel: "silent",
});
const dir = resolve("node_modules/.cache/postern-attack");
await bundle.write({ dir, format: "esm", entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" });
await bundle.close();

export const { DiscordStandIn, ids, rateLimited, TOKEN } = await import(`${dir}/discord.mjs`);
export const { chats, TelegramStandIn } = await import(`${dir}/telegram.mjs`);
export const { connectProxy } = await import(`${dir}/proxy.mjs`);
export const { ENDLESS, SLOW } = await import(`${dir}/posts.mjs`);
export const { OTHER_KEY, PUBLIC_KEY, post, signed } = await import(`${dir}/discord-key.mjs`);
export const { commandData } = await import(`${dir}/discord-bodies.mjs`);
export const { telegramCalls } = await import(`${dir}/calls.mjs`);
export const { folderOf, run, runToEnd } = await import(`${dir}/program.mjs`);
export const { freePort, startHaproxy, startNginx } = await import(`${dir}/load-balancer.mjs`);
export const { databases, dropDatabases } = await import(`${dir}/databases.mjs`);
export const { openProxy } = await import(`${dir}/silent.mjs`);
export const { openStore } = await import(`${dir}/store.mjs`);
export const { until } = await import(`${dir}/until.mjs`);
export const { everything } = await import(`${dir}/subscription.mjs`);
