// The postern command on real files, in a process of its own.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { AnswerJson } from "../../src/chat/terminal.js";
import { openStore } from "../../src/store/open-store.js";
import { TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { folderOf, INSTALLED, run, runToEnd } from "./program.js";
import { runShared, startShared } from "./shared-program.js";

const post = (front: string, body = "Some words.\n"): string => `---\n${front}\n---\n${body}`;
const blog = () =>
  folderOf({
    "_config.yml": "title: A tidy desk\nurl: https://desk.example.org\ntimezone: Asia/Shanghai\n",
    "source/_posts/kettle.md": post(
      "title: The kettle\ndate: 2024-05-01 08:00:00\ntags: [tea, kitchen]\ncategories: [Home]",
    ),
    "source/_posts/有用.md": post("title: 有用的东西\ndate: 2024-06-01 08:00:00\ntags: [tea]"),
    "source/_posts/secret.md": post("title: Not yet\ndate: 2024-07-01 08:00:00\npublished: false"),
    "source/_posts/broken.md": "---\ntitle: [unclosed\n---\nText\n",
  });

describe("postern", () => {
  it("reads the blog it is started in where nothing says otherwise", async () => {
    const { code, stdout } = await runShared(["ask", "/post", "kettle"], {}, await blog());
    expect(code).toBe(0);
    expect(stdout).toContain("https://desk.example.org/2024/05/01/kettle/");
  });

  it("tells ten problems of a kind each and the others as a number", async () => {
    const broken = Array.from({ length: 25 }, (_, at): [string, string] => [
      `posts/${at}.md`,
      "---\ntitle: [unclosed\n---\nText\n",
    ]);
    const { stderr } = await runShared(["posts"], {}, await folderOf(Object.fromEntries(broken)));
    expect(stderr.match(/"msg":"A file has a problem"/g)).toHaveLength(10);
    expect(stderr.match(/"more":\d+/g)).toEqual(['"more":15']);
  });

  it("answers the same by the command that is installed as by the program that tests start", async () => {
    const at = await blog();
    const line = ["ask", "/tag", "tea"];
    const [installed, tests] = [
      await runToEnd(line, {}, "", at, INSTALLED),
      await runShared(line, {}, at),
    ].map(({ stderr, ...answer }) => ({ ...answer, stderr: stderr.replace(/"time":"[^"]*"/g, "") }));
    expect(installed?.stdout).toContain("The kettle");
    expect(installed).toEqual(tests);
  });

  it("completes subcommands and their options in bash, and is in the form of zsh and fish", async () => {
    const script = async (shell: string) => (await runShared(["completion", shell], {})).stdout;
    const complete = (...words: string[]) =>
      `COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}) COMP_CWORD=${words.length - 1}; _postern; echo "\${COMPREPLY[@]}"`;
    const asked = [
      complete("postern", "do"),
      complete("postern", "ask", "--l"),
      complete("postern", "subscriptions", "--qu"),
    ];
    const told = execFileSync("bash", ["-c", `${await script("bash")}\n${asked.join("\n")}`], {
      encoding: "utf8",
    });
    expect(told).toBe("doctor\n--lang\n--quiet\n");
    expect(await script("zsh")).toMatch(/^#compdef postern\n.*'doctor:tell what.*ask\) found=\('--json:/s);
    expect(await script("fish")).toContain(
      "complete -c postern -n '__fish_seen_subcommand_from ask' -l lang -d",
    );
    expect((await runShared(["completion", "tcsh"], {})).stderr).toContain("there is for bash, zsh, fish");
  });

  it("says nothing of defaults that are none", async () => {
    const { stdout } = await runToEnd(["announce", "--help"], {});
    expect(stdout).toContain("--to <place>");
    expect(stdout).not.toContain("[]");
  });

  it("tells its version", async () => {
    expect((await runToEnd(["--version"], {})).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("postern ask", () => {
  it("answers one line for people", async () => {
    const { code, stdout } = await runShared(["ask", "/post", "kettle"], { POSTS_DIR: await blog() });
    expect(code).toBe(0);
    expect(stdout).toContain(
      "The kettle\nMay 1, 2024 · Home · #tea #kitchen · 1 min · 2 words\n\nSome words.",
    );
    expect(stdout).toContain("https://desk.example.org/2024/05/01/kettle/");
    expect(stdout).not.toContain("\u001b");
  });

  it("says how the next page is had", async () => {
    const POSTS_DIR = await folderOf(
      Object.fromEntries(
        Array.from({ length: 9 }, (_, at) => [
          `${at}.md`,
          post(`title: Cup ${at}\ndate: 2024-05-0${at + 1}\ntags: ["it's"]`),
        ]),
      ),
    );
    const { stdout } = await runShared(["ask", "/tag it's"], { POSTS_DIR });
    const [, state = ""] = /\n→ postern ask --press '(.*)'\n/.exec(stdout) ?? [];
    const next = await runShared(["ask", "--press", state.replaceAll(`'\\''`, "'")], { POSTS_DIR });
    expect(next.stdout).toContain("9. Cup 0");
    expect(next.stdout).not.toContain("→ postern");
  });

  it("draws quotes in an article as the blog's own renderer does", async () => {
    const shown = async (config: string) => {
      const POSTS_DIR = await folderOf({
        "_config.yml": `title: Desk\n${config}`,
        "source/_posts/tea.md": post("title: Tea\ndate: 2024-05-01", "It's \"so\"... `'`\n"),
      });
      return (await runShared(["ask", "/read", "tea"], { POSTS_DIR })).stdout;
    };
    expect(await shown("")).toContain("It’s “so”… '");
    expect(await shown("marked: { smartypants: false }\n")).toContain("It's \"so\"... '");
  });

  it("tells by --why what was found, in which field and how", async () => {
    const { code, stdout } = await runShared(["ask", "--why", "/post", "kettle"], {
      POSTS_DIR: await blog(),
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n1\. The kettle \(\d\.\d+\)\n {3}"kettle" in title, by exact/);
  });

  it("gives a program the source of formulas", async () => {
    const at = await folderOf({ "posts/a.md": "# Parabola\n\nLet $x^2$ be.\n" });
    for (const form of [[], ["--json"]]) {
      const { stdout } = await runShared(["ask", ...form, "/read parabola"], {}, at);
      expect(stdout).toContain("Let $x^2$ be.");
    }
  });

  it("explains by --why the answer that was given, without signs that steer a terminal", async () => {
    const POSTS_DIR = await folderOf({
      "tea.md": post('title: "\\e[2JGreen tea\\x9b31m"\ndate: 2024-05-01'),
      "post.md": post("title: The post office\ndate: 2024-05-02"),
    });
    const { stdout } = await runShared(["ask", "--why", "post", "tea"], { POSTS_DIR });
    expect(stdout).toMatch(/\n1\. \[2JGreen tea31m \(\d/);
    expect(stdout).not.toContain("post office");
  });

  describe("on standard input", () => {
    const lines = ["/post kettle", "/nothing", "", "/tag tea", "kettle", "/post __proto__", '/post "} {"'];
    let told: Awaited<ReturnType<typeof runToEnd>>;
    let answers: readonly AnswerJson[];
    beforeAll(async () => {
      told = await runToEnd(["ask", "--json"], { POSTS_DIR: await blog() }, lines.join("\n"));
      answers = told.stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as AnswerJson);
    });

    it("answers every line in order, one JSON object each, unknown ones too", () => {
      expect(told.code).toBe(0);
      expect(answers.map(({ input }) => input)).toEqual(lines);
    });

    it("gives a reply with its links and buttons, and the posts that it shows", () => {
      expect(answers[0]).toEqual({
        input: "/post kettle",
        reply: {
          title: "The kettle",
          text: expect.stringContaining("Some words.") as string,
          links: [{ label: "The kettle", url: "https://desk.example.org/2024/05/01/kettle/" }],
          buttons: expect.any(Array) as unknown[],
        },
        posts: [
          {
            source: "source/_posts/kettle.md",
            title: "The kettle",
            url: "https://desk.example.org/2024/05/01/kettle/",
          },
        ],
      });
    });

    it("gives no posts for a command that is not there", () => {
      expect(answers[1]?.posts).toEqual([]);
      expect(answers[1]?.reply.text).toMatch(/nothing/);
    });

    it("gives the posts of a list, and takes words without a command for a question", () => {
      expect(answers[3]?.posts.map(({ title }) => title)).toEqual(["有用的东西", "The kettle"]);
      expect(answers[4]?.posts[0]?.title).toBe("The kettle");
    });

    it("tells of a broken file beside the answers, and of hidden posts nowhere", () => {
      expect(told.stderr).toMatch(/broken\.md/);
      expect(told.stdout).not.toContain("Not yet");
    });
  });

  it("ends quietly when its reader has gone", async () => {
    const program = await run(["ask", "--json"], { POSTS_DIR: await blog() });
    program.process.stdout?.destroy();
    program.process.stdin?.end("/help\n".repeat(2_000));
    program.process.stdin?.on("error", () => {});
    expect((await program.ended).code).toBe(0);
    expect(program.stderr()).not.toMatch(/EPIPE/);
  });
});

describe("postern posts", () => {
  it("lists what it sees as JSON, hidden posts included", async () => {
    const { stdout } = await runShared(["posts", "--json"], { POSTS_DIR: await blog() });
    const posts = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(posts.map(({ title, visible }) => [title, visible])).toEqual([
      ["Not yet", false],
      ["有用的东西", true],
      ["The kettle", true],
    ]);
    expect(posts[2]).toEqual({
      source: "source/_posts/kettle.md",
      slug: "kettle",
      title: "The kettle",
      date: "2024-05-01T08:00:00+08:00",
      tags: ["tea", "kitchen"],
      categories: [["Home"]],
      url: "https://desk.example.org/2024/05/01/kettle/",
      visible: true,
      protected: false,
      excerpt: "Some words.",
      lang: expect.toSatisfy((lang) => lang === null || typeof lang === "string") as unknown,
    });
  });
});

it("tells once of a token that is refused while it runs", async () => {
  const telegram = await TelegramStandIn.start();
  const program = await startShared({
    POSTS_DIR: await blog(),
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_URL: telegram.url,
  });
  await program.shows(/Ask your blog at/);
  await telegram.server.until(
    () => telegram.server.polls > 0 || undefined,
    () => "the bot asks for updates",
  );
  telegram.server.refuseToken = true;
  telegram.tell("/help");
  expect((await program.ended).code).toBe(1);
  await telegram.stop();
  // In the log once, and as the last word of the process.
  expect(program.stderr().match(/^\{.*refuses the token.*\}$/gm)).toHaveLength(1);
});

it("SIGTERM and SIGINT end it with 0 and free the store; with an empty folder it says that there are no posts", async () => {
  const dataDir = join(await folderOf({}), "data");
  for (const [signal, POSTS_DIR] of [
    ["SIGTERM", await folderOf({})],
    ["SIGINT", await blog()],
  ] as const) {
    const program = await run(["start"], { POSTS_DIR, DATA_DIR: dataDir });
    const [, url = ""] = await program.shows(/Ask your blog at (\S+)/);
    expect(/no posts yet/.test(program.stderr())).toBe(signal === "SIGTERM");
    // A connection kept alive must not hold up the end.
    const page = await fetch(url);
    expect(page.status).toBe(200);
    await page.text();
    program.process.kill(signal);
    expect(await program.ended, signal).toEqual({ code: 0, signal: null });
    const store = await openStore({ dataDir, databaseUrl: null });
    expect(await store.isInUse(() => false), signal).toBe(false);
    await store.close();
  }
});
