// The process that the crash test kills: the whole way from a folder to the platform, without the answering side.
import { discordMessenger } from "../../dist/chat/discord/messenger.js";
import { telegramMessenger } from "../../dist/chat/telegram/messenger.js";
import { isSiteRoot, openSite } from "../../dist/generator/detect.js";
import { openMemory } from "../../dist/library/memory.js";
import { openLibrary } from "../../dist/library/open-library.js";
import { startPush } from "../../dist/push.js";
import { openFolder } from "../../dist/source/folder.js";
import { openStore } from "../../dist/store/open-store.js";
import { DISCORD_TOKEN } from "./platform.mjs";

const { posts, dataDir, databaseUrl, apiUrl, platform } = JSON.parse(process.argv[2] ?? "{}");
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
    permalink: null,
    generator: "plain",
  },
  memory: openMemory(`${dataDir}/library.jsonl`, warn),
  log,
});
await library.settled();
// A chat takes one message a second; here time is short, and the pace is not what is tested.
const messenger =
  platform === "discord"
    ? discordMessenger(DISCORD_TOKEN, apiUrl)
    : telegramMessenger("123456:crash-test", apiUrl);
const push = await startPush({
  store,
  library,
  messengers: [{ ...messenger, pace: { ...messenger.pace, perSecond: 1000, gap: () => 0 } }],
  settings: {
    destinations: [],
    rules: { maxAtOnce: 1000, settle: 0, maxAge: 30 * 86_400_000, removeAfter: 60_000 },
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
