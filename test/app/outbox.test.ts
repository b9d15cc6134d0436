// `postern outbox` of the real program, on a store as a bot left it behind.
import { beforeAll, describe, expect, it } from "vitest";
import { folderOf } from "./program.js";
import { runShared } from "./shared-program.js";
import { aPost, factsOf, storeWith, subscribe, told, toldJson } from "./owner.js";
import { platformSays } from "../../src/subscription/reason.js";

const kettle = aPost({ slug: "kettle", title: "The kettle" });
const [cup, pot] = [aPost({ slug: "cup", title: "A cup" }), aPost({ slug: "pot", title: "A pot" })];
const KICKED = platformSays("Forbidden: bot was kicked");

/** One message arrived, one was refused, one is uncertain; two posts are held. */
const used = () =>
  storeWith(async (store) => {
    const now = Date.now() - 60_000;
    for (const address of ["@good_news", "-1001234567890/7"]) await subscribe(store, "telegram", address);
    const { id } = await subscribe(store, "discord", "123456789012345678");
    await store.news.tell(kettle, factsOf(kettle), now);
    for (const platform of ["telegram", "discord"]) {
      await store.takeLease({ name: `send ${platform}`, holder: "w", lasts: 1, isDead: () => false });
      const claim = { platform, worker: "w|1", now: now + 1000, leaseUntil: now + 2000, limit: 9 };
      for (const { key, subscription_id } of await store.outbox.claimDue(claim)) {
        const held = { keys: [key], worker: "w|1" };
        await store.outbox.startSending(held, now, now + 2000);
        const { place } = (await store.subscriptions.byIds(new Set([subscription_id]))).get(subscription_id)!;
        if (place.address === "@good_news") await store.outbox.finish(held, "55", now);
        else if (platform === "telegram")
          await store.outbox.uncertain(held, now + 1e9, platformSays("socket hang up"));
        else await store.outbox.fail(held, KICKED, now);
      }
    }
    await store.subscriptions.suspend(id, KICKED, now);
    const held = { state: "held", reason: { code: "too-many-at-once" } } as const;
    await store.news.record(
      [cup, pot].map((post) => ({ ...factsOf(post), ...held })),
      now,
    );
  });

describe("postern outbox, reading", () => {
  let data: string;
  beforeAll(async () => {
    data = await used();
  });

  it("shows every message with its fate, and the posts that are held", async () => {
    const text = await told(data, ["outbox"]);
    expect(text).toMatch(/^state +kind +tries +when \(UTC\+08:00\) +destination +post\n/);
    expect(text).toMatch(/\nheld +post +– +– +\(subscribers\) +A pot\n +too many at once\n/);
    expect(text).toMatch(/\nfailed +post +1 +[-\d]{10} [\d:]{5} +discord:123456789012345678 +The kettle\n/);
    expect(text).toMatch(
      /\nuncertain +post +1 +→ .* telegram:-1001234567890\/7 +The kettle\n +socket hang up/,
    );
    expect(text).toMatch(/\ndone +post +1 .* telegram:@good_news +The kettle\n/);
    expect(text).toContain("2 held, 1 uncertain, 1 failed, 1 done.\nHeld posts wait for you: --release");
  });

  it("shows programs and people only what they ask for", async () => {
    expect(await toldJson(data, ["outbox", "--state", "failed", "--post", "KETT"])).toEqual([
      {
        post: { id: kettle.id, title: "The kettle", url: kettle.url },
        destination: "discord:123456789012345678",
        kind: "post",
        state: "failed",
        attempts: 1,
        next: null,
        ended: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        reason: { ...KICKED, words: "Forbidden: bot was kicked" },
      },
    ]);
    const states = async (...args: string[]) =>
      (await toldJson(data, ["outbox", ...args])).map((line) => (line as { state: string }).state);
    expect(await states("--to", "telegram:-1001234567890?thread=7")).toEqual(["uncertain"]);
    expect(await states("--post", "A cup")).toEqual(["held"]);
    expect(await states("--post", kettle.id, "--state", "done,failed")).toHaveLength(2);
    expect(await states("--limit", "3")).toHaveLength(3);
    expect(await told(data, ["outbox", "--post", "no such"])).toBe("The outbox holds nothing of that.\n");
  });

  it.each([
    [["--state", "lost"], /--state takes held, waiting, .*, not “lost”/],
    [["--limit", "0"], /--limit takes a whole number/],
    [["--to", "somewhere"], /--to: somewhere does not begin with discord: .*Example: postern outbox --to/],
    [["--retry", "--seen"], /cannot be given together/],
    [["--release", "--to", "telegram:@good_news"], /no destination yet/],
  ])("says what is wrong with %j", async (args, why) => {
    const { code, stderr } = await runShared(["outbox", ...args], { DATA_DIR: data });
    expect([code, stderr]).toEqual([1, expect.stringMatching(why)]);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe("postern outbox", () => {
  it("tries again what failed or is uncertain", async () => {
    const data = await used();
    expect(await told(data, ["outbox", "--retry", "--to", "discord:123456789012345678"])).toMatch(
      /^The kettle → discord:123456789012345678\n1 message to be tried again/,
    );
    expect(await toldJson(data, ["outbox", "--retry"])).toMatchObject([
      { state: "uncertain", retried: true },
    ]);
    expect(await toldJson(data, ["outbox", "--state", "pending", "uncertain"])).toMatchObject([
      { next: expect.any(String) as string },
      { next: expect.any(String) as string },
    ]);
  });

  it("announces held posts or never does, as the owner decides", async () => {
    const data = await used();
    expect(await told(data, ["outbox", "--release", "--post", "cup"])).toMatch(/^A cup\n1 post released/);
    expect(await told(data, ["outbox", "--seen"])).toBe("A pot\n1 post will not be announced.\n");
    expect(await told(data, ["outbox", "--seen"])).toBe("No post is held.\n");
    expect(await toldJson(data, ["outbox", "--state", "held", "waiting"])).toMatchObject([
      { post: { title: "A cup" }, state: "waiting" },
    ]);
  });

  it("shows no sign of a title that a terminal obeys", async () => {
    const data = await storeWith(async (store) => {
      const hostile = aPost({ title: "A \u001b[2Jtrap\u202e\nfailed  post" });
      await store.news.record(
        [{ ...factsOf(hostile), state: "held", reason: { code: "too-many-at-once" } }],
        Date.now(),
      );
    });
    for (const args of [["outbox"], ["outbox", "--release"]]) {
      const text = await told(data, args);
      expect(text).toContain("A [2Jtrap failed post\n");
      expect(text).not.toMatch(/[\u001b\u202e]/);
    }
  });

  it("makes no store where no bot has run", async () => {
    const data = await folderOf({});
    const { code, stderr } = await runShared(["outbox"], { DATA_DIR: data });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/no .*postern\.db yet.*DATA_DIR/)]);
  });
});
