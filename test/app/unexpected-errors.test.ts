// A fault that nobody foresaw, in the real program: told at one place, in a plain sentence, and nobody is left without an answer.
import { afterEach, expect, it } from "vitest";
import { DiscordStandIn, TOKEN } from "../stand-in/discord/stand-in.js";
import { TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { folderOf, run, type Program } from "./program.js";
import { dismiss, startShared } from "./shared-program.js";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** At SIGUSR2 the program meets what this does. */
async function startWith(fault: string, settings: Readonly<Record<string, string>> = {}) {
  const telegram = await TelegramStandIn.start();
  undo.push(() => telegram.stop());
  const code = `process.on("SIGUSR2", () => { ${fault} });`;
  const program = await run(["start"], {
    POSTS_DIR: await folderOf({ "tea.md": "# Tea\n" }),
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_URL: telegram.url,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}`,
    ...settings,
  });
  undo.push(() => program.process.kill("SIGKILL"));
  await program.shows(/Ask your blog at/);
  program.process.kill("SIGUSR2");
  return { telegram, program };
}
const told = (program: Program): number => (program.stderr().match(/Unexpected error/g) ?? []).length;

it.each(["json", "plain"])("an exception is told and ends it with 1, its log in %s", async (LOG_FORMAT) => {
  const { telegram, program } = await startWith(
    "throw new TypeError(`${process.env.TELEGRAM_TOKEN} is odd`)",
    { LOG_FORMAT },
  );
  expect((await program.ended).code).toBe(1);
  expect(program.stderr()).toMatch(/uncaught exception\): Postern ends with code 1, to be started anew/);
  expect(program.stderr()).toContain("TypeError");
  expect(program.stderr()).not.toContain(telegram.token);
  expect(told(program)).toBe(1);
});

it("a rejection is told, and everything goes on", async () => {
  const { telegram, program } = await startWith("Promise.reject(new RangeError('odd'))");
  await program.shows(/RangeError.*\(unhandled rejection\): Postern goes on/);
  expect((await telegram.say("/latest")).text).toContain("Tea");
  program.process.kill("SIGTERM");
  expect((await program.ended).code).toBe(0);
  expect(told(program)).toBe(1);
});

it("frames of Discord's gateway that its library trips over end nothing", async () => {
  const discord = await DiscordStandIn.start();
  undo.push(() => discord.stop());
  const program = await startShared({
    POSTS_DIR: await folderOf({ "tea.md": "# Tea\n" }),
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.apiUrl,
  });
  undo.push(() => dismiss(program));
  await program.shows(/Discord: answering/);
  const packets = [0, 1, 10, 11, 99, "x", null].flatMap((op) =>
    [{ op }, { op, d: null }, { op, d: 7 }, { op, t: "READY", d: null }, { op, t: 5, s: "x", d: [] }].map(
      (packet) => JSON.stringify(packet),
    ),
  );
  for (const frame of ["", "no JSON", "null", "[]", "7", Buffer.from([0, 255, 1]), ...packets])
    discord.gateway.frame(frame);
  expect(discord.textOf(await discord.command("latest", {}))).toContain("Tea");
  expect(program.process.exitCode).toBeNull();
  expect(told(program)).toBeGreaterThan(0);
});
