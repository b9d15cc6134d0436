// Settings of a program that answers the stand-in Discord by HTTP, over a blog of one post.
import { PUBLIC_KEY, TOKEN, type DiscordStandIn } from "../stand-in/discord/stand-in.js";
import { folderOf } from "./program.js";

export const byHttp = async (discord: DiscordStandIn) => ({
  POSTS_DIR: await folderOf({ "old.md": "---\ntitle: The kettle\ndate: 2026-01-02\n---\nSome words.\n" }),
  DATA_DIR: await folderOf({}),
  DISCORD_TOKEN: TOKEN,
  DISCORD_API_URL: discord.apiUrl,
  DISCORD_RECEIVE: "http",
  DISCORD_PUBLIC_KEY: PUBLIC_KEY,
});
