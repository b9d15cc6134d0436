// Stand-in platforms for the crash test: they store a message before they answer, are slow, and cut some answers off.
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
    const answer = serve(request, text);
    await pause(random() * 25);
    if (request.method === "POST" && chance > 0.98) return request.socket.destroy();
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer));
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    messages,
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(done))),
  };
}

const telegram = (messages) => (request, text) => {
  const method = request.url.split("/").at(-1);
  const params = text.startsWith("{") ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
  if (method !== "sendMessage" && method !== "sendRichMessage") return { ok: true, result: true };
  const id = messages.length + 1;
  messages.push({ chat: String(params.chat_id), body: text, silent: params.disable_notification === true });
  const chat = { id: Number(params.chat_id), type: "private" };
  return { ok: true, result: { message_id: id, date: Math.floor(Date.now() / 1000), chat } };
};

/** Drops repeats by nonce and lets the history be read, without nonces, as Discord does. */
const discord = (messages) => (request, text) => {
  const url = new URL(request.url, "http://localhost");
  const [, channel, history] = /^\/v\d+\/channels\/(\d+)(\/messages)?/.exec(url.pathname) ?? [];
  if (!channel) return {};
  const here = messages.filter((message) => message.chat === channel);
  if (!history) return { id: channel, type: 0 };
  const shown = ({ id, components }) => ({
    id,
    channel_id: channel,
    author: { id: BOT, bot: true },
    components,
  });
  if (request.method === "GET") {
    const after = BigInt(url.searchParams.get("after") ?? 0);
    const limit = Number(url.searchParams.get("limit") ?? 50);
    return here
      .filter(({ id }) => BigInt(id) > after)
      .slice(0, limit)
      .toReversed()
      .map(shown);
  }
  const body = JSON.parse(text);
  const known = body.enforce_nonce && here.find(({ nonce }) => nonce === body.nonce);
  if (known) return shown(known);
  const id = ((BigInt(Date.now() - DISCORD_EPOCH) << 22n) + BigInt(messages.length % 4096)).toString();
  const message = {
    id,
    chat: channel,
    nonce: body.nonce,
    components: body.components,
    body: text,
    silent: false,
  };
  messages.push(message);
  return shown(message);
};
