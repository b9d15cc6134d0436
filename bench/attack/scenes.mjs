// The attacks: what each needs before the program starts (settings, or null), and what it does while others ask.
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chats, connectProxy, ENDLESS, rateLimited, SLOW } from "./stand-ins.mjs";

const mallory = { id: 666, is_bot: false, first_name: "Mallory", language_code: "en" };
const MALLORY = "600000000000000666";
const lair = { id: 666, type: "private", first_name: "Mallory" };

/** Eighteen groups that answer 429, twelve that hang, and Discord's answers put off: 31 questions in each. */
async function floods({ telegram, discord }) {
  for (let n = 0; n < 30; n += 1) {
    const group = { id: -5000 - n, type: "supergroup", title: `Group ${n}` };
    telegram.world.chats.set(group.id, group);
    telegram.world.flooded.set(group.id, n < 18 ? 40 : "silent");
    for (let k = 0; k < 31; k += 1) telegram.tell("/latest", { chat: group, from: mallory });
  }
  const latest = { id: "1", name: "latest", type: 1, options: [] };
  const open = Array.from({ length: 300 }, () => discord.send(2, latest, { user: MALLORY }));
  const on = new RegExp(open.map(({ id }) => `/interactions/${id}/`).join("|"));
  discord.fail({ on, how: rateLimited(40) });
}

const TOPICS = 60;
const READERS = 20;
const forums = [chats.forum.id, -100_301];

export const scenes = {
  floods: { attack: floods },

  /** The topics of two groups and some readers subscribed: when has the last reader heard? */
  topics: {
    prepare({ telegram }) {
      telegram.world.chats.set(forums[1], { ...chats.forum, id: forums[1] });
      const readers = Array.from({ length: READERS }, (_, n) => 9000 + n);
      for (const id of readers) telegram.world.chats.set(id, { id, type: "private", first_name: "R" });
      const topics = forums.flatMap((id) => Array.from({ length: TOPICS }, (_, n) => `${id}/${n + 2}`));
      return { ANNOUNCE_TO: [...topics, ...readers].map((address) => `telegram:${address}`).join() };
    },
    async attack({ telegram, post, ms }) {
      post("kettle", "Words of the kettle.");
      const began = performance.now();
      const heard = () =>
        new Set(telegram.world.shown.filter(({ chat }) => chat.id >= 9000).map(({ chat }) => chat.id)).size;
      while (heard() < READERS && performance.now() - began < Math.max(ms, 30_000)) await pause(50);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      return `${heard()} of ${READERS} readers elsewhere heard the news, in ${seconds} s`;
    },
  },

  /** Posts that take long to read are written, and asked for. */
  posts: {
    async attack({ telegram, discord, post, ms }) {
      telegram.world.chats.set(lair.id, lair);
      const end = Date.now() + ms;
      for (const [name, body] of Object.entries(SLOW)) post(`slow-${name}`, body);
      while (Date.now() < end)
        for (const name of Object.keys(SLOW)) {
          telegram.tell(`/read slow-${name}`, { chat: lair, from: mallory });
          const options = [{ name: "query", type: 3, value: `slow-${name}` }];
          discord.send(2, { id: "1", name: "read", type: 1, options }, { user: MALLORY });
          await pause(250);
        }
      // The end comes while this is read.
      post("endless", ENDLESS);
      await pause(500);
    },
  },

  /** The site's configuration is changed to patterns that never end for an engine that tries again and again. */
  configurations: {
    async attack({ put, ms }) {
      const end = Date.now() + ms;
      const stars = "*a".repeat(16);
      const lines = [
        'new_post_name: ":a:b:c:d:e:f:g:h:i:j:k:l:m:n:o:p-Z.md"',
        `skip_render: "_posts/${stars}b"`,
        `exclude: ["_posts/${stars}b", "_posts/+(a|aa|+(a))+(a)b"]`,
      ];
      put(`source/_posts/${"a".repeat(120)}.md`, "---\ntitle: A\n---\nWords.\n");
      while (Date.now() < end)
        for (const line of lines) {
          put("_config.yml", `title: A desk\nurl: https://desk.example.org\n${line}\n`);
          await pause(500);
        }
    },
  },

  /** The disk is filled to the last byte. */
  disk: {
    prepare({ data, undo }) {
      try {
        execFileSync("mount", ["-t", "tmpfs", "-o", "size=12m", "tmpfs", data], { stdio: "ignore" });
      } catch {
        console.log("disk: a small disk cannot be mounted here; the attack fills nothing");
        return;
      }
      undo.push(() => execFileSync("umount", ["-l", data]));
      return;
    },
    async attack({ data, post, undo, said, ms }) {
      if (undo.length === 0) return "nothing was filled";
      const filler = join(data, "filler");
      for (let size = 6_000_000; size > 0; size = Math.floor(size / 2))
        try {
          for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
        } catch {
          continue;
        }
      post("kettle", "Words of the kettle.");
      undo.unshift(() => rmSync(filler, { force: true }));
      await pause(ms);
      return `the log says that it is full: ${/disk is full/.test(said())}`;
    },
  },

  /** The floods again where everything goes by way of a proxy. */
  proxy: {
    async prepare({ telegram, discord, undo }) {
      const proxy = await connectProxy();
      undo.push(() => proxy.stop());
      const elsewhere = (url) => url.replace("127.0.0.1", "far-away.example.org");
      return {
        HTTPS_PROXY: proxy.url,
        HTTP_PROXY: proxy.url,
        TELEGRAM_API_URL: elsewhere(telegram.url),
        DISCORD_API_URL: elsewhere(discord.apiUrl),
      };
    },
    attack: floods,
  },
};
