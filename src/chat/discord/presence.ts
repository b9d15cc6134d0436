// Tells when the bot is let into a server or shown the door, and when a channel or thread goes.
import { Events, GatewayDispatchEvents, type APIUnavailableGuild, type Client } from "discord.js";

/** @param told hears the address of a place and whether it is open to the bot again */
export function watchPresence(client: Client, told: (address: string, welcome: boolean) => void): void {
  // The event before discord.js forgets which channels the server had. An outage closes nothing.
  client.ws.on(GatewayDispatchEvents.GuildDelete, ({ id, unavailable }: APIUnavailableGuild) => {
    if (unavailable) return;
    for (const channel of client.guilds.cache.get(id)?.channels.cache.keys() ?? []) told(channel, false);
  });
  client.on(Events.GuildCreate, (guild) => {
    for (const id of guild.channels.cache.keys()) told(id, true);
  });
  client.on(Events.ChannelDelete, (channel) => told(channel.id, false));
  client.on(Events.ThreadDelete, (thread) => told(thread.id, false));
}
