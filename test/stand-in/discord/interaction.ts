// An interaction as Discord sends it: who asks where, with which rights.
import { ids, type OpenInteraction, type World } from "./world.js";

export interface Who {
  readonly user?: string;
  readonly locale?: string;
  /** In a private chat with the bot instead of a server. */
  readonly inPrivate?: boolean;
  /** The asker's rights in the server, as Discord writes them. */
  readonly permissions?: string;
  readonly channel?: string;
  /** What the bot may do there; to see, to write, in threads too, and to attach files unless told. */
  readonly botPermissions?: string;
  /** The rights of the asker and of the bot in a channel that is chosen in a form, where they differ. */
  readonly elsewhere?: { readonly permissions?: string; readonly app_permissions?: string };
  /** The server where it is asked; Ada's unless told. */
  readonly server?: string;
  /** Whether the application was added there, not brought along by the person. */
  readonly installed?: boolean;
}

export const BOT_PERMISSIONS = String((1n << 10n) | (1n << 11n) | (1n << 15n) | (1n << 38n));

export function interactionOf(
  open: OpenInteraction,
  type: number,
  data: Record<string, unknown>,
  who: Who,
  world: World,
) {
  const { id, on, user, channel } = open;
  const { locale = "en-US", inPrivate = false, permissions = "0" } = who;
  const { botPermissions = BOT_PERMISSIONS, installed = true, server = ids.guild } = who;
  const person = {
    id: user,
    username: user === ids.ada ? "ada" : "bob",
    discriminator: "0",
    avatar: null,
    global_name: null,
  };
  const place = { id: channel, type: inPrivate ? 1 : (world.channels.get(channel)?.type ?? 0) };
  return {
    id,
    token: open.token,
    type,
    data,
    version: 1,
    application_id: ids.bot,
    locale,
    channel_id: channel,
    channel: place,
    entitlements: [],
    authorizing_integration_owners: installed ? { "0": inPrivate ? "0" : server } : { "1": user },
    app_permissions: botPermissions,
    attachment_size_limit: 10_485_760,
    context: inPrivate ? 1 : 0,
    ...(inPrivate
      ? { user: person }
      : {
          guild_id: server,
          guild_locale: "en-US",
          member: {
            user: person,
            roles: world.roles.map(({ id }) => id).filter((id) => world.given.has(`${user} ${id}`)),
            permissions,
            joined_at: "2026-01-01T00:00:00.000Z",
            deaf: false,
            mute: false,
            flags: 0,
          },
        }),
    ...(on && {
      message: {
        ...on,
        mentions: [],
        attachments: [],
        mention_roles: [],
        pinned: false,
        tts: false,
        mention_everyone: false,
        type: 0,
        edited_timestamp: null,
      },
    }),
  };
}
