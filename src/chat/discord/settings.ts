// What the owner may say of Discord.
import { z } from "zod";
import { onOff, oneOf, optional, preset, text, webAddress, whole } from "../../setting.js";

/** Not the platform's exact grammar, only what a mistaken paste (spaces, a header's `Bot `) breaks. */
const token = text.regex(
  /^[\w-]+\.[\w-]+\.[\w-]+$/,
  "does not look like a bot token (three parts with dots between)",
);
const publicKey = text.regex(
  /^[\da-f]{64}$/i,
  "must be the Public Key of your Discord application, 64 digits and letters from a to f",
);
const snowflake = text.regex(/^\d{15,21}$/, "must be the server's id, 15 to 21 digits");

export const discordSettings = z
  .object({
    DISCORD_TOKEN: optional(token, "the token from the Bot page of your Discord application", whole),
    DISCORD_API_URL: optional(webAddress, "https://discord.com/api"),
    DISCORD_GUILD_ID: optional(snowflake, "123456789012345678"),
    GREET: preset(onOff, "off"),
    DISCORD_STYLE: preset(oneOf("components", "embeds"), "components"),
    DISCORD_RECEIVE: preset(oneOf("gateway", "http"), "gateway"),
    DISCORD_PUBLIC_KEY: optional(
      publicKey,
      "the Public Key from the General Information page of your Discord application",
    ),
  })
  .refine(
    ({ DISCORD_RECEIVE, DISCORD_PUBLIC_KEY }) => DISCORD_RECEIVE !== "http" || DISCORD_PUBLIC_KEY !== null,
    {
      path: ["DISCORD_PUBLIC_KEY"],
      error: "is needed where DISCORD_RECEIVE is http: it shows that a question is Discord's",
    },
  );
