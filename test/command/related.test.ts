// /related and /series: what to read beside a post, and a series in its order.
import { expect, test } from "vitest";
import { blogOf, postOf } from "./blog.js";
import { toText } from "./to-text.js";

const one = postOf({ title: "Kalman filters (1)", day: "2026-01-01", tags: ["filters"] });
const two = postOf({ title: "Kalman filters (2)", day: "2026-02-01", tags: ["filters"] });
const three = postOf({ title: "Kalman filters (3)", day: "2026-03-01", protected: true });
const linking = postOf({
  title: "A walk",
  links: [`blog.example.com${new URL(one.url ?? "").pathname.slice(0, -1)}`],
});
const alike = postOf({ title: "Tracking a boat" });
const other = postOf({ title: "Bread" });
const bodies = new Map([
  [one.id, "The covariance of a measurement is estimated from innovation and gain."],
  [two.id, "More of the same."],
  [alike.id, "Innovation, gain and covariance tell where a boat is: a measurement a second."],
  [other.id, "Flour, water and salt; nothing else."],
]);
const blog = blogOf([one, two, three, linking, alike, other], "en", bodies);
const titles = async (line: string) => (await blog.say(line)).list?.map(({ title }) => title);
const labels = async (line: string) => (await blog.say(line)).buttons.map(({ label }) => label);

test("/related shows the series, posts linked either way and those about the same, and nothing else", async () => {
  const found = await titles(`/related ${one.id}`);
  expect(found?.[0]).toBe(two.title);
  expect(found).toEqual(expect.arrayContaining([three.title, linking.title, alike.title]));
  expect(found).not.toContain(other.title);
  expect(await titles(`/related ${linking.id}`)).toEqual([one.title]);
  expect(toText(await blog.say("/related bread"))).toContain("I know nothing related to “Bread”.");
});

test("a card leads to what is related, the end of an article to the next part too", async () => {
  expect(await labels(`/post ${one.id}`)).toEqual(["Read here", "Read on the blog", "Related"]);
  expect(await labels(`/read ${one.id}`)).toEqual(["Read on the blog", `Next part: ${two.title}`, "Related"]);
  expect(await labels(`/read ${other.id}`)).toEqual(["Read on the blog", "Related"]);
  const [, next] = (await blog.say(`/read ${two.id}`)).buttons;
  const pressed = await blog.dispatcher.press(next && "action" in next ? next.action : "", { locale: null });
  expect(pressed.card?.title).toBe(three.title);
});

test("/series lists them, and the parts of one by its name, a part's name, or despite a typo", async () => {
  expect(await titles("/series")).toEqual(["Kalman filters"]);
  for (const name of ["kalman filters", "kalman", "Kalman filters (2)", "kalmann filters"])
    expect(await titles(`/series ${name}`)).toEqual([one.title, two.title, three.title]);
  expect(toText(await blog.say("/series bread"))).toContain("There is no series “bread”.");
  expect(toText(await blogOf([other]).say("/series"))).toBe("This blog has no series.");
  expect(blog.dispatcher.suggest("series", "name", "kal", { locale: null })).toEqual([
    { label: "Kalman filters", value: "Kalman filters" },
  ]);
});
