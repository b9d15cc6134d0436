// How the owner writes a place of each platform.
import { discordAddressing } from "./chat/discord/address.js";
import { telegramAddressing } from "./chat/telegram/address.js";
import type { Addressing } from "./subscription/announce-to.js";

export const addressings: readonly Addressing[] = [discordAddressing, telegramAddressing];
