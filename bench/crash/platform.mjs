// Stand-in platforms for the crash test: they store a message before they answer, are slow, cut some answers off, and
// now and then say 429 or 502.
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const BOT = "900000000000000001";
/** A token whose first part is the bot's id, as Discord's are. */
export const DISCORD_TOKEN = `${Buffer.from(BOT).toString("base64")}.crash.test`;
const DISCORD_EPOCH = 1_420_070_400_000;

/** `random`: 0 ≤ x < 1. Serves as much of the platform's API as pushing needs. */
export async function startPlatform(name, random) {
  const messages = [];
  const serve = name === "discord" ? discord(messages) : telegram(messages);
  const receive = async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const text = Buffer.concat(parts).toString("utf8");
    const chance = random();
    await pause(random() * 25);
    if (request.method === "POST" && chance < 0.02) return request.socket.destroy();
    const busy = request.method === "POST" && chance < 0.06;
    // Half of what is answered by a fault was not done, and says so; the other half was done and its answer is lost.
    const before = messages.length;
    const answer = busy && chance < 0.05 ? null : serve(request, text);
    const made = messages[before];
    await pause(random() * 25);
    const cut = request.method === "POST" && chance > 0.98;
    if (made && (cut || busy)) made.unanswered = true;
    if (cut) return request.socket.destroy();
    if (busy) response.statusCode = chance < 0.04 ? 429 : chance < 0.05 ? 503 : 504;
    else if (answer?.status) response.statusCode = answer.status;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(busy ? fault(response.statusCode) : answer));
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    messages,
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(done))),
  };
}

/** What a busy platform says, in a form both clients read. */
const fault = (status) => ({
  ok: false,
  error_code: status,
  description: status === 429 ? "Too Many Requests" : `${status} Gateway`,
  message: "You are being rate limited.",
  ...(status === 429 && { retry_after: 0.3, global: false, parameters: { retry_after: 1 } }),
});

const telegram = (messages) => (request, text) => {
  const method = request.url.split("/").at(-1);
  const params = text.startsWith("{") ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
  if (method !== "sendMessage" && method !== "sendRichMessage") return { ok: true, result: true };
  const id = messages.length + 1;
  messages.push({ chat: String(params.chat_id), body: text, silent: params.disable_notification === true });
  const chat = { id: Number(params.chat_id), type: "private" };
  return { ok: true, result: { message_id: id, date: Math.floor(Date.now() / 1000), chat } };
};

const GUILD = "100000000000000001";
/** Every eighth channel is a forum. */
const isForum = (channel) => BigInt(channel) % 8n === 0n;
const snowflake = (n) => ((BigInt(Date.now() - DISCORD_EPOCH) << 22n) + BigInt(n % 4096)).toString();

/** Drops repeats by nonce (not in forums) and lets the history be read, without nonces, as Discord does. */
const discord = (messages) => (request, text) => {
  const url = new URL(request.url, "http://localhost");
  const [, , kind, id, what, part] = url.pathname.split("/");
  if (kind === "guilds")
    return {
      threads: messages
        .filter(({ chat }) => isForum(chat))
        .map((one) => ({ id: one.id, parent_id: one.chat, owner_id: BOT })),
    };
  if (kind !== "channels") return {};
  const shown = (one) => ({
    id: one.id,
    channel_id: one.chat,
    author: { id: BOT, bot: true },
    components: one.components,
  });
  const keep = (body) => {
    const message = {
      id: snowflake(messages.length),
      chat: id,
      nonce: body.nonce,
      components: body.components,
      body: text,
      silent: false,
    };
    messages.push(message);
    return shown(message);
  };
  if (what === undefined) return { id, type: isForum(id) ? 15 : 0, guild_id: GUILD, available_tags: [] };
  // No thread is archived within the time of a crash test.
  if (what === "threads" && request.method === "GET") return { threads: [], has_more: false };
  if (what === "threads") return keep(JSON.parse(text).message);
  if (part !== undefined) return shown(messages.find((one) => one.id === part));
  if (isForum(id))
    return { status: 400, code: 50_008, message: "Cannot send messages in a non-text channel" };
  const here = messages.filter((message) => message.chat === id);
  if (request.method === "GET") {
    const after = BigInt(url.searchParams.get("after") ?? 0);
    const limit = Number(url.searchParams.get("limit") ?? 50);
    return here
      .filter((one) => BigInt(one.id) > after)
      .slice(0, limit)
      .toReversed()
      .map(shown);
  }
  const body = JSON.parse(text);
  const known = body.enforce_nonce && here.find(({ nonce }) => nonce === body.nonce);
  return known ? shown(known) : keep(body);
};
