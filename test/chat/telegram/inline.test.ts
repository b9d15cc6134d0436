// Inline mode and guest mode: what `@bot words` offers and sends in any chat.
import { describe, expect, test } from "vitest";
import type { RichMode } from "../../../src/chat/telegram/rich/mode.js";
import { richUse } from "../../../src/chat/telegram/rich/use.js";
import type { AnsweringDeps } from "../../../src/command/answering.js";
import type { Post } from "../../../src/post/post.js";
import type { Store } from "../../../src/store/store.js";
import { parseHtml } from "../../stand-in/telegram/html.js";
import { reader, type TelegramStandIn } from "../../stand-in/telegram/stand-in.js";
import type { InlineResult } from "../../stand-in/telegram/world.js";
import { bodies, botFor, dispatcherOf, eachOverTelegram, indexOf, post, posts } from "./bot.js";

let telegram: TelegramStandIn;
let store: Store;
let bot: ReturnType<typeof botFor>;

async function start(
  shelf: readonly Post[] = posts,
  mode: RichMode = "auto",
  more: Partial<AnsweringDeps> = {},
): Promise<void> {
  bot = botFor(telegram, store, { dispatcher: dispatcherOf(store, shelf, more), use: richUse(mode) });
  await bot.start();
}
eachOverTelegram(
  (standIn, kept) => {
    [telegram, store] = [standIn, kept];
  },
  () => bot.stop(),
);

const htmlOf = ({ input_message_content: content }: InlineResult): string =>
  "message_text" in content ? content.message_text : "";
const richOf = ({ input_message_content: content }: InlineResult): string =>
  "rich_message" in content ? JSON.stringify(content.rich_message) : "";
const keysOf = ({ reply_markup: markup }: InlineResult) => markup?.inline_keyboard.flat();

describe("inline", () => {
  test("posts are offered with title, date, picture and the card to send, which nobody can change by a press", async () => {
    const cover = "https://blog.example/cover.png";
    await start([post("seen", "A post to see", { cover, tags: ["slam", "notes"] })]);
    const { results, button } = await telegram.type("post to");
    expect(button).toBeUndefined();
    expect(results[0]).toMatchObject({
      type: "article",
      id: "p_seen000000",
      title: "A post to see",
      description: "May 6, 2026 · slam, notes",
      thumbnail_url: cover,
    });
    expect(htmlOf(results[0]!)).toContain("What A post to see is about.");
    expect(keysOf(results[0]!)).toEqual([
      { text: "Read here", url: "https://t.me/postern_bot?start=r_seen000000" },
      { text: "Read on the blog", url: "https://blog.example/seen/" },
    ]);
  });

  test("pages go on to the last hit, each post once, and the newest where nothing is typed", async () => {
    const many = Array.from({ length: 47 }, (_, n) => post(`many${n}x`, `Note ${n}`));
    await start(many);
    for (const typed of ["note", ""]) {
      const ids: string[] = [];
      let offset: string | undefined = "";
      for (let pages = 0; offset !== undefined && pages < 9; pages++) {
        const { results, next_offset: next, is_personal: personal } = await telegram.type(typed, offset);
        expect(personal).toBe(true);
        ids.push(...results.map(({ id }) => id));
        offset = next;
      }
      expect(ids).toEqual(many.map(({ id }) => `p_${id}`));
    }
  });

  test.each(["x", "-20", "1e3", "99999", "9".repeat(60), "20; drop"])(
    "an offset that is none of ours, %s, does no harm",
    async (offset) => {
      await start();
      const { results } = await telegram.type("note", offset);
      expect(results.length).toBeLessThanOrEqual(20);
    },
  );

  test.each([
    ["nothing like it", "search_bm90aGluZyBsaWtlIGl0"],
    ["x".repeat(256), "start"],
    ["</b>\u202e@everyone", "start"],
  ])("where nothing is found the bot can be asked: %s", async (typed, parameter) => {
    await start();
    const { results, button, cache_time: kept } = await telegram.type(typed);
    expect(results).toEqual([]);
    expect(button).toEqual({ text: "Nothing fits. Ask the bot", start_parameter: parameter });
    expect(kept).toBe(5);
    expect((await telegram.say(`/start ${parameter}`)).text).toMatch(/nothing for|I know the posts/);
  });

  test("what only lies near is offered below that button", async () => {
    const near = { ...indexOf(posts) };
    near.search = () => [{ post: posts[1]!, score: 1, matches: [], isGuess: true }];
    await start(posts, "auto", { index: near });
    const { results, button } = await telegram.type("lidar odometry");
    expect(results.map(({ title }) => title)).toEqual(["LIO-SAM, line by line"]);
    expect(button?.start_parameter).toBe("search_bGlkYXIgb2RvbWV0cnk");
  });

  test("what is offered counts as asked for only once it was chosen", async () => {
    await start(posts, "auto", { popular: store.popular });
    const { results } = await telegram.type("LIO-SAM, line by line");
    expect(results).toHaveLength(1);
    telegram.choose({ ...results[0]!, id: "p_../etc" });
    telegram.choose({ ...results[0]!, id: "links" });
    await telegram.say("/popular");
    expect(await store.popular.most(9)).toEqual([]);
    telegram.choose(results[0]!);
    await telegram.server.until(
      () => (telegram.world.updates.length === 0 ? true : undefined),
      () => "the choice was not taken",
    );
    await expect.poll(() => store.popular.most(9)).toEqual(["lio0000000"]);
  });

  test("the whole article is offered where it is named, without pictures to fetch, with its end told", async () => {
    const chapter = `## Chapter\n\n![cat](/cat.png)\n\n$$\\frac{a}{b}$$\n\n${"Words of it. ".repeat(400)}\n\n`;
    bodies.set("lio0000000", chapter.repeat(9));
    await start();
    const { results } = await telegram.type("lio-sam, LINE by line");
    expect(results.map(({ id }) => id)).toEqual(["p_lio0000000", "r_lio0000000"]);
    const [, whole] = results;
    expect(whole).toMatchObject({ title: "LIO-SAM, line by line", description: "The whole article" });
    expect(richOf(whole!)).toContain("\\\\frac{a}{b}");
    expect(richOf(whole!)).not.toContain('"photo"');
    expect(richOf(whole!)).toContain("Page 1 of");
    expect(keysOf(whole!)?.map(({ text }) => text)).toEqual(["Read on the blog"]);
    expect((await telegram.type("line by")).results.length).toBe(2);
    expect((await telegram.type("note")).results.some(({ id }) => id.startsWith("r_"))).toBe(false);
  });

  test("where rich messages are refused, or off, cards go as HTML and no article is offered", async () => {
    bodies.set("lio0000000", "Some words.");
    await start();
    telegram.world.knowsRich = false;
    expect((await telegram.type("line by line")).results.map(({ id }) => id)).toEqual(["p_lio0000000"]);
    await bot.stop();
    telegram.world.knowsRich = true;
    await start(posts, "off");
    const { results } = await telegram.type("line by line");
    expect(results.map(richOf)).toEqual([""]);
  });

  test("a card that HTML cannot show is offered as a rich message", async () => {
    await start([post("maths", "Maths", { summary: "It is $\\frac{a}{b}$ here." })]);
    expect(richOf((await telegram.type("maths")).results[0]!)).toContain("frac");
  });
});

describe("+words+ in a sentence", () => {
  const linksIn = (html: string) =>
    parseHtml(html).entities.flatMap((one) => (one.type === "text_link" ? [one.url] : []));

  test("become links to the posts meant, several in one, also where a post has no address", async () => {
    await start([...posts, post("none", "No address", { url: null })]);
    const typed = "See +LIO-SAM+, +work that gets+ and +No address+; not +nothing such+, C++ or 1+2+3.";
    const { results } = await telegram.type(typed);
    expect(results[0]).toMatchObject({
      id: "links",
      title: "See LIO-SAM, work that gets and No address; not +nothing such+, C++ or 1+2+3.",
      description: "LIO-SAM, line by line · How to do work that gets used · No address",
    });
    expect(linksIn(htmlOf(results[0]!))).toEqual([
      "https://blog.example/lio/",
      "https://blog.example/useful/",
      "https://t.me/postern_bot?start=p_none000000",
    ]);
  });

  test("in the chat with the bot, too; a command with plus signs stays one", async () => {
    await start();
    const answer = await telegram.say("read +lio-sam+ first");
    expect(answer.text).toBe("read lio-sam first");
    expect((await telegram.say("/search +lio+")).text).not.toBe("/search lio");
  });

  test.each([
    ["tags", "<b>x</b> +lio+ </a><script>", "<b>x</b> lio </a><script>"],
    ["a mention and an app's link", "@durov tg://x +lio+", "@\u2060durov tg:\u2060//x lio"],
    ["a direction override", "a\u202eb +lio+", "ab lio"],
  ])("%s around them harm nobody", async (_name, typed, shown) => {
    await start();
    const { results } = await telegram.type(typed);
    expect(parseHtml(htmlOf(results[0]!)).text).toBe(shown);
  });

  test("signs without end are read in no time", async () => {
    await start();
    const begun = performance.now();
    for (const typed of ["+".repeat(256), "+a".repeat(128), "+ lio +", "+lio"])
      expect((await telegram.type(typed)).results.map(({ id }) => id)).not.toContain("links");
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

describe("as a guest", () => {
  test("words to the bot bring the card, which counts as asked for", async () => {
    await start(posts, "auto", { popular: store.popular });
    const card = await telegram.summon("@Postern_Bot LIO-SAM");
    expect(htmlOf(card)).toContain("LIO-SAM, line by line");
    expect(keysOf(card)?.every(({ url }) => url !== undefined)).toBe(true);
    await expect.poll(() => store.popular.most(9)).toEqual(["lio0000000"]);
  });

  test("its name alone answers what is replied to, or greets; commands and links are understood", async () => {
    await start();
    const reply_to_message = { message_id: 5, date: 1, chat: { id: 5, type: "group" }, text: "LIO-SAM" };
    expect(htmlOf(await telegram.summon("@postern_bot", { reply_to_message }))).toContain("line by line");
    expect(htmlOf(await telegram.summon("@postern_bot"))).toContain("I know the posts of Ada's blog");
    const list = await telegram.summon("@postern_bot /search note");
    expect(htmlOf(list)).toContain("Note number 0");
    expect(keysOf(list)).toBeUndefined();
    expect(htmlOf(await telegram.summon("try +lio+ @postern_bot"))).toContain(">lio</a>");
    expect(htmlOf(await telegram.summon("/subscribe@postern_bot"))).toContain("New posts come to a chat");
  });

  test.each(["</b>", "x".repeat(4096), "@everyone @durov", "🤷🏽‍♀️", "a\u202eb"])(
    "%s is answered within the rules",
    async (words) => {
      await start();
      expect(htmlOf(await telegram.summon(`@postern_bot ${words}`)).length).toBeGreaterThan(5);
    },
  );

  test("a reader's language is theirs; another bot is not answered", async () => {
    await start();
    telegram.server.push("guest_message", {
      message_id: 1,
      date: 1,
      chat: { id: -5, type: "group" },
      from: { ...reader, is_bot: true },
      text: "@postern_bot LIO",
      guest_query_id: "9",
    });
    const from = { ...reader, language_code: "de" };
    expect(htmlOf(await telegram.summon("@postern_bot LIO", { from }))).toContain("6. Mai 2026");
    expect(telegram.world.guestAnswers.size).toBe(1);
  });
});
