// Questions as readers ask them on both platforms, so many a second, and how each was answered: when, how often, how loud.
import { setTimeout as pause } from "node:timers/promises";
import { commandData, until } from "../attack/stand-ins.mjs";

const LOOK_EVERY = 10;
/** No more messages come between two looks. */
const LOOKED_AT = 500;
const AUTOCOMPLETE = 4;
const COMMAND = 2;
const USERS = 50;

const QUESTIONS = [
  ["post", { query: "kettle" }],
  ["post", { query: "copper" }],
  ["search", { query: "whistle" }],
  ["latest", {}],
  ["tags", {}],
  ["read", { query: "The stone" }],
  ["read", { query: "The formula" }],
];

/**
 * Half of `perSecond` on each of `platforms`, until it is stopped. `burst`: how many at once now and then in a group of
 * Telegram's, so that some wait behind others.
 */
export function startTraffic(
  { discord, telegram, groups, calls },
  { random, perSecond = 10, platforms = ["discord", "telegram"], burst = 3 },
) {
  const [inDiscord, inTelegram] = [[], []];
  const open = new Set();
  const stopped = new AbortController();
  const oneOf = (list) => list[Math.floor(random() * list.length)];
  function askDiscord() {
    const [name, options] = oneOf(QUESTIONS);
    const user = String(600_000_000_000_000_000n + BigInt(Math.floor(random() * USERS)));
    const typing = options.query !== undefined && random() < 0.25;
    const data = commandData(name, options);
    if (typing) data.options[0].focused = true;
    const asked = { name, at: performance.now(), first: Infinity, done: Infinity };
    asked.open = discord.send(typing ? AUTOCOMPLETE : COMMAND, data, { user });
    inDiscord.push(asked);
    open.add(asked);
  }
  function askTelegram() {
    const group = oneOf(groups);
    for (let n = random() < 0.2 ? burst : 1; n > 0; n -= 1) {
      const [name, { query = "" }] = oneOf(QUESTIONS);
      const id = calls.tell(group, `/${name} ${query}`.trim());
      inTelegram.push({ name, id, at: performance.now(), done: Infinity });
    }
  }
  const byId = new Map();
  let known = 0;
  function look() {
    const now = performance.now();
    for (const asked of open) {
      const { state } = asked.open;
      if (state !== "open" && asked.first === Infinity) asked.first = now - asked.at;
      if (state !== "answered") continue;
      asked.done = now - asked.at;
      open.delete(asked);
    }
    for (; known < inTelegram.length; known += 1) byId.set(inTelegram[known].id, inTelegram[known]);
    for (const message of telegram.world.shown.slice(-LOOKED_AT)) {
      const asked = byId.get(message.replyTo);
      if (asked?.done === Infinity) asked.done = now - asked.at;
    }
  }
  const looking = setInterval(look, LOOK_EVERY);
  const asking = (async () => {
    for (let due = performance.now(); !stopped.signal.aborted; due += 1000 / perSecond) {
      await pause(Math.max(0, due - performance.now()));
      if (oneOf(platforms) === "discord") askDiscord();
      else askTelegram();
    }
  })();
  return {
    inDiscord,
    inTelegram,
    /** Waits for what was asked, and counts. */
    async stop() {
      stopped.abort();
      await asking;
      await calls.taken();
      const waiting = () => [
        ...inDiscord.filter(({ done }) => done === Infinity),
        ...inTelegram.filter(({ done }) => done === Infinity),
      ];
      await until(() => waiting().length === 0, "all answers").catch(() => {});
      clearInterval(looking);
      return {
        discord: countDiscord(inDiscord, discord.world.firstAnswer),
        telegram: countTelegram(inTelegram, telegram.world.shown),
      };
    },
  };
}

const slowest = (list) => Math.round(Math.max(0, ...list.filter(Number.isFinite)));

/** What went wrong, for who looks into it: SHOW=1. */
function show(all, began) {
  if (process.env.SHOW)
    for (const { name, at, first, done, id = "" } of all)
      console.log(`${((at - began) / 1000).toFixed(1)} s: ${name} ${id}, first ${first}, done ${done}`);
}

function countDiscord(all, inTime) {
  const firsts = all.map(({ first }) => first);
  show(
    all.filter(({ first, done }) => first > inTime || done === Infinity),
    all[0]?.at,
  );
  return {
    asked: all.length,
    /** Without a word in time. */
    late: firsts.filter((ms) => ms > inTime).length,
    inTime,
    unanswered: all.filter(({ done }) => done === Infinity).length,
    slowest: slowest(firsts),
    slowestWhole: slowest(all.map(({ done }) => done)),
  };
}

function countTelegram(all, shown) {
  const copies = new Map();
  for (const message of shown) copies.set(message.replyTo, [...(copies.get(message.replyTo) ?? []), message]);
  const repeated = all.map(({ id }) => (copies.get(id) ?? []).slice(1)).filter(({ length }) => length > 0);
  show(
    all.filter(({ done }) => done === Infinity),
    all[0]?.at,
  );
  return {
    asked: all.length,
    unanswered: all.filter(({ done }) => done === Infinity).length,
    repeats: repeated.flat().length,
    loud: repeated.flat().filter(({ silent }) => !silent).length,
    slowest: slowest(all.map(({ done }) => done)),
  };
}

export const inWords = ({ discord, telegram }) =>
  `Discord ${discord.asked} asked, ${discord.late} without a word in ${discord.inTime / 1000} s, ${discord.unanswered} unanswered, slowest ${discord.slowest} ms (whole: ${discord.slowestWhole} ms); Telegram ${telegram.asked} asked, ${telegram.unanswered} unanswered, ${telegram.repeats} repeated (${telegram.loud} with a sound), slowest ${telegram.slowest} ms`;
