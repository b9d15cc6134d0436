// /read: a whole article, part by part, from its first button to its contents.
import { expect, test } from "vitest";
import { toPlain } from "../../src/document/plain.js";
import { linksOf } from "../../src/doctor/links.js";
import type { SealedReply } from "../../src/reply/reply.js";
import { blogOf, postOf } from "./blog.js";

const sentence = "Every word of this sentence is here to make the chapter long enough. ";
const chapters = (names: readonly string[]): string =>
  names
    .map((name) => `## ${name}\n\n${`${sentence.repeat(10)}\n\n`.repeat(3)}The end of ${name}.`)
    .join("\n\n");
const long = postOf({ title: "A long walk", slug: "walk" });
const short = postOf({ title: "A short note", reading: { length: 4, unit: "words", minutes: 1 } });
const secret = postOf({ title: "A locked room", protected: true });
const names = ["Morning", "Noon", "Evening", "Night"];
const bodies = new Map([
  [long.id, chapters(names)],
  [short.id, "Only a **few** words."],
]);
const blogWith = (texts: ReadonlyMap<string, string> = bodies) => blogOf([long, short, secret], "en", texts);
const textOf = (reply: SealedReply): string => toPlain(reply.body ?? []);
const asker = { locale: "en" };

test("a short article stands whole, with how long it takes to read", async () => {
  const reply = await blogWith().say("/read short note");
  expect(reply.title).toBe("A short note");
  expect(textOf(reply)).toBe("1 min · 4 words\nOnly a few words.");
  expect(reply.page).toBeUndefined();
});

test("MDX is read as MDX: indented text is no code, expressions are not shown", async () => {
  const post = postOf({ title: "A box", source: "posts/box.mdx" });
  const body = "<Box>\n\twords in a box{' '}\n\tand more {props.x}\n</Box>";
  const reply = await blogOf([post], "en", new Map([[post.id, body]])).say("/read box");
  expect(textOf(reply)).toBe("words in a box and more");
  expect(reply.body).toMatchObject([{ type: "paragraph" }]);
});

test("a link to a file of the blog leads to the page of its post, whole and in parts", async () => {
  const [from, to] = [
    postOf({ title: "From here" }),
    postOf({ title: "To there", source: "posts/there.md" }),
  ];
  const reply = await blogOf([from, to], "en", new Map([[from.id, "See [it](./there.md#end)."]])).say(
    "/read from here",
  );
  const page = `${to.url ?? ""}#end`;
  expect(linksOf(reply.body ?? [])).toEqual([page]);
  expect(linksOf(reply.article?.body ?? [])).toEqual([page]);
});

test("a long one is read to its end by Next, every chapter once and in order", async () => {
  const blog = blogWith();
  let reply = await blog.say("/read walk");
  let text = textOf(reply);
  for (let next = reply.page?.next; next; next = reply.page?.next) {
    reply = await blog.dispatcher.press(next, asker);
    text += `\n${textOf(reply)}`;
  }
  expect(reply.page).toMatchObject({ number: reply.page?.count, next: null });
  expect([...text.matchAll(/The end of (\w+)\./g)].map((match) => match[1])).toEqual(names);
  expect(reply.page?.previous).not.toBeNull();
});

test("a number behind the name is the part, unless the title holds it", async () => {
  const blog = blogWith();
  expect((await blog.say("/read walk 2")).page).toMatchObject({ number: 2 });
  expect((await blog.say("/read a long walk 3")).page).toMatchObject({ number: 3 });
  expect((await blog.say("/read long walks 2")).page).toMatchObject({ number: 2 });
  const second = postOf({ title: "Chapter 2 of a walk", slug: "two" });
  const texts = new Map([...bodies, [second.id, chapters(names)]]);
  const reply = await blogOf([long, second], "en", texts).say("/read chapter 2");
  expect(reply).toMatchObject({ title: "Chapter 2 of a walk", page: { number: 1 } });
});

test("parts begin at headings where they can", async () => {
  const blog = blogWith();
  const first = await blog.say("/read walk");
  const second = await blog.dispatcher.press(first.page?.next ?? "", asker);
  expect(second.body?.[0]).toMatchObject({ type: "heading" });
});

test("the contents lead to every chapter", async () => {
  const blog = blogWith();
  const reply = await blog.say("/read walk");
  const button = reply.buttons.find((one) => one.label === "Contents");
  const contents = await blog.dispatcher.press(button && "action" in button ? button.action : "", asker);
  expect(contents.list?.map((item) => item.title)).toEqual(names);
  const evening = await blog.dispatcher.press(contents.list?.[2]?.action ?? "", asker);
  expect(textOf(evening)).toContain("The end of Evening.");
});

test("in an article that has grown since, a button goes on at its heading", async () => {
  const before = await blogWith().say("/read walk");
  const heading = (reply: SealedReply): string => textOf(reply).split("\n")[0] ?? "";
  const plannedNext = heading(await blogWith().dispatcher.press(before.page?.next ?? "", asker));
  const grown = blogWith(new Map([[long.id, chapters(["Dawn", "Sunrise", "Dew", "Breakfast", ...names])]]));
  const next = await grown.dispatcher.press(before.page?.next ?? "", asker);
  expect(names).toContain(plannedNext);
  expect(textOf(next)).toContain(`The end of ${plannedNext}.`);
});

test("a heading that was renamed or removed since is sought beside the one before it, or behind it", async () => {
  const before = await blogWith().say("/read walk");
  const button = before.buttons.find((one) => one.label === "Contents");
  const contents = await blogWith().dispatcher.press(
    button && "action" in button ? button.action : "",
    asker,
  );
  const evening = contents.list?.[2]?.action ?? "";
  expect(Buffer.byteLength(evening)).toBeLessThanOrEqual(64);
  expect(evening).toMatch(/^1\|read\|/);
  const pressed = async (now: readonly string[]): Promise<string> =>
    textOf(await blogWith(new Map([[long.id, chapters(now)]])).dispatcher.press(evening, asker));
  const early = ["Dawn", "Sunrise", "Dew", "Breakfast"];
  expect(await pressed([...early, "Morning", "Noon", "Dusk", "Night"])).toContain("The end of Dusk.");
  expect(await pressed([...early, "Morning", "Midday", "Dusk", "Night"])).toContain("The end of Dusk.");
  expect(await pressed([...early, "Morning", "Noon", "Night"])).toContain("The end of Night.");
});

test("a protected post is answered by its card, without a button to read it here", async () => {
  const reply = await blogWith().say("/read locked room");
  expect(reply.card?.title).toBe("A locked room");
  expect(reply.buttons.map((button) => button.label)).not.toContain("Read here");
});

test("a post's card has a button that opens it", async () => {
  const blog = blogWith();
  const card = await blog.say("/post walk");
  const button = card.buttons.find((one) => one.label === "Read here");
  const reply = await blog.dispatcher.press(button && "action" in button ? button.action : "", asker);
  expect(reply.page).toMatchObject({ number: 1 });
});

test("a part that no longer exists is the last one; nothing named is a hint", async () => {
  const blog = blogWith();
  const beyond = await blog.dispatcher.run("read", { query: long.id, part: "99" }, asker);
  expect(beyond.page?.number).toBe(beyond.page?.count);
  expect(textOf(await blog.say("/read"))).toContain("/read A long walk");
});
