// The platforms there are; the page and the terminal are chats that push nothing, and are not of them.
import { discord } from "./chat/discord/platform.js";
import type { Platform } from "./chat/platform.js";
import { telegram } from "./chat/telegram/platform.js";

export const platforms: readonly Platform[] = [discord, telegram];
