// What the stand-in's gateway tells a session first: who the bot is, and which servers there are.
import { ids, type World } from "./world.js";

const bot = { id: ids.bot, username: "postern", discriminator: "0", avatar: null, bot: true };

export const readyOf = (session: string, guilds: readonly string[], url: string) => ({
  v: 10,
  user: { ...bot, global_name: null },
  guilds: guilds.map((id) => ({ id, unavailable: true })),
  session_id: session,
  resume_gateway_url: url,
  application: { id: ids.bot, flags: 0 },
});

/** A server as the bot sees it; all but Ada's have nothing in them. */
export const guildOf = (world: World, id: string) => ({
  id,
  name: id === ids.guild ? "Ada's server" : `Server ${id}`,
  owner_id: ids.ada,
  unavailable: false,
  member_count: 3,
  joined_at: new Date().toISOString(),
  large: false,
  features: [],
  emojis: [],
  stickers: [],
  system_channel_id: id === ids.guild ? ids.text : null,
  members: [
    { user: bot, roles: [], joined_at: new Date().toISOString(), deaf: false, mute: false, flags: 0 },
  ],
  presences: [],
  voice_states: [],
  stage_instances: [],
  guild_scheduled_events: [],
  threads: [],
  soundboard_sounds: [],
  roles: [
    { id, name: "@everyone", permissions: world.everyone, position: 0, managed: false },
    ...(id === ids.guild ? world.roles : []),
  ].map((role) => ({ ...role, color: 0, hoist: false, mentionable: false, flags: 0 })),
  channels:
    id === ids.guild
      ? [...world.channels.values()]
          .filter(({ type }) => type !== 11 && type !== 1)
          .map((one) => ({ ...one, position: 0, permission_overwrites: [] }))
      : [],
  preferred_locale: "en-US",
});
