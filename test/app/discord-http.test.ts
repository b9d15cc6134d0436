// Two real programs on one store that answer Discord by HTTP, and the command that tells Discord where they are.
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { DiscordStandIn, ids } from "../stand-in/discord/stand-in.js";
import { OTHER_KEY } from "../stand-in/discord/by-http.js";
import { kill } from "./announcing.js";
import { byHttp } from "./discord-by-http.js";
import { type Program } from "./program.js";
import { dismiss, runShared, startShared } from "./shared-program.js";

let discord: DiscordStandIn;
let settings: Awaited<ReturnType<typeof byHttp>>;
const running: Program[] = [];

beforeAll(async () => {
  discord = await DiscordStandIn.start();
  settings = await byHttp(discord);
});
afterAll(async () => {
  await Promise.all(running.splice(0).map(dismiss));
  await discord.stop();
});
afterEach(() => expect(discord.gateway.attempts).toBe(0));

const receive = (...args: string[]) => runShared(["discord-receive", ...args], settings);
async function start(): Promise<{ program: Program; url: string }> {
  const program = await startShared(settings);
  running.push(program);
  const [, url = ""] = await program.shows(/Ask your blog at (\S+)/);
  await program.shows(/answering by HTTP/);
  return { program, url };
}
const asks = async (who: string = ids.ada): Promise<string> =>
  discord.textOf(await discord.command("post", { query: "kettle" }, { user: who }));

it("answers in every process, whichever Discord's address leads to, and names what is missing before", async () => {
  const nobody = await receive("http", "http://127.0.0.1:9/discord/interactions");
  expect([nobody.code, nobody.stderr]).toEqual([
    1,
    expect.stringMatching(/does not take it.*cannot be reached/),
  ]);
  const [one, other] = [await start(), await start()];
  await one.program.shows(/sends no questions by HTTP yet/);
  for (const { url } of [one, other]) {
    const told = await receive("http", url);
    expect([told.code, told.stdout]).toEqual([
      0,
      expect.stringContaining(`Discord sends questions to ${url}/discord/interactions (before: `),
    ]);
    expect(await asks()).toContain("The kettle");
  }
  // A killed one is no loss: Discord, or a load balancer, asks the next.
  await kill(other.program, "SIGKILL");
  await receive("http", one.url);
  expect(await asks(ids.bob)).toContain("The kettle");
  const elsewhere = await receive("http", `${one.url}/elsewhere`);
  expect(elsewhere.stderr).toMatch(/does not take it.*Nothing is there/);
  expect(one.program.stdout()).not.toContain("standing by");

  const back = await receive("gateway");
  expect(back.stdout).toMatch(
    /over the gateway \(before: to http.*DISCORD_RECEIVE is http: set it to gateway/s,
  );
  expect(discord.world.application["interactions_endpoint_url"]).toBeNull();
});

it("says what is wrong with the settings, and with what is typed", async () => {
  const { DISCORD_PUBLIC_KEY: _key, ...without } = settings;
  const ended = async (args: string[], given: Record<string, string>) =>
    (await runShared(args, given)).stderr;
  expect(await ended(["posts"], without)).toMatch(
    /DISCORD_PUBLIC_KEY is needed where DISCORD_RECEIVE is http.*Public Key from the General Information page/,
  );
  expect(await ended(["posts"], { ...settings, DISCORD_PUBLIC_KEY: "abc" })).toContain("64 digits");
  expect((await receive("carrier pigeon")).stderr).toContain("by http or gateway");
  expect((await receive("http")).stderr).toContain("Where shall Discord send questions?");
  expect((await receive("http", "http://bot.example.org")).stderr).toContain("begins with https://");
  const wrong = await runShared(["start"], { ...settings, DISCORD_PUBLIC_KEY: OTHER_KEY.publicHex });
  expect(wrong.stderr + wrong.stdout).toContain("DISCORD_PUBLIC_KEY is not that of the application");
});
