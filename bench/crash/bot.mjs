// The process that the crash test kills: the whole way from a folder to the platform, without the answering side.
const { posts, dataDir, databaseUrl, apiUrl, platform, ahead } = JSON.parse(process.argv[2] ?? "{}");

process.env.SHIFT_CLOCK = String(ahead);
await import("../shift-clock.mjs");

// What is loaded from here on sees that clock alone.
const [
  { isSiteRoot, openSite },
  { linesInFile, openMemory },
  { openLibrary },
  { startPush },
  { openFolder },
  { openStore },
] = await Promise.all(
  [
    "generator/detect",
    "library/memory",
    "library/open-library",
    "push",
    "source/folder",
    "store/open-store",
  ].map((name) => import(`../../build/${name}.js`)),
);

async function openMessenger() {
  if (platform === "telegram") {
    const { telegramMessenger } = await import("../../build/chat/telegram/messenger.js");
    return telegramMessenger("123456:crash-test", apiUrl);
  }
  const { discordMessenger } = await import("../../build/chat/discord/messenger.js");
  const { DISCORD_TOKEN } = await import("./discord.mjs");
  return discordMessenger(DISCORD_TOKEN, apiUrl);
}

const DAY = 86_400_000;
const warn = (text) => process.send?.({ warn: text });
const log = { info: () => {}, warn };
const store = await openStore({ dataDir, databaseUrl });
const library = await openLibrary({
  source: await openFolder(posts, { isRoot: isSiteRoot }),
  openSite,
  overrides: {
    url: "http://127.0.0.1",
    title: null,
    timezone: "UTC",
    buildTimezone: "UTC",
    permalink: "/:title/",
    generator: "plain",
  },
  memory: openMemory(linesInFile(`${dataDir}/library.jsonl`), log),
  log,
});
await library.settled();
// A chat takes one message a second; here time is short, and the pace is not what is tested. Nor is a disk or a processor
// that others keep busy: a message that has no answer after a second lets the next one go, and a kill then repeats both.
const messenger = await openMessenger();
const push = await startPush({
  store,
  library,
  addressings: [],
  messengers: [
    {
      ...messenger,
      pace: { ...messenger.pace, perSecond: 1000, gap: () => 0, alone: 10 * messenger.pace.alone },
    },
  ],
  settings: {
    destinations: [],
    owners: [],
    // No post is old and no wait over, however the clock jumps: what is forgotten by rule is not what is tested.
    rules: { maxAtOnce: 1000, settle: 0, maxAge: 90 * DAY, removeAfter: 60_000, withProtected: false },
    catchUp: 90 * DAY,
    when: "now",
    wait: 60_000,
    onRemove: "strike",
  },
  log,
});
await push.look();
process.send?.("ready");
async function stop() {
  await push.stop();
  await library.stop();
  await store.close();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
// The test was ended from outside: nobody is left to stop this one.
process.on("disconnect", () => process.exit(1));
