// The stand-in for Discord: channels, threads and forums; it drops repeats by nonce and has a history.

const BOT = "900000000000000001";
/** A token whose first part is the bot's id, as Discord's are. */
export const DISCORD_TOKEN = `${Buffer.from(BOT).toString("base64")}.crash.test`;
const EPOCH = 1_420_070_400_000;
const GUILD = "100000000000000001";
const SEND_MESSAGES = 2048;
/** For how long a repeat with the same nonce is dropped, in ms: "the past few minutes". */
const NONCE_MS = 120_000;

const FIRST = 100_000_000_000_001_000n;
/** The n-th subscriber. */
export const addressOf = (n) => String(FIRST + BigInt(n));
/** Every eighth is a forum, every fourth a thread. */
const isForum = (address) => BigInt(address) % 8n === 0n;
const isThread = (address) => BigInt(address) % 4n === 3n;
/** Threads that are subscribed, of so many subscribers. */
export const threadsOf = (count) => Array.from({ length: count }, (_, n) => addressOf(n)).filter(isThread);

const refusal = (status, code, message) => ({ status, body: { code, message } });
const kicked = refusal(403, 50_001, "Missing Access");
const muted = refusal(403, 50_013, "Missing Permissions");

/** Why the bot may be shut out. */
export const refusals = () => [kicked, muted];

const snowflake = (n) => ((BigInt(Date.now() - EPOCH) << 22n) + BigInt(n % 4096)).toString();

export const answers = (state) => (request, text) => {
  const { messages, closed, archived, round } = state;
  const { method, url: path } = request;
  const url = new URL(path, "http://localhost");
  const [, , kind, id, what, part] = url.pathname.split("/");
  const ok = (body) => ({ body });
  const body = text.startsWith("{") ? JSON.parse(text) : {};
  const byId = (wanted) => messages.find((one) => one.id === wanted);
  const shown = (one) => ({
    id: one.id,
    channel_id: one.chat,
    author: { id: BOT, bot: true },
    components: one.components,
  });
  const asThread = (one) => ({
    id: one.id,
    parent_id: one.chat,
    owner_id: BOT,
    thread_metadata: { archived: archived.has(one.id), archive_timestamp: new Date().toISOString() },
  });
  const threadsIn = (are) => (one) => isForum(one.chat) && archived.has(one.id) === are;
  const keep = (sent) => {
    const message = {
      id: snowflake(messages.length),
      chat: id,
      nonce: sent.nonce,
      at: Date.now(),
      components: sent.components,
      body: text,
      shown: text,
      silent: false,
      round,
    };
    messages.push(message);
    // Whoever writes in a thread opens it.
    archived.delete(id);
    return ok(shown(message));
  };

  if (kind === "guilds" && what === "members") return ok({ roles: [] });
  if (kind === "guilds" && what === "roles") return ok([{ id: GUILD, permissions: "8191" }]);
  if (kind === "guilds") return ok({ threads: messages.filter(threadsIn(false)).map(asThread) });
  if (kind !== "channels") return ok({});

  /** A forum's post is a thread with the id of its message. */
  const post = byId(id);
  const shut = closed.get(post?.chat ?? id);
  if (shut === kicked || (shut && method === "POST")) return shut;
  if (what === undefined) {
    if (method === "PATCH" && body.archived === true) archived.add(id);
    if (method === "PATCH" && body.archived === false) archived.delete(id);
    if (post) return ok({ ...asThread(post), type: 11, guild_id: GUILD });
    const deny = [{ id: BOT, allow: "0", deny: String(shut ? SEND_MESSAGES : 0) }];
    const type = isForum(id) ? 15 : isThread(id) ? 11 : 0;
    return ok({ id, type, guild_id: GUILD, available_tags: [], permission_overwrites: deny });
  }
  if (what === "typing") return ok({});
  if (what === "threads" && method === "GET") {
    const here = messages.filter(threadsIn(true)).filter((one) => one.chat === id);
    return ok({ threads: here.map(asThread), has_more: false });
  }
  if (what === "threads") return keep(body.message);
  if (part !== undefined) {
    const message = byId(part);
    if (!message) return refusal(404, 10_008, "Unknown Message");
    if (method !== "GET" && archived.has(id)) return refusal(400, 50_083, "Thread is archived");
    if (method === "PATCH") Object.assign(message, { components: body.components, shown: text });
    return ok(shown(message));
  }
  if (isForum(id)) return refusal(400, 50_008, "Cannot send messages in a non-text channel");
  const here = messages.filter((message) => message.chat === id);
  if (method === "GET") {
    const after = BigInt(url.searchParams.get("after") ?? 0);
    const limit = Number(url.searchParams.get("limit") ?? 50);
    const found = here.filter((one) => BigInt(one.id) > after).slice(0, limit);
    return ok(found.toReversed().map(shown));
  }
  const recent = here.filter(({ at }) => at > Date.now() - NONCE_MS);
  const known = body.enforce_nonce && recent.find(({ nonce }) => nonce === body.nonce);
  return known ? ok(shown(known)) : keep(body);
};
