// The real program beside both stand-ins, telling a Discord channel and a Telegram channel what appears in a folder.
import { openStore } from "../../src/store/open-store.js";
import { DiscordStandIn, ids, TOKEN } from "../stand-in/discord/stand-in.js";
import { chats, TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { until } from "../until.js";
import { folderOf, type Program } from "./program.js";
import { dismiss, startShared } from "./shared-program.js";

export interface Announcing {
  readonly discord: DiscordStandIn;
  readonly telegram: TelegramStandIn;
  readonly settings: Readonly<Record<string, string>>;
  /** A new one on the same settings, once it answers; `more` are settings of this one alone. */
  start(more?: Readonly<Record<string, string>>, how?: typeof startShared): Promise<Program>;
  /** What readers of the two channels see now. */
  pushed(): { discord: readonly string[]; telegram: readonly string[] };
  /** The same messages whole, as the platforms keep them. */
  messages(): readonly unknown[];
  /** Waits until this holds for what either channel's readers see. */
  both(what: string, holds: (texts: readonly string[]) => boolean): Promise<void>;
  /** Ends what runs; fails when a platform's rules were broken. */
  stop(): Promise<void>;
}

/** Waits until all that was sent is written down as sent: what is killed before that may come twice, silently. */
export async function allWritten({
  DATA_DIR = "",
  DATABASE_URL,
}: Readonly<Record<string, string>>): Promise<void> {
  const store = await openStore({ dataDir: DATA_DIR, databaseUrl: DATABASE_URL ?? null });
  try {
    let open: readonly string[] = [];
    const isDone = async (): Promise<boolean> => {
      open = (await store.outbox.list({})).map(({ state }) => state).filter((state) => state !== "done");
      return open.length === 0;
    };
    await until(isDone, () => `not written down as sent: ${open.join()}`);
  } finally {
    await store.close();
  }
}

export const kill = async (program: Program, signal: "SIGKILL" | "SIGTERM"): Promise<void> => {
  program.process.kill(signal);
  await program.ended;
};

/** `settings` go before those of the stand-ins; POSTS_DIR is theirs to give. */
export async function announcing(settings: Readonly<Record<string, string>>): Promise<Announcing> {
  const [discord, telegram] = await Promise.all([DiscordStandIn.start(), TelegramStandIn.start()]);
  const running: Program[] = [];
  const all = {
    DATA_DIR: await folderOf({}),
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.apiUrl,
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_URL: telegram.url,
    ANNOUNCE_TO: `discord:${ids.text},telegram:${chats.channel.id}`,
    ANNOUNCE_WHEN: "now",
    ANNOUNCE_SETTLE: "0",
    ANNOUNCE_REMOVE_AFTER: "0",
    ...settings,
  };
  const pushed = () => ({
    discord: discord.world.shown(ids.text).map((message) => discord.textOf(message)),
    telegram: telegram.shown(chats.channel).map(({ text }) => text),
  });
  return {
    discord,
    telegram,
    settings: all,
    pushed,
    messages: () => [...discord.world.shown(ids.text), ...telegram.shown(chats.channel)],
    async start(more = {}, how = startShared) {
      const program = await how({ ...all, ...more });
      running.push(program);
      await program.shows(/Ask your blog at/);
      return program;
    },
    async both(what, holds) {
      const said = (): string =>
        `${what}: ${JSON.stringify(pushed(), null, 1)}\n${running.map((program) => program.stderr() + program.stdout()).join("\n")}`;
      await until(() => {
        // What only a running bot can bring does not come any more.
        if (
          running.every((program) => program.process.exitCode !== null || program.process.signalCode !== null)
        )
          throw new Error(`No bot runs any more. ${said()}`);
        return Object.values(pushed()).every(holds);
      }, said);
    },
    async stop() {
      await Promise.all(running.map(dismiss));
      await Promise.all([discord.stop(), telegram.stop()]);
    },
  };
}
