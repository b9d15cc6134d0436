// Several real programs behind a real nginx, as packaging/nginx/ sets it up: the end of one costs nobody an answer.
import { afterAll, expect, it } from "vitest";
import { DiscordStandIn } from "../stand-in/discord/stand-in.js";
import { TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import type { Chat } from "../stand-in/telegram/world.js";
import { databases, type TestDatabase } from "../store/databases.js";
import { PATIENCE, until } from "../until.js";
import { byHttp } from "./discord-by-http.js";
import { hasNginx, startNginx, type LoadBalancer } from "./load-balancer.js";
import { type Program } from "./program.js";
import { dismiss, startShared } from "./shared-program.js";
import { telegramCalls } from "./telegram-calls.js";

/** In Telegram several processes answer at a time only over PostgreSQL. */
const onServer = databases.find(({ name, skip }) => name === "PostgreSQL" && skip === null);
const running: Program[] = [];
let nginx: LoadBalancer | undefined;
let database: TestDatabase | undefined;
afterAll(async () => {
  await Promise.all(running.map(dismiss));
  await nginx?.stop();
  await database?.remove();
});

/** Groups, in which an answer says to which message. */
const groups: readonly Chat[] = Array.from({ length: 6 }, (_, n) => ({
  id: -100_500 - n,
  type: "supergroup",
  title: `Group ${n}`,
}));

/** Asks several questions of each chat at once, kills a process meanwhile, and looks at what the chats show then. */
async function askInTelegram(telegram: TelegramStandIn, url: string, dying: Program): Promise<void> {
  telegram.server.sendingTakes = 50;
  const calls = telegramCalls(telegram, `${url}/telegram`);
  const asked = new Map<number, number[]>(groups.map(({ id }) => [id, []]));
  const ask = (): void => {
    for (const group of groups) asked.get(group.id)?.push(calls.tell(group, "/post kettle"));
  };
  for (let n = 0; n < 8; n += 1) ask();
  await until(() => telegram.server.sending > 2, "too little is on its way");
  dying.process.kill("SIGKILL");
  for (let n = 0; n < 8; n += 1) ask();
  await calls.taken();
  const answers = (id: number) => telegram.world.shown.filter(({ chat }) => chat.id === id);
  const isAnswered = ([id, all]: readonly [number, readonly number[]]): boolean =>
    new Set(answers(id).map(({ replyTo }) => replyTo)).size === all.length;
  await until(
    () => [...asked].every(isAnswered),
    () => `not all are answered: ${groups.map(({ id }) => answers(id).length).join()}`,
  );
  for (const [id, all] of asked) {
    const shown = answers(id);
    // What was on its way when its process was killed comes once more, without a sound, before the next one.
    const isRepeat = ({ replyTo, silent }: (typeof shown)[number], at: number) =>
      silent && shown[at - 1]?.replyTo === replyTo;
    expect(shown.filter((one, at) => !isRepeat(one, at)).map(({ replyTo }) => replyTo)).toEqual(all);
    expect(shown.filter(isRepeat).length).toBeLessThanOrEqual(1);
  }
  // By who leads, and by who leads after it.
  const webhooks = telegram.server.calls.filter(({ method }) => method === "setWebhook");
  expect(webhooks.length).toBeLessThanOrEqual(2);
}

it.skipIf(!hasNginx)(
  "every question is answered, once and in its order, while processes are killed",
  async () => {
    const [discord, telegram] = await Promise.all([DiscordStandIn.start(), TelegramStandIn.start()]);
    for (const group of groups) telegram.world.chats.set(group.id, group);
    database = await onServer?.create();
    const settings = {
      ...(await byHttp(discord)),
      ...(database && {
        DATABASE_URL: database.options.databaseUrl ?? "",
        TELEGRAM_TOKEN: telegram.token,
        TELEGRAM_API_URL: telegram.url,
        TELEGRAM_WEBHOOK_URL: "https://bot.example/telegram",
        TELEGRAM_EPHEMERAL: "off",
      }),
    };
    const start = async (): Promise<string> => {
      const program = await startShared(settings);
      running.push(program);
      const [, url = ""] = await program.shows(/Ask your blog at (\S+)/);
      if (database) await program.shows(/Telegram: answering/);
      return url;
    };
    const urls = [await start(), await start(), await start()];
    if (database) urls.push(await start());
    nginx = await startNginx(urls);
    const { url, status } = nginx;
    expect([await status("/"), await status("/owner"), await status("/metrics")]).toEqual([404, 404, 404]);
    discord.world.application["interactions_endpoint_url"] = `${url}/discord/interactions`;

    const left = [...running];
    if (database) {
      await until(() => telegram.world.webhook, "nobody sets the webhook");
      // The one that leads.
      const [first] = left.splice(0, 1);
      if (first) await askInTelegram(telegram, url, first);
    }
    for (let n = 0; n < 60; n += 1) {
      const asked = Array.from({ length: 4 }, () => discord.command("post", { query: "kettle" }));
      const dying = n === 20 || n === 40 ? left.shift() : undefined;
      dying?.process.kill("SIGKILL");
      for (const answer of await Promise.all(asked)) expect(discord.textOf(answer)).toContain("The kettle");
    }
    expect(left).toHaveLength(1);
    expect(new Set(discord.asked)).toEqual(new Set([200]));
    await Promise.all([discord.stop(), telegram.stop()]);
  },
  3 * PATIENCE,
);
