// What the owner may say of Discord.
import { z } from "zod";
import { onOff, oneOf, optional, preset, text, webAddress, whole } from "../../setting.js";

/** Not the platform's exact grammar, only what a mistaken paste (spaces, a header's `Bot `) breaks. */
const token = text.regex(
  /^[\w-]+\.[\w-]+\.[\w-]+$/,
  "does not look like a bot token (three parts with dots between)",
);
const snowflake = text.regex(/^\d{15,21}$/, "must be the server's id, 15 to 21 digits");

export const discordSettings = z.object({
  DISCORD_TOKEN: optional(token, "the token from the Bot page of your Discord application", whole),
  DISCORD_API_URL: optional(webAddress, "https://discord.com/api"),
  DISCORD_GUILD_ID: optional(snowflake, "123456789012345678"),
  GREET: preset(onOff, "off"),
  DISCORD_STYLE: preset(oneOf("components", "embeds"), "components"),
});
