// Stand-in platforms with the documented limits, in a process of their own: they count what they take and what they refuse.
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

/** Discord: 50 calls a second for a bot, 5 in 5 s to a channel. Telegram: 30 a second, 1 to a chat (see docs/announcements.md). */
const LIMITS = {
  discord: { all: 50, place: 5, placeMs: 5000 },
  telegram: { all: 30, place: 1, placeMs: 1000 },
};
const DISCORD_EPOCH = 1_420_070_400_000;

/** A sliding window: whether one more fits. */
function windowOf(limit, ms) {
  const times = [];
  return (now) => {
    while (times.length > 0 && times[0] <= now - ms) times.shift();
    if (times.length >= limit) return false;
    times.push(now);
    return true;
  };
}

async function serve(platform, answer) {
  const limits = LIMITS[platform];
  const all = windowOf(limits.all, 1000);
  const places = new Map();
  const stats = { taken: 0, refused: [], times: [] };
  const receive = async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const { place, counts, respond } = answer(request, Buffer.concat(parts).toString("utf8"));
    if (counts) {
      const now = performance.now();
      if (!places.has(place)) places.set(place, windowOf(limits.place, limits.placeMs));
      if (!all(now) || !places.get(place)(now)) {
        stats.refused.push(now);
        response.writeHead(429, { "content-type": "application/json", "retry-after": "1" });
        const body =
          platform === "discord"
            ? { message: "You are being rate limited.", retry_after: 1, global: false }
            : {
                ok: false,
                error_code: 429,
                description: "Too Many Requests",
                parameters: { retry_after: 1 },
              };
        return response.end(JSON.stringify(body));
      }
      stats.taken += 1;
      stats.times.push(now);
    }
    // A server across the sea answers after some time.
    await pause(30 + Math.random() * 40);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(respond()));
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}`, stats };
}

let made = 0;
const telegram = await serve("telegram", (request, text) => {
  const counts = /\/send(Rich)?Message$/.test(request.url);
  const chat = /"?chat_id"?[:=]"?(-?\d+)/.exec(text)?.[1];
  const message = {
    message_id: (made += 1),
    date: Math.floor(Date.now() / 1000),
    chat: { id: Number(chat), type: "private" },
  };
  return { place: chat, counts, respond: () => ({ ok: true, result: counts ? message : true }) };
});
const discord = await serve("discord", (request) => {
  const [, channel, sends] = /^\/v\d+\/channels\/(\d+)(\/messages)?/.exec(request.url) ?? [];
  const id = ((BigInt(Date.now() - DISCORD_EPOCH) << 22n) + BigInt((made += 1) % 4096)).toString();
  return {
    place: channel,
    counts: sends !== undefined && request.method === "POST",
    respond: () => ({ id, channel_id: channel, type: 0 }),
  };
});

/** Messages a second between the first and the last tenth: the steady state. */
function steady({ times, taken, refused }) {
  const [from, to] = [Math.floor(taken * 0.05), Math.floor(taken * 0.95) - 1];
  const late = refused.filter((at) => at > (times[from] ?? 0));
  return {
    taken,
    refused: refused.length,
    late: late.length,
    perSecond: to > from ? ((to - from) * 1000) / (times[to] - times[from]) : 0,
  };
}
process.on("message", () =>
  process.send({ discord: steady(discord.stats), telegram: steady(telegram.stats), limits: LIMITS }),
);
process.send({ discord: discord.url, telegram: telegram.url });
