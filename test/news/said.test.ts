// A place that goes by words or a language hears of what a post's own text shows, not its front matter alone.
import { afterEach, beforeEach, expect, it } from "vitest";
import { saidIn } from "../../src/blog.js";
import { watchNews, type NewsWatch } from "../../src/news/watch-news.js";
import { openStore } from "../../src/store/open-store.js";
import type { Store } from "../../src/store/store.js";
import { everything, type Wishes } from "../../src/subscription/subscription.js";
import { makeRoom, type Room } from "../library/room.js";
import { file } from "../library/tiny-site.js";
import { recordedLog } from "../recorded-log.js";
import { databases, type TestDatabase } from "../store/databases.js";
import { until } from "../until.js";
import { newsDeps } from "./news-deps.js";

let database: TestDatabase;
let store: Store;
let room: Room;
let news: NewsWatch;
const warnings: string[] = [];

beforeEach(async () => {
  const [kind] = databases;
  if (!kind) throw new Error("no database to test on");
  database = await kind.ready();
  store = await openStore(database.options);
  room = await makeRoom();
  const { library } = await room.open();
  news = watchNews(newsDeps({ library, store, log: recordedLog(warnings) }, { said: saidIn(library) }));
  await news.look();
});
afterEach(async () => {
  await news.stop();
  await room.close();
  await store.close();
  await database.remove();
});

it("tells those whose words and language its text has", async () => {
  const at = (address: string, wishes: Partial<Wishes>) =>
    store.subscriptions.put(
      {
        place: { platform: "discord", address },
        wishes: { ...everything, ...wishes },
        origin: "chat",
        locale: null,
      },
      Date.now(),
    );
  await at("fog", { words: ["sea fog"] });
  await at("German", { lang: "de" });
  await at("English", { lang: "en" });
  await at("no fog", { without: ["word:fog"] });
  const body = "This is what the lamp says of it. And the ship that is in the sea-fog hears it from afar.";
  await room.write("a.md", file({ title: "The lamp", date: new Date().toISOString() }, body));
  await until(async () => {
    await news.look();
    return (await store.news.all()).some(({ state }) => state === "told");
  }, "the post to be told");
  const heard = (await store.outbox.list({})).map(({ address }) => address ?? "");
  expect(heard.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(["English", "fog"]);
  expect(warnings).toEqual([]);
});
