// Tells when the bot is let into a server or shown the door, when its rights may have changed, and when a channel goes.
import { GatewayDispatchEvents, type APIUnavailableGuild } from "discord-api-types/v10";
import { Events, type Client, type Guild } from "discord.js";

/** @param told hears the ids of channels and threads, and whether they may be open to the bot again or are closed */
export function watchPresence(client: Client, told: (ids: readonly string[], open: boolean) => void): void {
  const channelsOf = (guild: Guild | undefined): readonly string[] => [
    ...(guild?.channels.cache.keys() ?? []),
  ];
  const wholeServer = ({ guild }: { readonly guild: Guild }): void => told(channelsOf(guild), true);
  // The event before discord.js forgets which channels the server had. An outage closes nothing.
  client.ws.on(GatewayDispatchEvents.GuildDelete, ({ id, unavailable }: APIUnavailableGuild) => {
    if (!unavailable) told(channelsOf(client.guilds.cache.get(id)), false);
  });
  client.on(Events.GuildCreate, (guild) => told(channelsOf(guild), true));
  client.on(Events.ChannelDelete, (channel) => told([channel.id], false));
  client.on(Events.ThreadDelete, (thread) => told([thread.id], false));
  // Rights that were given back show in a channel's overwrites, in a role, or in the roles that the bot has.
  client.on(Events.ChannelCreate, (channel) => told([channel.id], true));
  client.on(Events.ChannelUpdate, (_, channel) =>
    told(channel.isDMBased() ? [channel.id] : within(channel.id), true),
  );
  client.on(Events.ThreadUpdate, (_, thread) => told([thread.id], true));
  client.on(Events.GuildRoleUpdate, (_, role) => wholeServer(role));
  client.on(Events.GuildMemberUpdate, (_, member) => {
    if (member.id === client.user?.id) wholeServer(member);
  });

  /** A channel and the threads in it. */
  function within(id: string): readonly string[] {
    const channel = client.channels.cache.get(id);
    const threads = channel && "threads" in channel ? [...channel.threads.cache.keys()] : [];
    return [id, ...threads];
  }
}
