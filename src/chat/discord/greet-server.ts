// Says in a server that the bot was added to what it does and who may subscribe: once in the life of the server.
import { PermissionFlagsBits, Routes } from "discord-api-types/v10";
import type { Guild } from "discord.js";
import { localeFor } from "../../locale/locale.js";
import { greeting } from "../../reply/greeting.js";
import type { GuildMemory } from "./registration.js";
import { renderReply } from "./render-reply.js";

const NEEDED = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages];

interface ServerGreeting {
  readonly store: GuildMemory;
  /** The blog's, or empty. */
  readonly title: string;
  readonly fallbackLocale: () => string | null;
}

/**
 * In the channel where Discord welcomes newcomers, if the bot may write there. Marked before it is sent: a server that
 * hears nothing is better than one that hears it twice. Throws what discord.js throws.
 */
export async function greetServer(
  guild: Guild,
  { store, title, fallbackLocale }: ServerGreeting,
): Promise<void> {
  const { systemChannel: channel, members, preferredLocale, client } = guild;
  if (!channel || !members.me || !channel.permissionsFor(members.me).has(NEEDED)) return;
  const name = `discord.greeted.${guild.id}`;
  if ((await store.getState(name)) !== null) return;
  await store.setState(name, "1");
  const locale = localeFor(preferredLocale, fallbackLocale());
  const { components, flags } = renderReply(greeting(title, locale), { asker: "", locale });
  await client.rest.post(Routes.channelMessages(channel.id), {
    body: { components, flags, allowed_mentions: { parse: [] } },
  });
}
