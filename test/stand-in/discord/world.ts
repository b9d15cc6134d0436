// The stand-in Discord's memory: servers, channels, messages, interactions, commands.
import { flatten, type Component, type Modal } from "./component-limits.js";

export const ids = {
  bot: "900000000000000001",
  guild: "900000000000000100",
  text: "900000000000000201",
  announcements: "900000000000000202",
  forum: "900000000000000203",
  closed: "900000000000000204",
  role: "900000000000000300",
  ada: "900000000000000401",
  bob: "900000000000000402",
} as const;

export interface Channel {
  readonly id: string;
  readonly type: number;
  readonly name: string;
  readonly parent_id?: string;
  readonly owner_id?: string;
  readonly last_message_id?: string;
  readonly available_tags?: readonly {
    readonly id: string;
    readonly name: string;
    readonly moderated: boolean;
  }[];
  readonly applied_tags?: readonly string[];
  readonly flags?: number;
  readonly permission_overwrites?: readonly {
    readonly id: string;
    readonly allow: string;
    readonly deny: string;
  }[];
  readonly thread_metadata?: {
    readonly archived: boolean;
    readonly locked: boolean;
    readonly archive_timestamp?: string;
  };
}

/** A file that came with a call, by the number of its part. */
export interface Upload {
  readonly part: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** A file of a message, as Discord tells of it; its bytes are in `uploads`. */
export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly description: string | null;
  readonly size: number;
  readonly url: string;
  readonly proxy_url: string;
}

/** A message as the server keeps it. `seenBy` is set on those only one person sees. */
export interface Message {
  readonly id: string;
  readonly channel_id: string;
  readonly author: {
    readonly id: string;
    readonly username: string;
    readonly bot: boolean;
    readonly discriminator: string;
  };
  readonly nonce?: string;
  readonly timestamp: string;
  content: string;
  embeds: unknown[];
  components: Component[];
  attachments: readonly Attachment[];
  flags: number;
  allowed_mentions: { readonly roles?: readonly string[] };
  edited: number;
  crossposted: boolean;
  seenBy: string | null;
}

const COMPONENTS_V2 = 1 << 15;

export interface OpenInteraction {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly user: string;
  readonly channel: string;
  readonly since: number;
  /** The message whose button was pressed. */
  readonly on: Message | null;
  state: "open" | "deferred" | "answered";
  /** Deferred for the asker's eyes only. */
  hidden: boolean;
  /** The answer, as far as there is one. */
  message: Message | null;
  choices: { name: string; value: string }[] | null;
  /** The form that opened. */
  form: Modal | null;
}

const DISCORD_EPOCH = 1_420_070_400_000n;

export class World {
  #count = 0n;
  readonly messages = new Map<string, Message>();
  /** Discord takes a first answer for so long, in ms. */
  firstAnswer = 3_000;
  readonly interactions = new Map<string, OpenInteraction>();
  readonly channels = new Map<string, Channel>();
  /** Registered commands by where: `global` or a server's id. */
  readonly commands = new Map<string, unknown[]>();
  /** Every call: `PUT /applications/…/commands`. */
  readonly calls: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
  /** Of the server, beside everybody's. */
  readonly roles = [
    { id: ids.role, name: "Readers", permissions: "0", position: 1, managed: false },
    { id: "900000000000000555", name: "Program", permissions: "0", position: 2, managed: true },
    { id: "900000000000000556", name: "Admins", permissions: "8", position: 3, managed: false },
  ];
  /** Which person was given which role. */
  readonly given = new Set<string>();
  /** Ids of messages that are pinned. */
  readonly pinned = new Set<string>();
  /** What the bot did that Discord would refuse. */
  readonly breaches: string[] = [];
  /** The files of the call under way. */
  files: readonly Upload[] = [];
  /** The bytes of every file ever sent, by the id of its attachment. */
  readonly uploads = new Map<string, Buffer>();
  /** What everybody's role allows in the server: see channels and send messages. */
  everyone = "3072";
  /** Until when the bot is timed out there. */
  timedOut: string | null = null;
  /** The private channels that the bot opened, by the person's id. */
  readonly privates = new Map<string, string>();
  /** Who takes no private messages. */
  readonly refusing = new Set<string>();
  /** What the application says of itself. */
  application: Record<string, unknown> = {};
  /** The servers that the bot is in. */
  readonly servers: string[] = [ids.guild];
  /** Identifies left today. */
  sessionsLeft = 1000;

  constructor() {
    const add = (channel: Channel) => this.channels.set(channel.id, channel);
    add({ id: ids.text, type: 0, name: "general" });
    add({ id: ids.announcements, type: 5, name: "news" });
    add({ id: ids.closed, type: 0, name: "closed" });
    add({
      id: ids.forum,
      type: 15,
      name: "posts",
      available_tags: [
        { id: "900000000000000501", name: "SLAM", moderated: false },
        { id: "900000000000000502", name: "随笔", moderated: false },
      ],
    });
  }

  /** The private channel with a person; the same for ever. */
  privateWith(person: string): string {
    const id = this.privates.get(person) ?? this.snowflake();
    this.privates.set(person, id);
    this.channels.set(id, { id, type: 1, name: "" });
    return id;
  }

  /** A new id that tells its time, as Discord's do. */
  snowflake(): string {
    return (((BigInt(Date.now()) - DISCORD_EPOCH) << 22n) + (this.#count++ & 0x3fffffn)).toString();
  }

  put(channel: string, body: Partial<Message>, seenBy: string | null = null): Message {
    const { content, embeds, components, flags = 0, nonce, allowed_mentions } = body;
    const message: Message = {
      id: this.snowflake(),
      channel_id: channel,
      author: { id: ids.bot, username: "postern", bot: true, discriminator: "0" },
      timestamp: new Date().toISOString(),
      content: content ?? "",
      embeds: embeds ?? [],
      components: numbered(components ?? []),
      attachments: [],
      flags,
      allowed_mentions: allowed_mentions ?? {},
      edited: 0,
      crossposted: false,
      seenBy,
      ...(nonce !== undefined && { nonce }),
    };
    this.#attach(message, body.attachments);
    this.messages.set(message.id, message);
    return message;
  }

  edit(message: Message, body: Partial<Message>): void {
    if (body.content !== undefined) message.content = body.content ?? "";
    if (body.embeds) message.embeds = body.embeds;
    if (body.components) message.components = numbered(body.components);
    if (body.flags !== undefined) message.flags |= body.flags;
    this.#attach(message, body.attachments);
    message.edited++;
  }

  /** New files come to those the call names; without a list all old ones stay. */
  #attach(message: Message, listed: readonly Partial<Attachment>[] | undefined): void {
    const named = (id: string) => listed?.find((one) => String(one.id) === id);
    const kept = message.attachments.filter(({ id }) => listed === undefined || named(id));
    const fresh = this.files.map(({ part, name, bytes }): Attachment => {
      const id = this.snowflake();
      this.uploads.set(id, bytes);
      const { description = null } = named(part) ?? {};
      const url = `https://cdn.example/${id}/${name}`;
      return { id, filename: name, description, size: bytes.length, url, proxy_url: url };
    });
    message.attachments = [...kept, ...fresh];
    const shown = flatten(message.components).flatMap(({ items, file }) => [
      ...((items ?? []) as { media: { url: string } }[]).map(({ media }) => media.url),
      ...(file ? [(file as { url: string }).url] : []),
    ]);
    for (const url of shown)
      if (url.startsWith("attachment://") && !this.#has(message, url))
        this.breaches.push(`a component shows ${url}, which is no file of the message`);
    // Below other messages Discord shows files by itself.
    for (const { filename } of (message.flags & COMPONENTS_V2) !== 0 ? message.attachments : [])
      if (!shown.includes(`attachment://${filename}`))
        this.breaches.push(`no component shows the file ${filename}`);
    if (message.attachments.length > 10)
      this.breaches.push(`${message.attachments.length} files, 10 are allowed`);
  }

  #has = ({ attachments }: Message, url: string): boolean =>
    attachments.some(({ filename }) => url === `attachment://${filename}`);

  /** What everybody sees in a channel, oldest first. */
  shown(channel: string): Message[] {
    return [...this.messages.values()].filter((one) => one.channel_id === channel && !one.seenBy);
  }
}

/** Discord gives every component an id where the bot gave none. */
function numbered(components: readonly Component[]): Component[] {
  let next = 1;
  const walk = (one: Component): Component => ({
    ...one,
    id: one["id"] || next++,
    ...(Array.isArray(one["components"]) && { components: one["components"].map(walk) }),
    ...(one["accessory"] ? { accessory: walk(one["accessory"] as Component) } : {}),
  });
  return components.map(walk);
}
