// The stand-in's REST side: routes, each checked against the limits before it does its work.
import { callbackBreaches, editRefusal, messageBreaches, threadBreaches } from "./limits.js";
import { applicationRoutes } from "./application-rest.js";
import { discordRefuses } from "../published.js";
import { ok, refuse, type Answer, type Call, type Route } from "./route.js";
import { ids, type Channel, type Message, type OpenInteraction, type World } from "./world.js";

/** The life of an interaction's token, as Discord has it. */
const TOKEN_LIFE = 15 * 60_000;
const EPHEMERAL = 64;

/** Answers a call, or null when there is no such route; `answer` takes a response to a question that went by HTTP. */
export function restOf(world: World, gatewayUrl: () => string, shards: () => number) {
  const bot = {
    id: ids.bot,
    username: "postern",
    discriminator: "0",
    avatar: null,
    bot: true,
    global_name: null,
  };
  const breach = (call: Call, wrong: readonly string[]): Answer | null => {
    if (wrong.length === 0) return null;
    world.breaches.push(
      ...wrong.map(
        (one) => `${call.method} ${call.path}: ${one}\n${JSON.stringify(call.body).slice(0, 1500)}`,
      ),
    );
    return refuse(400, 50035, "Invalid Form Body");
  };

  const routes: readonly Route[] = [
    ...applicationRoutes({ world, bot, gatewayUrl, shards, breach }),
    [
      "POST",
      /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
      (call, id = "", token = "") => callback(call, id, token),
    ],
    [
      "PATCH",
      /^\/webhooks\/\d+\/([^/]+)\/messages\/@original$/,
      (call, token = "") => {
        const open = [...world.interactions.values()].find((one) => one.token === token);
        if (!open || open.state === "open" || Date.now() - open.since > TOKEN_LIFE)
          return refuse(404, 10015, "Unknown Webhook");
        const wrong = breach(call, messageBreaches(call.body, "edit"));
        if (wrong) return wrong;
        if (!open.message) {
          const hidden = open.hidden ? open.user : null;
          open.message = world.put(
            open.channel,
            { ...(call.body as object), ...(hidden && { flags: flagsOf(call.body) | EPHEMERAL }) },
            hidden,
          );
        } else world.edit(open.message, call.body as Partial<Message>);
        open.state = "answered";
        return ok(open.message);
      },
    ],
    [
      "GET",
      /^\/channels\/(\d+)$/,
      (_, id = "") => {
        if (id === ids.closed) return refuse(403, 50001, "Missing Access");
        const channel = world.channels.get(id);
        return channel ? ok({ ...channel, guild_id: ids.guild }) : refuse(404, 10003, "Unknown Channel");
      },
    ],
    [
      "GET",
      /^\/channels\/(\d+)\/messages$/,
      ({ query }, id = "") => {
        const before = query.get("before");
        const limit = Number(query.get("limit") ?? 50);
        if (limit > 100) return refuse(400, 50035, "Invalid Form Body");
        const found = world
          .shown(id)
          .filter((one) => before === null || BigInt(one.id) < BigInt(before))
          .slice(-limit);
        // Discord leaves the nonce out of what it reads back.
        return ok(found.toReversed().map((one) => ({ ...one, nonce: undefined })));
      },
    ],
    ["POST", /^\/channels\/(\d+)\/typing$/, (_, id = "") => typing(id)],
    [
      "GET",
      /^\/channels\/(\d+)\/messages\/(\d+)$/,
      (_, _channel, id = "") => {
        const message = world.messages.get(id);
        return message ? ok(message) : refuse(404, 10008, "Unknown Message");
      },
    ],
    ["POST", /^\/channels\/(\d+)\/messages$/, (call, id = "") => create(call, id)],
    [
      "PATCH",
      /^\/channels\/(\d+)\/messages\/(\d+)$/,
      (call, channel = "", id = "") => {
        const message = world.messages.get(id);
        if (!message || message.channel_id !== channel) return refuse(404, 10008, "Unknown Message");
        if (world.channels.get(channel)?.thread_metadata?.archived)
          return refuse(400, 50083, "Thread is archived");
        if (editRefusal(message, call.body)) return refuse(400, 50035, "Invalid Form Body");
        const wrong = breach(call, messageBreaches(call.body, "edit"));
        if (wrong) return wrong;
        world.edit(message, call.body as Partial<Message>);
        return ok(message);
      },
    ],
    [
      "DELETE",
      /^\/channels\/(\d+)\/messages\/(\d+)$/,
      (_, _channel, id = "") =>
        world.messages.delete(id) ? { status: 204 } : refuse(404, 10008, "Unknown Message"),
    ],
    [
      "PATCH",
      /^\/channels\/(\d+)$/,
      ({ body }, id = "") => {
        const channel = world.channels.get(id);
        if (!channel) return refuse(404, 10003, "Unknown Channel");
        const { archived, ...rest } = body as { archived?: boolean };
        const state = channel.thread_metadata;
        if (state?.archived && (archived !== false || state.locked))
          return state.locked
            ? refuse(403, 50013, "Missing Permissions")
            : refuse(400, 50083, "Thread is archived");
        world.channels.set(id, {
          ...channel,
          ...rest,
          ...(archived !== undefined && { thread_metadata: { locked: false, ...state, archived } }),
        });
        return ok(world.channels.get(id));
      },
    ],
    [
      "DELETE",
      /^\/channels\/(\d+)$/,
      (_, id = "") => {
        const channel = world.channels.get(id);
        world.channels.delete(id);
        for (const message of world.shown(id)) world.messages.delete(message.id);
        return channel ? ok(channel) : refuse(404, 10003, "Unknown Channel");
      },
    ],
    [
      "POST",
      /^\/channels\/(\d+)\/messages\/(\d+)\/crosspost$/,
      (call, channel = "", id = "") => {
        const message = world.messages.get(id);
        if (!message) return refuse(404, 10008, "Unknown Message");
        if (world.channels.get(channel)?.type !== 5)
          return refuse(400, 50024, "Cannot execute action on this channel type");
        if (message.crossposted) return refuse(400, 40033, "This message has already been crossposted.");
        const count = world.shown(channel).filter(({ crossposted }) => crossposted).length;
        if (count >= 10) return breach(call, ["an eleventh crosspost within an hour"]) ?? refuse(429, 0, "");
        message.crossposted = true;
        return ok(message);
      },
    ],
    [
      "POST",
      /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/,
      ({ body }, channel = "", id = "") => {
        if (!world.messages.has(id)) return refuse(404, 10008, "Unknown Message");
        const type = world.channels.get(channel)?.type;
        if (type !== 0 && type !== 5) return refuse(400, 50024, "Cannot execute action on this channel type");
        // A thread of a message has that message's id, so there is one.
        if (world.channels.has(id)) return refuse(400, 160004, "A thread has already been created");
        const { name } = body as { name?: unknown };
        if (typeof name !== "string" || name.length < 1 || name.length > 100)
          return refuse(400, 50035, "Invalid Form Body");
        world.channels.set(id, { id, type: 11, name, parent_id: channel, owner_id: bot.id });
        return { status: 201, body: { ...world.channels.get(id), guild_id: ids.guild } };
      },
    ],
    ...(["PUT", "DELETE"] as const).map((method): (typeof routes)[number] => [
      method,
      /^\/channels\/(\d+)\/messages\/pins\/(\d+)$/,
      (_, channel = "", id = "") => {
        if (world.messages.get(id)?.channel_id !== channel) return refuse(404, 10008, "Unknown Message");
        if (method === "PUT") world.pinned.add(id);
        else world.pinned.delete(id);
        return { status: 204 };
      },
    ]),
    [
      "POST",
      /^\/channels\/(\d+)\/threads$/,
      (call, id = "") => {
        const forum = world.channels.get(id);
        if (forum?.type !== 15) return refuse(400, 50024, "Cannot execute action on this channel type");
        const wrong = breach(call, threadBreaches(call.body));
        if (wrong) return wrong;
        const {
          name,
          applied_tags = [],
          message,
        } = call.body as { name: string; applied_tags?: string[]; message: object };
        if (((forum.flags ?? 0) & 16) !== 0 && applied_tags.length === 0)
          return refuse(400, 40067, "A tag is required");
        const owner_id = bot.id;
        const thread = { id: world.snowflake(), type: 11, name, parent_id: id, owner_id, applied_tags };
        world.channels.set(thread.id, thread);
        const first = world.put(thread.id, message);
        // The first message of a forum thread has the thread's own id.
        world.messages.delete(first.id);
        world.messages.set(thread.id, { ...first, id: thread.id });
        return {
          status: 201,
          body: { ...thread, guild_id: ids.guild, message: world.messages.get(thread.id) },
        };
      },
    ],
    [
      "GET",
      /^\/guilds\/(\d+)\/members\/(\d+)$/,
      () => ok({ user: bot, roles: [ids.role], communication_disabled_until: world.timedOut }),
    ],
    ...(["PUT", "DELETE"] as const).map((method): (typeof routes)[number] => [
      method,
      /^\/guilds\/(\d+)\/members\/(\d+)\/roles\/(\d+)$/,
      (_, _guild, user = "", role = "") => {
        if (!world.roles.some(({ id }) => id === role)) return refuse(404, 10011, "Unknown Role");
        if (method === "PUT") world.given.add(`${user} ${role}`);
        else world.given.delete(`${user} ${role}`);
        return { status: 204 };
      },
    ]),
    [
      "GET",
      /^\/guilds\/(\d+)\/channels$/,
      () => ok([...world.channels.values()].filter(({ type }) => type !== 11 && type !== 1)),
    ],
    [
      "GET",
      /^\/guilds\/(\d+)\/roles$/,
      () =>
        ok([
          { id: ids.guild, name: "@everyone", permissions: world.everyone, position: 0, managed: false },
          ...world.roles,
        ]),
    ],
    [
      "GET",
      /^\/guilds\/(\d+)\/threads\/active$/,
      () => {
        const threads = [...world.channels.values()].filter(
          ({ type, thread_metadata: state }) => type === 11 && !state?.archived,
        );
        return ok({ threads, members: [] });
      },
    ],
    [
      "GET",
      /^\/channels\/(\d+)\/threads\/archived\/public$/,
      ({ query }, id = "") => {
        const archivedAt = ({ thread_metadata: state }: Channel): string => state?.archive_timestamp ?? "";
        const before = query.get("before") ?? "9999";
        const all = [...world.channels.values()]
          .filter((one) => one.parent_id === id && one.thread_metadata?.archived && archivedAt(one) < before)
          .sort((a, b) => (archivedAt(a) < archivedAt(b) ? 1 : -1));
        const threads = all.slice(0, Number(query.get("limit") ?? 50));
        return ok({ threads, members: [], has_more: threads.length < all.length });
      },
    ],
  ];

  function typing(id: string): Answer {
    if (id === ids.closed) return refuse(403, 50001, "Missing Access");
    return world.channels.has(id) ? { status: 204 } : refuse(404, 10003, "Unknown Channel");
  }

  function create(call: Call, channel: string): Answer {
    if (channel === ids.closed) return refuse(403, 50001, "Missing Access");
    const where = world.channels.get(channel);
    if (!where) return refuse(404, 10003, "Unknown Channel");
    if (where.type === 1 && [...world.refusing].some((person) => world.privates.get(person) === channel))
      return refuse(403, 50007, "Cannot send messages to this user");
    if (where.type === 15) return refuse(400, 50024, "Cannot execute action on this channel type");
    const wrong = breach(call, messageBreaches(call.body, "create"));
    if (wrong) return wrong;
    const body = call.body as Partial<Message> & { enforce_nonce?: boolean };
    const same =
      body.enforce_nonce &&
      world.shown(channel).find(({ nonce }) => nonce === body.nonce && nonce !== undefined);
    return ok(same || world.put(channel, body));
  }

  function callback(call: Call, id: string, token: string): Answer {
    const open = world.interactions.get(id);
    if (!open || open.token !== token || Date.now() - open.since > world.firstAnswer)
      return refuse(404, 10062, "Unknown interaction");
    if (open.state !== "open") return refuse(400, 40060, "Interaction has already been acknowledged.");
    const { type, data = {} } = call.body as { type: number; data?: object };
    // Discord takes no form in answer to one.
    if (type === 9 && open.type === 5) return refuse(400, 50035, "Invalid Form Body");
    const clash = type === 7 && open.on ? editRefusal(open.on, data) : null;
    const wrong = breach(call, [...(clash ? [clash] : []), ...callbackBreaches(call.body)]);
    if (wrong) return wrong;
    acknowledge(open, call.body as { type: number; data?: Record<string, unknown> });
    return { status: 204 };
  }

  function acknowledge(
    open: OpenInteraction,
    { type, data = {} }: { type: number; data?: Record<string, unknown> },
  ): void {
    const hidden = (flagsOf(data) & EPHEMERAL) !== 0 ? open.user : null;
    if (type === 4) open.message = world.put(open.channel, data, hidden);
    if (type === 5) open.hidden = hidden !== null;
    if ((type === 6 || type === 7) && open.on) open.message = open.on;
    if (type === 7 && open.on) world.edit(open.on, data);
    if (type === 8) open.choices = data["choices"] as OpenInteraction["choices"];
    if (type === 9) open.form = data as OpenInteraction["form"];
    open.state = type === 5 || type === 6 ? "deferred" : "answered";
  }

  /** A response to a question that went by HTTP. */
  function answer(open: OpenInteraction, body: unknown): void {
    const path = `/interactions/${open.id}/${open.token}/callback`;
    answerCall({ method: "POST", path, query: new URLSearchParams(), body });
  }

  const answerCall = (call: Call): Answer | null => {
    for (const [method, pattern, handler] of routes) {
      const match = method === call.method ? pattern.exec(call.path) : null;
      if (!match) continue;
      const answered = handler(call, ...match.slice(1));
      return (
        (answered.status < 300 && breach(call, discordRefuses(method, call.path, call.body))) || answered
      );
    }
    return null;
  };
  return { answerCall, answer };
}

const flagsOf = (body: unknown): number => (body as { flags?: number }).flags ?? 0;
