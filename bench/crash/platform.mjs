// Stand-in platforms for the crash test: they store a message before they answer, are slow, cut some answers off, and
// now and then say 429 or 502. Chats can be closed to the bot, threads archived.
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import * as discord from "./discord.mjs";
import * as telegram from "./telegram.mjs";

const platforms = { discord, telegram };

/** `random`: 0 ≤ x < 1. Serves as much of the platform's API as pushing needs. */
export async function startPlatform(name, random) {
  const { addressOf, refusals, answers } = platforms[name];
  const state = {
    messages: [],
    /** By chat: why the bot is not let in, one of `refusals`. */
    closed: new Map(),
    /** Threads: those that are subscribed, and those of a forum's posts. */
    archived: new Set(),
    /** Which run of the bot it is. */
    round: 0,
  };
  const answer = answers(state);
  const receive = async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const text = Buffer.concat(parts).toString("utf8");
    const chance = random();
    await pause(random() * 25);
    if (request.method === "POST" && chance < 0.02) return request.socket.destroy();
    const busy = request.method === "POST" && chance < 0.06;
    // Half of what is answered by a fault was not done, and says so; the other half was done and its answer is lost.
    const before = state.messages.length;
    const { status = 200, body } = busy && chance < 0.05 ? {} : answer(request, text);
    const made = state.messages[before];
    await pause(random() * 25);
    const cut = request.method === "POST" && chance > 0.98;
    if (made && (cut || busy)) made.unanswered = true;
    if (cut) return request.socket.destroy();
    response.statusCode = busy ? (chance < 0.04 ? 429 : chance < 0.05 ? 503 : 504) : status;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(busy ? fault(response.statusCode) : body));
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return Object.assign(state, {
    name,
    url: `http://127.0.0.1:${server.address().port}`,
    addressOf,
    refusals,
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(done))),
  });
}

/** What a busy platform says, in a form both clients read. */
const fault = (status) => ({
  ok: false,
  error_code: status,
  description: status === 429 ? "Too Many Requests" : `${status} Gateway`,
  message: "You are being rate limited.",
  ...(status === 429 && { retry_after: 0.3, global: false, parameters: { retry_after: 1 } }),
});
