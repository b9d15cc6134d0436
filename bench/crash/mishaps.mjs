// What befalls the bot of the crash test beside being killed. One entry is one mishap: what it does, whether the bot runs
// or rests then, and in which share of the rounds.
import { threadsOf } from "./discord.mjs";
import { lookAfter } from "./owner.mjs";

const DAY = 86_400_000;

const someOf = (list, random, share) => list.filter(() => random() < share);
const oneOf = (list, random) => list[Math.floor(random() * list.length)];

export const mishaps = [
  { name: "an edit", chance: 0.2, bot: "runs", happen: ({ edit }) => edit() },
  {
    name: "the clock jumps",
    chance: 0.2,
    bot: "rests",
    happen(world) {
      world.clock.ahead = oneOf([0, 0, DAY, 30 * DAY], world.random);
    },
  },
  { name: "a backup is made", chance: 0.2, bot: "runs", happen: ({ database }) => database.backUp() },
  {
    name: "a backup is put back",
    chance: 0.1,
    bot: "rests",
    async happen({ database, random }) {
      if (database.hasBackup()) await database.putBack(random() < 0.5);
    },
  },
  {
    name: "rights are taken",
    chance: 0.2,
    bot: "runs",
    happen({ platform, places, random }) {
      for (const place of someOf(places, random, 0.2))
        platform.closed.set(place, oneOf(platform.refusals(place), random));
    },
  },
  {
    name: "rights are given back",
    chance: 0.2,
    bot: "runs",
    async happen({ platform, places, random, database }) {
      for (const place of someOf(places, random, 0.7)) platform.closed.delete(place);
      await noticeOpen(database.store, platform, database.now());
    },
  },
  {
    name: "threads are archived",
    platform: "discord",
    chance: 0.3,
    bot: "runs",
    happen({ platform, places, random }) {
      const ofPosts = platform.messages.map(({ id }) => id);
      for (const thread of someOf([...threadsOf(places.length), ...ofPosts], random, 0.4))
        platform.archived.add(thread);
    },
  },
  {
    name: "threads are opened",
    platform: "discord",
    chance: 0.2,
    bot: "runs",
    happen({ platform, random }) {
      for (const thread of someOf([...platform.archived], random, 0.6)) platform.archived.delete(thread);
    },
  },
  { name: "the owner looks", chance: 0.1, bot: "runs", happen: (world) => lookAfter(world) },
];

/** What a bot with ears is told by the platform: a place that may be open is looked at soon. */
export async function noticeOpen({ subscriptions }, { name, closed }, now) {
  for (const { id, place } of await subscriptions.ofPlatform(name, true))
    if (!closed.has(place.address)) await subscriptions.lookAt(id, now);
}

/** All is well from now on. */
export function endAll({ platform, clock }) {
  clock.ahead = 0;
  platform.closed.clear();
}
