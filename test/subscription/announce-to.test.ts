// ANNOUNCE_TO as an owner writes it.
import { expect, it } from "vitest";
import { parseDestinations } from "../../src/subscription/announce-to.js";

it("reads destinations with what they want", () => {
  const text =
    "discord:123456789012345678?role=234567890123456789&crosspost, telegram:@my_channel?silent&tag=rust&tag=go&digest=daily&at=18:30&quiet=22:00-07:00&zone=Asia/Tokyo telegram:-1001234567890?thread=7 telegram:-1001234567890/8";
  expect(parseDestinations(text)).toMatchObject([
    {
      place: { platform: "discord", address: "123456789012345678" },
      wishes: { mention: "234567890123456789", crosspost: true, silent: false, tags: [] },
    },
    {
      place: { platform: "telegram", address: "@my_channel" },
      wishes: {
        silent: true,
        tags: ["rust", "go"],
        digest: "daily",
        digestAt: "18:30",
        quiet: { from: "22:00", to: "07:00" },
        timezone: "Asia/Tokyo",
      },
    },
    { place: { platform: "telegram", address: "-1001234567890/7" } },
    { place: { platform: "telegram", address: "-1001234567890/8" } },
  ]);
  expect(parseDestinations("")).toEqual([]);
});

it.each([
  ["slack:1", /slack:1 does not begin with discord: or telegram:/],
  ["discord:general", /needs a channel's id/],
  ["telegram:my channel", /needs a chat's id or @name/],
  ["telegram:@news?loud", /has “loud”; possible are silent/],
  ["telegram:@news1?zone=Mars/Base", /time zone “Mars\/Base”/],
  ["telegram:@news1?digest=hourly", /digest=daily or weekly/],
  ["telegram:@news1?quiet=22:00", /quiet=HH:mm-HH:mm/],
  ["telegram:-1?thread=x", /thread that is no number/],
])("says what is wrong with %s, and shows an example", (text, why) => {
  expect(() => parseDestinations(text)).toThrow(why);
  expect(() => parseDestinations(text)).toThrow(/Example: ANNOUNCE_TO=/);
});
