// ANNOUNCE_TO as an owner writes it.
import { expect, it } from "vitest";
import { platforms } from "../../src/platforms.js";
import { parseDestinations } from "../../src/subscription/announce-to.js";

const addressings = platforms.map(({ addressing }) => addressing);

it("reads destinations with what they want", () => {
  const text =
    "discord:123456789012345678?role=234567890123456789&crosspost, telegram:@my_channel?silent&without=tea&show=title&tag=rust&tag=go&digest=daily&at=18:30&quiet=22:00-07:00&zone=Asia/Tokyo telegram:-1001234567890?thread=7 telegram:-1001234567890/8";
  expect(parseDestinations(text, addressings)).toMatchObject([
    {
      place: { platform: "discord", address: "123456789012345678" },
      wishes: { mention: "234567890123456789", crosspost: true, silent: false, tags: [] },
    },
    {
      place: { platform: "telegram", address: "@my_channel" },
      wishes: {
        silent: true,
        tags: ["rust", "go"],
        without: ["tea"],
        show: "title",
        digest: "daily",
        digestAt: "18:30",
        quiet: { from: "22:00", to: "07:00" },
        timezone: "Asia/Tokyo",
      },
    },
    { place: { platform: "telegram", address: "-1001234567890/7" } },
    { place: { platform: "telegram", address: "-1001234567890/8" } },
  ]);
  expect(parseDestinations("", addressings)).toEqual([]);
});

it("reads how a place wants to be told", () => {
  const text =
    "discord:123456789012345678?word=point%20cloud&author=Ada&template=%7Btitle%7D%5Cn%7Burl%7D&pin&discuss&offer=234567890123456789 telegram:@my_channel?preview=off&pin=false&silent=off";
  expect(parseDestinations(text, addressings).map(({ wishes }) => wishes)).toMatchObject([
    {
      words: ["point cloud"],
      authors: ["Ada"],
      template: "{title}\n{url}",
      pin: true,
      discuss: true,
      preview: true,
      offer: "234567890123456789",
    },
    { preview: false, pin: false, silent: false, discuss: false, template: null, offer: null },
  ]);
});

it("keeps what is left out as it is typed in a chat", () => {
  const text =
    "telegram:@my_channel?without=Word:%20point%20cloud&without=AUTHOR:Ada&without=%E8%AF%8D%EF%BC%9A%E6%BF%80%E5%85%89&without=%23tea";
  expect(parseDestinations(text, addressings)[0]?.wishes.without).toEqual([
    "word:point cloud",
    "author:Ada",
    "word:激光",
    "tea",
  ]);
});

it.each([
  ["discord:123456789012345678?offer=@news", /needs for a role its id/],
  ["telegram:@news1?offer=123456789012345678", /has a role, which only Discord has/],
  ["telegram:@news1?template=%7Bbody%7D", /has a template that needs \{title\}/],
  ["slack:1", /slack:1 does not begin with discord: or telegram:/],
  ["discord:general", /ANNOUNCE_TO: discord:general needs the id of a channel or thread, 17 to 20 digits/],
  ["discord:123456789012345", /needs the id of a channel/],
  ["discord:123456789012345678?thread=7", /a thread is named by its own id alone/],
  ["discord:123456789012345678?role=@news", /needs for a role its id, 17 to 20 digits/],
  ["telegram:my channel", /needs a chat's number or a channel's @name/],
  ["telegram:@1news", /a letter first/],
  ["telegram:-1001/0", /for a topic its number/],
  ["telegram:@news1?role=123456789012345678", /has a role, which only Discord has/],
  ["telegram:@news?loud", /has “loud”; possible are silent/],
  ["telegram:@news1?zone=Mars/Base", /time zone “Mars\/Base”/],
  ["telegram:@news1?digest=hourly", /digest=daily or weekly/],
  ["telegram:@news1?quiet=22:00", /quiet=HH:mm-HH:mm/],
  ["telegram:-1?thread=x", /for a topic its number/],
])("says what is wrong with %s, and shows an example", (text, why) => {
  expect(() => parseDestinations(text, addressings)).toThrow(why);
  expect(() => parseDestinations(text, addressings)).toThrow(/Example: ANNOUNCE_TO=/);
});
