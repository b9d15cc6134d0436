// Posts that come together name each of them once, over as many messages as it takes, whatever happens between two.
import type { RateLimits } from "../../src/delivery/messenger.js";
import { afterEach, describe, expect, it } from "vitest";
import { discordMessenger } from "../../src/chat/discord/messenger.js";
import { telegramMessenger } from "../../src/chat/telegram/messenger.js";
import { platformSays } from "../../src/subscription/reason.js";
import { aPost } from "../fixtures/a-post.js";
import { DiscordStandIn, ids, TOKEN } from "../stand-in/discord/stand-in.js";
import { chats, TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { databases } from "../store/databases.js";
import { until } from "../until.js";
import { workerRoom } from "./worker-room.js";

const DAY = 24 * 3_600_000;
const many = 40;
const slugOf = (at: number): string => `number-${String(at).padStart(2, "0")}-of-the-long-titles`;
/** The numbers of the posts that texts name, in their order. */
const namedIn = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => [...text.matchAll(/Post (\d\d) /g)].map(([, number = ""]) => number));
const all = Array.from({ length: many }, (_, at) => String(at).padStart(2, "0"));

describe.each(databases)("a digest of forty posts on $name", (kind) => {
  const room = workerRoom(kind);
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await room.stopAll();
    for (const stop of stops.splice(0)) await stop();
  });

  async function publish(): Promise<void> {
    for (let at = 0; at < many; at += 1) {
      const title = `Post ${String(at).padStart(2, "0")} ${"and its title goes on ".repeat(10)}`;
      // Forty signs of Chinese in an address are 360 characters.
      const url = `https://blog.example.org/${encodeURIComponent("灯".repeat(40))}/${slugOf(at)}/`;
      await room.tell(aPost({ slug: slugOf(at), title, url }));
    }
    room.later(DAY);
  }
  const done = Array.from({ length: many }, () => "done");

  it.each([
    ["channel", ids.text],
    ["forum", ids.forum],
  ])("names all of them in a Discord %s", async (_kind, address) => {
    const discord = await DiscordStandIn.start();
    stops.push(() => discord.stop());
    await room.subscribe(address, { digest: "daily" });
    room.start({ messenger: { ...discordMessenger(TOKEN, discord.apiUrl), pace: fast } });
    await publish();
    await room.settled(...done);
    const sent = [...discord.world.messages.values()].map((message) => discord.textOf(message));
    expect(namedIn(sent).sort()).toEqual(all);
  });

  it("names all of them in Telegram", async () => {
    const telegram = await TelegramStandIn.start();
    stops.push(() => telegram.stop());
    await room.subscribe(String(chats.group.id), { digest: "daily" }, "telegram");
    room.start({ messenger: { ...telegramMessenger(telegram.token, telegram.url), pace: fast } });
    await publish();
    await room.settled(...done);
    expect(namedIn(telegram.shown(chats.group).map(({ text }) => text)).sort()).toEqual(all);
  });

  const fast: RateLimits = {
    perSecond: 50,
    inFlight: 3,
    alone: 0,
    gap: () => 0,
    group: ({ address }) => address,
  };
  const letters = () => room.office.letters.map(({ title }) => title);

  it("loses and repeats none when the answer to its second message is lost", async () => {
    room.office.found = "remembers";
    await room.subscribe("a", { digest: "daily" });
    let delivered = 0;
    room.office.rule = (call) =>
      call === "deliver" && ++delivered === 2
        ? { after: { kind: "uncertain", reason: platformSays("cut") } }
        : null;
    room.start();
    await publish();
    await until(() => room.office.letters.length >= 2, "two messages");
    room.later(60_000);
    await room.settled(...done);
    expect(letters()).toHaveLength(4);
    expect(namedIn(letters()).sort()).toEqual(all);
  });

  it("loses and repeats none when the process ends between two of its messages", async () => {
    const { id } = await room.subscribe("a", { digest: "daily" });
    await publish();
    // As far as a process came that gave back what its first message does not hold, and was killed.
    const claim = { worker: "killed", now: room.now(), leaseUntil: room.now() + 1000, limit: 50 };
    const rows = await room.store.outbox.claimDue({ ...claim, platform: "discord" });
    const [lead, ...beside] = rows.filter((row) => row.subscription_id === id);
    const bundle = await room.store.outbox.claimBundle(lead!, beside, claim);
    const rest = { keys: bundle.slice(10).map(({ key }) => key), worker: "killed" };
    await room.store.outbox.unbundle(rest, room.now());
    room.start();
    room.later(60_000);
    await room.settled(...done);
    expect(letters()).toHaveLength(4);
    expect(new Set(room.office.letters.map(({ key }) => key)).size).toBe(4);
    expect(namedIn(letters()).sort()).toEqual(all);
  });
});
