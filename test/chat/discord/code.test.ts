// Very long code in Discord: divided with its language, and whole as a file where it begins.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openNetwork } from "../../../src/net/network.js";
import type { DiscordStyle } from "../../../src/chat/discord/render-embed.js";
import { DiscordStandIn } from "../../stand-in/discord/stand-in.js";
import { connectProxy } from "../../stand-in/proxy.js";
import { bodies, dispatcherOf, post } from "../telegram/bot.js";
import { memory, stopQuiet, ways, type Bot } from "./bot.js";

const code = Array.from({ length: 300 }, (_, n) => `const line${n} = ${n}; // a line of code`).join("\n");
let discord: DiscordStandIn;
let bot: Bot;
beforeEach(async () => {
  discord = await DiscordStandIn.start();
  bodies.set("code000000", `Before.\n\n\`\`\`javascript\n${code}\n\`\`\`\n\nAfter.`);
});
afterEach(() => stopQuiet(discord, bot));

describe.each(ways)("over $way", ({ open }) => {
  test.each<DiscordStyle>(["components", "embeds"])("%s", async (style) => {
    bot = open(discord, { style, dispatcher: dispatcherOf(memory(), [post("code", "A long program")]) });
    await bot.start();
    let part = await discord.command("read", { query: "A long program" });
    const [file, ...others] = part.attachments;
    expect(others).toEqual([]);
    expect(file?.filename).toBe("code.js");
    expect(
      discord.world.uploads
        .get(file?.id ?? "")
        ?.toString()
        .trimEnd(),
    ).toBe(code);
    let text = discord.textOf(part);
    for (let turn = 0; !discord.button(part, "Next ›")["disabled"]; turn += 1) {
      expect(turn).toBeLessThan(20);
      part = await discord.press(part, "Next ›");
      // The file stands where the code begins.
      expect(part.attachments).toEqual([]);
      text += `\n${discord.textOf(part)}`;
    }
    expect(text.match(/```javascript\n/g)?.length).toBeGreaterThan(2);
    expect(text.match(/const line\d+ = /g)).toHaveLength(300);
    expect(text).toContain("After.");
  });

  test("where the bot may attach no files the code is only divided", async () => {
    bot = open(discord, { dispatcher: dispatcherOf(memory(), [post("code", "A long program")]) });
    await bot.start();
    const part = await discord.command("read", { query: "A long program" }, { botPermissions: "0" });
    expect(part.attachments).toEqual([]);
    expect(discord.textOf(part)).toContain("```javascript\n");
  });

  test("the file goes up by way of a proxy, too", async () => {
    const proxy = await connectProxy();
    const dispatcher = dispatcherOf(memory(), [post("code", "A long program")]);
    bot = open(discord, { dispatcher, network: openNetwork({ HTTP_PROXY: proxy.url }) });
    await bot.start();
    const part = await discord.command("read", { query: "A long program" });
    expect(part.attachments.map(({ filename }) => filename)).toEqual(["code.js"]);
    expect(proxy.asked.length).toBeGreaterThan(0);
    await bot.stop();
    await proxy.stop();
  });
});
