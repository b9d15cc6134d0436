// What a reader is answered, command by command.
import { beforeEach, expect, test } from "vitest";
import { toText } from "./to-text.js";
import { blogOf, postOf, type Blog } from "./blog.js";

const useful = postOf({
  title: "如何做出能被用到的工作？",
  slug: "useful-work",
  day: "2026-04-28",
  tags: ["随笔"],
  summary: "一份工作怎样才算有用。",
});
const lio = postOf({
  title: "LIO-SAM 论文笔记",
  day: "2026-03-01",
  tags: ["SLAM", "lidar"],
  categories: [["机器人", "定位"]],
});
const loam = postOf({
  title: "LOAM in a nutshell",
  day: "2026-02-01",
  tags: ["slam"],
  categories: [["机器人"]],
});
const filter = postOf({
  title: "The Kalman filter",
  day: "2025-12-01",
  tags: ["Slam", "maths"],
  categories: [["Notes"]],
});
const secret = postOf({
  title: "Behind a password",
  protected: true,
  summary: "",
  cover: "https://x.example/y.png",
});
const draft = postOf({
  title: "Unfinished thoughts on usefulness",
  visibility: "draft",
  tags: ["draft-tag"],
});
const all = [useful, lio, loam, filter, secret, draft];

let blog: Blog;
beforeEach(() => {
  blog = blogOf(all);
});

test("/post finds a Chinese post by an English word its title means", async () => {
  const reply = await blog.say("/post usefulness");
  expect(reply.card?.title).toBe(useful.title);
  expect(reply.card).toMatchObject({ url: useful.url, date: "April 28, 2026", tags: ["随笔"] });
});

test.each([
  "有用",
  "用到 的 工作",
  "用到的工作",
  "useful-work",
  "USEFUL-WORK",
  useful.id,
  useful.title,
  `${useful.title} · April 28, 2026`,
])("/post %s finds it too", async (query) => {
  expect((await blog.say(`/post ${query}`)).posts[0]).toBe(useful);
});

test.each([
  ["LIO-SAM", lio],
  ["lio sma", lio],
  ["kalmann filter", filter],
  ["ＫＡＬＭＡＮ", filter],
])("/post %s forgives spelling, case and width", async (query, post) => {
  expect((await blog.say(`/post ${query}`)).posts[0]?.title).toBe(post.title);
});

test("equally good posts are listed for the reader to choose", async () => {
  const twins = [
    postOf({ title: "Weekly notes", day: "2026-05-01" }),
    postOf({ title: "Weekly notes", day: "2026-05-08" }),
  ];
  blog.set([...all, ...twins]);
  const reply = await blog.say("/post weekly notes");
  expect(reply.card).toBeUndefined();
  expect(reply.list?.map((item) => item.title)).toEqual(["Weekly notes", "Weekly notes"]);
  const [first] = reply.list ?? [];
  const chosen = await blog.dispatcher.press(first?.action ?? "", { locale: null });
  expect(chosen.card?.post).toBe(twins[1]);
});

test("a protected post shows its title and link, never its text or picture", async () => {
  const { card } = await blog.say("/post behind a password");
  expect(card).toMatchObject({ title: secret.title, url: secret.url, summary: [], cover: null });
  expect(card?.notes).toEqual(["Protected by a password"]);
});

test.each([
  "/post unfinished thoughts",
  `/post ${draft.id}`,
  "/search unfinished",
  "/latest 25",
  "/tags",
  "/tag draft-tag",
  "/random",
])("a draft never shows: %s", async (line) => {
  const reply = await blog.say(line);
  expect(reply.posts).not.toContain(draft);
  expect(JSON.stringify([reply.list ?? [], reply.buttons, reply.card ?? null])).not.toMatch(
    /unfinished|draft-tag/i,
  );
});

test("/search lists in pages that go on after posts went", async () => {
  blog.set(Array.from({ length: 30 }, (_, i) => postOf({ title: `Journal of day ${i}`, tags: ["journal"] })));
  const first = await blog.say("/search journal");
  expect(first.page).toMatchObject({ number: 1, count: 4, previous: null });
  const second = await blog.dispatcher.press(first.page?.next ?? "", { locale: null });
  expect(second.page?.number).toBe(2);
  expect(second.posts.some((post) => first.posts.includes(post))).toBe(false);
  blog.set([postOf({ title: "Journal, the only one left" })]);
  await blog.indexed();
  const after = await blog.dispatcher.press(second.page?.next ?? "", { locale: null });
  expect(after.posts.map((post) => post.title)).toEqual(["Journal, the only one left"]);
});

test("/latest gives the newest first, as many as asked", async () => {
  expect((await blog.say("/latest")).posts.map((post) => post.title)).toEqual(
    [useful, lio, loam, secret, filter].map((post) => post.title),
  );
  expect((await blog.say("/latest 2")).posts).toEqual([useful, lio]);
  expect((await blog.say("/latest ３")).posts).toHaveLength(3);
});

test.each(["1.5", "many", "1e1000"])("/latest %s is told the bounds", async (count) => {
  expect(toText(await blog.say(`/latest ${count}`))).toContain("from 1 to 25");
});

test("/tags counts tags that differ in case as one, the most used first", async () => {
  const reply = await blog.say("/tags");
  expect(reply.title).toBe("4 tags");
  expect(reply.list?.[0]).toMatchObject({ detail: "3 posts" });
  expect(reply.list?.map((item) => item.title.toLowerCase())).toEqual(["slam", "lidar", "maths", "随笔"]);
});

test.each(["slam", "salm", "slma", "SLAM", "#slam", "ｓｌａｍ", " slam "])(
  "/tag %s is the tag SLAM",
  async (name) => {
    expect((await blog.say(`/tag ${name}`)).posts).toEqual([lio, loam, filter]);
  },
);

test.each(["lidr", "lidarr", "ldiar"])("/tag %s is forgiven its typo", async (name) => {
  expect((await blog.say(`/tag ${name}`)).posts).toEqual([lio]);
});

test("/categories shows the tree, and a category holds what is below it", async () => {
  const tree = await blog.say("/categories");
  expect(tree.list?.map(({ title, depth, detail }) => [title, depth, detail])).toEqual([
    ["机器人", 0, "2 posts"],
    ["定位", 1, "1 post"],
    ["Notes", 0, "1 post"],
  ]);
  const robots = await blog.say("/category 机器人");
  expect(robots.posts).toEqual([lio, loam]);
  expect(robots.buttons.map((button) => button.label)).toEqual(["机器人 › 定位"]);
  expect((await blog.say("/category 定位")).posts).toEqual([lio]);
  expect((await blog.say("/category 机器人/定位")).posts).toEqual([lio]);
});

test("/random picks a dated post where there is one", async () => {
  blog.set([postOf({ title: "Archive", date: null }), lio, postOf({ title: "About me", date: null })]);
  expect((await blog.say("/random")).card?.post).toBe(lio);
  blog.set([postOf({ title: "Archive", date: null })]);
  expect((await blog.say("/random")).card?.title).toBe("Archive");
});

test("/random picks a post, also of a tag", async () => {
  expect((await blog.say("/random")).card?.post).toBe(filter);
  expect((await blog.say("/random lidar")).card?.post).toBe(lio);
});

test.each(["/post", "/read", "/search", "/tag", "/category"])(
  "%s alone teaches with an example of this blog",
  async (line) => {
    const answer = toText(await blog.say(line));
    expect(answer).toContain(`for example: ${line} `);
    expect(answer).toMatch(/for example: \/\w+ (如何做出能被用到的工作？|slam|SLAM|Slam|机器人)$/);
  },
);

test("nothing found suggests what is near", async () => {
  const reply = await blog.say("/tag lidr scan town");
  expect(toText(reply)).toContain("No post has the tag “lidr scan town”");
  const buttons = async (line: string) => (await blog.say(line)).buttons.map(({ label }) => label);
  expect(await buttons("/tag qqqqqqqq")).toEqual(["4 tags"]);
  expect(await buttons("/category qqqqqqqq")).toEqual(["3 categories"]);
  const nothing = await blog.say("/post qqqqqqqq zzzzzz");
  expect(toText(nothing)).toContain("I found nothing for “qqqqqqqq zzzzzz”");
  expect(nothing.buttons.map(({ label }) => label)).toEqual(["Newest posts", "4 tags"]);
});

test.each(["post", "search", "read"])("/%s offers what is nearest where nothing fits", async (command) => {
  const reply = await blog.say(`/${command} sourdough bread filter`);
  expect(toText(reply)).toContain("Nothing about “sourdough bread filter”. Nearest:");
  expect(reply.list?.map(({ title }) => title)).toContain("The Kalman filter");
  expect(reply.card).toBeUndefined();
});

test("answers speak the reader's language, else the blog's, else English", async () => {
  for (const traditional of ["zh-TW", "zh-HK", "zh-hant", "zh_TW"])
    expect(toText(await blog.say("/post", traditional))).toContain("請告訴我要找什麼，例如");
  for (const simplified of ["zh-CN", "zh-hans", "zh", "zh-SG", "zh-Hans-TW"])
    expect(toText(await blog.say("/post", simplified))).toContain("请告诉我要找什么，例如");
  expect(toText(await blogOf(all, "zh-TW").say("/post", "not a language!"))).toContain("請告訴我");
  expect(toText(await blogOf(all, "zh-CN").say("/post"))).toContain("例如");
  expect(toText(await blogOf(all, "zh-CN").say("/post", "en-GB"))).toContain("for example");
  expect(toText(await blogOf(all, null).say("/post", "sw"))).toContain("for example");
});

test("/help names every command", async () => {
  const answer = toText(await blog.say("/help"));
  for (const { name } of blog.dispatcher.commands) expect(answer).toContain(`/${name}`);
});

test("/start says what can be asked and offers the beginnings", async () => {
  const { body, buttons } = await blog.say("/start", "de");
  expect(JSON.stringify(body)).toMatch(/Ich kenne die Beiträge von .*Schreib, was du suchst .*\/post/);
  const shown = await Promise.all(
    buttons.map(async (button) => {
      if (!("action" in button)) throw new Error(`${button.label} asks nothing`);
      return blog.dispatcher.press(button.action, { locale: "de" });
    }),
  );
  expect(buttons.map(({ label }) => label)).toEqual(["Neueste", "Tags", "Zufall", "Abonnieren", "Hilfe"]);
  expect(shown[0]).toEqual(await blog.say("/latest", "de"));
  expect(shown[1]).toEqual(await blog.say("/tags", "de"));
  expect(shown[4]).toEqual(await blog.say("/help", "de"));
});

test("/start offers no tags where there are none", async () => {
  const { body, buttons } = await blogOf([postOf({ title: "Alone", tags: [] })], null).say("/start");
  expect(buttons.map(({ label }) => label)).toEqual(["Newest", "Random", "Subscribe", "Help"]);
  expect(JSON.stringify(body)).toContain("the posts of");
});

test("/help shows what is typed behind a command, and a slash alone is help", async () => {
  const answer = toText(await blog.say("/"));
  expect(answer).toMatch(/\/read query [A-Z]/);
  expect(answer).toMatch(/\/subscribe \[to\] [A-Z]/);
});

test("words that only begin like a command are looked for", async () => {
  for (const line of ["random forest", "latest news", "help me", "tags for beginners", "just talking"])
    expect(await blog.say(line)).toEqual(
      await blog.dispatcher.run("post", { query: line }, { locale: null }),
    );
  for (const line of ["random", "latest 2", "help", "post usefulness", "tag slam"])
    expect(await blog.say(line)).toEqual(await blog.say(`/${line}`));
});

test("what the search found is told for the words that were looked for, without their command", async () => {
  blog.set([...all, postOf({ title: "The post office", slug: "post" })]);
  await blog.indexed();
  const found = (line: string) => blog.dispatcher.search(line, { locale: null }).map((hit) => hit.post.title);
  for (const line of [
    "/post usefulness",
    "post usefulness",
    "usefulness",
    "／read usefulness",
    "search usefulness",
  ])
    expect(found(line)).toEqual([useful.title]);
  expect(found("posting usefulness")).toContain("The post office");
  for (const line of ["/latest", "latest 2", "/tag post", "/frobnicate post", "/", ""])
    expect(found(line)).toEqual([]);
});

test("a completion's label names its post, also where others bear the title, and until it has gone", async () => {
  const twins = [1, 2].map((n) => postOf({ title: "Twin · tale", day: `2020-01-0${n}`, slug: `twin-${n}` }));
  blog.set([...all, ...twins]);
  await blog.indexed();
  const labels = blog.dispatcher.suggest("post", "query", "twin", { locale: "en" }).map(({ label }) => label);
  expect(labels.toSorted()).toEqual(["Twin · tale · January 1, 2020", "Twin · tale · January 2, 2020"]);
  for (const label of labels) expect((await blog.say(`/post ${label}`)).card?.date).toBe(label.slice(14));
  blog.set(all);
  expect((await blog.say(`/post ${labels[0] ?? ""}`)).card?.title).not.toBe("Twin · tale");
});

test("posts to choose from are offered once", async () => {
  const twins = [1, 2].map((n) => postOf({ title: `Twin ${n}`, day: `2020-01-0${n}`, slug: `twin-${n}` }));
  blog.set(twins);
  const reply = await blog.say("/post twin");
  expect(reply.list?.map(({ action }) => typeof action)).toEqual(["string", "string"]);
  expect(reply.buttons).toEqual([]);
});

test("an unknown command is an answer", async () => {
  expect(toText(await blog.say("/frobnicate now"))).toBe(
    "I do not know /frobnicate. /help shows what you can ask.",
  );
});

test("an empty blog answers everything politely", async () => {
  blog.set([]);
  for (const { name } of blog.dispatcher.commands)
    for (const line of [`/${name}`, `/${name} something`]) expect(toText(await blog.say(line))).not.toBe("");
});

test("a button of a post that has gone says so", async () => {
  const reply = await blog.say("/latest 1");
  const state = reply.list?.[0]?.action ?? "";
  const [readHere] = (await blog.say("/post LIO-SAM")).buttons;
  const reading = readHere && "action" in readHere ? readHere.action : "";
  blog.set([loam]);
  expect(toText(await blog.dispatcher.press(state, { locale: null }))).toContain("no longer there");
  expect(toText(await blog.dispatcher.press(reading, { locale: null }))).toContain("no longer there");
  expect(toText(await blog.dispatcher.press("forged", { locale: null }))).toContain("Please ask again");
});

test("completions: newest first for nothing typed, found ones while typing, ids as values", async () => {
  await blog.indexed();
  const suggest = (command: string, typed: string) =>
    blog.dispatcher.suggest(command, "x", typed, { locale: null });
  expect(suggest("post", "")[0]).toEqual({
    label: `${useful.title} · April 28, 2026`,
    parts: { asked: useful.title, detail: "April 28, 2026" },
    value: useful.id,
  });
  expect(suggest("post", "kalm")[0]?.value).toBe(filter.id);
  expect(suggest("tag", "sl")[0]?.value.toLowerCase()).toBe("slam");
  expect(suggest("category", "机")[0]?.value).toContain("机器人");
  expect(suggest("nothing", "x")).toEqual([]);
});

test("a command about a place is refused where nothing can be pushed", async () => {
  const { dispatcher } = blog;
  const about = dispatcher.commands.filter(({ needs }) => needs !== undefined);
  expect(about.map(({ name }) => name)).toEqual([
    "subscribe",
    "unsubscribe",
    "subscriptions",
    "settings",
    "language",
    "why",
  ]);
  for (const { name } of about)
    expect(toText(await dispatcher.run(name, {}, { locale: null }))).toContain("Ask there with /subscribe");
});
