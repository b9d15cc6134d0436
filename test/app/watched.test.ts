// The real program as those who watch it see it: probes, metrics, ids in the log, and how it drains.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { ids } from "../stand-in/discord/stand-in.js";
import { chats } from "../stand-in/telegram/stand-in.js";
import { PATIENCE } from "../until.js";
import { allWritten, announcing, type Announcing } from "./announcing.js";
import { folderOf } from "./program.js";
import { runShared } from "./shared-program.js";
import { loopback } from "../loopback.js";

const post = (title: string): string =>
  `---\ntitle: ${title}\ndate: ${new Date().toISOString()}\n---\nWords.\n`;

let world: Announcing | undefined;
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

const text = async (url: string): Promise<string> => (await fetch(url)).text();
/** What promtool says against it, or null where it is not installed. */
function promtool(args: readonly string[], input: string): string | null {
  try {
    execFileSync("promtool", args, { input, stdio: "pipe" });
    return "";
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: string; stdout?: Buffer; stderr?: Buffer };
    return code === "ENOENT" ? null : String(stdout) + String(stderr);
  }
}
const namesIn = (rules: string): readonly string[] => [
  ...new Set(
    [...rules.matchAll(/\b(postern_\w+?)(?:_bucket|_count)?\b(?=[\s{([)"]|\\")/g)].map(
      ([, name = ""]) => name,
    ),
  ),
];

it(
  "tells metrics without ids, and writes the id of a question or message into its log lines",
  async () => {
    const blog = await folderOf({ "old.md": post("Old") });
    world = await announcing({ POSTS_DIR: blog, METRICS_PORT: "0", LOG_LEVEL: "debug" });
    const { discord, telegram } = world;
    const program = await world.start();
    const [, metrics = ""] = await program.shows(/"url":"([^"]+\/metrics)"/);
    await program.shows(/posts are known/);
    await Promise.all([discord.command("latest", {}), telegram.say("/latest")]);
    await writeFile(join(blog, "kettle.md"), post("A kettle"));
    await world.both("the kettle", (texts) => texts.length === 1);
    await allWritten(world.settings);
    const told = await text(metrics);
    for (const chat of ["discord", "telegram"]) {
      expect(told).toMatch(
        new RegExp(`postern_answer_seconds_count\\{chat="${chat}",command="latest",outcome="answered"\\} 1`),
      );
      expect(told).toMatch(new RegExp(`postern_sent_total\\{platform="${chat}",outcome="sent"\\} 1`));
      expect(told).toMatch(new RegExp(`postern_outbox_rows\\{platform="${chat}",state="done"\\} 1`));
      expect(told).toContain(`postern_lease_held{name="send ${chat}"} 1`);
    }
    expect(told).toMatch(/postern_outbox_oldest_seconds 0\n/);
    expect(told).toMatch(/postern_posts 2\n/);
    expect(told).toMatch(/postern_store_seconds_count [1-9]/);
    for (const id of [ids.text, chats.channel.id]) expect(told).not.toContain(String(id));
    for (const file of ["grafana-dashboard.json", "prometheus-rules.yml"]) {
      const names = namesIn(readFileSync(join("packaging", file), "utf8"));
      expect(names.length).toBeGreaterThan(3);
      for (const name of names) expect(told).toContain(`# TYPE ${name} `);
    }
    expect(promtool(["check", "metrics"], told) ?? "").toBe("");
    expect(promtool(["check", "rules", "packaging/prometheus-rules.yml"], "") ?? "").toBe("");

    telegram.world.flooded.set(chats.private.id, 1);
    telegram.tell("/tags");
    await program.shows(/"question":"\d+".*"msg":"Telegram: an answer has to wait"/);
  },
  PATIENCE,
);

it(
  "is ready once the posts are read; drained, it is not, and gives back what others wait for, but still serves",
  async () => {
    const blog = await folderOf({ "old.md": post("Old") });
    world = await announcing({ POSTS_DIR: blog });
    const first = await world.start({ DRAIN_SECONDS: "8" });
    const second = await world.start({ METRICS_PORT: "0" });
    const [url, metrics] = await Promise.all([
      first.shows(/Ask your blog at (\S+)/),
      second.shows(/"url":"([^"]+\/metrics)"/),
    ]);
    const ready = () => fetch(`${url[1]}/readyz`);
    expect([(await ready()).status, await (await ready()).text()]).toEqual([200, "ok\n"]);
    first.process.kill("SIGTERM");
    await expect.poll(async () => (await ready()).status, { timeout: 5_000 }).toBe(503);
    expect(await (await ready()).text()).toBe("draining\n");
    for (const name of ["answer telegram", "answer discord", "send telegram", "send discord"])
      await expect
        .poll(() => text(metrics[1] ?? ""), { timeout: 7_000 })
        .toContain(`postern_lease_held{name="${name}"} 1`);
    expect(await text(`${url[1]}/healthz`)).toContain("ok");
    expect((await ready()).status).toBe(503);
    expect(await first.ended).toEqual({ code: 0, signal: null });
  },
  PATIENCE,
);

it("says which setting to change where the port of the metrics is taken", async () => {
  const taker = createServer();
  const { port } = new URL(await loopback(taker));
  const settings = { POSTS_DIR: await folderOf({ "old.md": post("Old") }), METRICS_PORT: port };
  const { code, stderr } = await runShared(["start"], settings);
  taker.close();
  expect(code).toBe(1);
  expect(stderr).toMatch(/\/metrics cannot be served: port \d+ is taken.*Set METRICS_PORT/);
});
