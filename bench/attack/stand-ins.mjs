// The stand-in platforms of the tests, for a program that reads no TypeScript.
import { resolve } from "node:path";
import { rolldown } from "rolldown";

const bundle = await rolldown({
  input: {
    discord: resolve("test/stand-in/discord/stand-in.ts"),
    telegram: resolve("test/stand-in/telegram/stand-in.ts"),
    proxy: resolve("test/stand-in/proxy.ts"),
    posts: resolve("test/fixtures/slow-posts.ts"),
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
