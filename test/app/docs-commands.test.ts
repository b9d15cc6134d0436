// Every command in the docs is run here, but for those that need what a test has not: each of them says why.
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.js";
import { addressings } from "../../src/chat/platform.js";
import { platforms } from "../../src/platforms.js";
import { parseDestinations } from "../../src/subscription/announce-to.js";
import { aPost, factsOf, storeWith } from "./owner.js";
import { folderOf, runToEnd, type Ended } from "./program.js";
import { runShared } from "./shared-program.js";

/** Why a command is not run. */
const elsewhere: readonly (readonly [RegExp, string])[] = [
  [/^(?:docker|docker compose) (?!exec\b.*bin\/postern)|^BLOG=\S+ docker/, "needs Docker"],
  [/^(?:useradd|install|systemctl) /, "changes the machine"],
  [/^npm (?:ci|prune)\b|^npm run (?:build|modules)$/, "changes this checkout; CI begins with it"],
  [/^npm (?:test$|run (?:check|typecheck|lint|house|format|unused)$)|^npx vitest/, "is what runs this"],
  [
    /^npm run (?:attack|crash-test|load|score|render-all|bench|docs:)/,
    "takes minutes; CI runs it, or a blog is needed",
  ],
  [/^postern discord-receive\b/, "asks Discord: test/app/discord-http.test.ts"],
  [/^npm start$/, "runs until it is told to stop: test/app/life.test.ts"],
  [/^(?:mkdir|cd|for|done|apt-get|dpkg|node scripts\/dictionaries)\b/, "fetches packages of Debian's"],
  [/(?:NAME|…)$|\/oldest/, "stands for others"],
];
/** What is only named, without what it needs. */
const bare = /^(?:announce|import|restore|subscriptions add)$/;

interface Command {
  readonly file: string;
  readonly line: string;
}

/** In blocks of a shell, behind a `$` where what it prints is shown too, and within sentences. */
function commandsOf(file: string): readonly Command[] {
  const text = readFileSync(file, "utf8");
  const blocks = [...text.matchAll(/^```(\w*)\n(.*?)^```/gms)].flatMap(([, kind, block = ""]) => {
    const lines = block.replace(/\\\n\s*/g, "").split("\n");
    if (kind === "sh") return lines;
    return kind === "" ? lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice(2)) : [];
  });
  const sentences = text
    .replace(/^```.*?^```/gms, "")
    .matchAll(/`((?:postern|npm|npx|node bin|docker) [^`]+)`/g);
  return [...blocks, ...[...sentences].map(([, line = ""]) => line)]
    .flatMap((line) => line.replace(/(?:^|\s+)#.*$/, "").split(" && "))
    .filter((line) => line.trim() !== "")
    .map((line) => ({ file, line: line.trim() }));
}

const files = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"].concat(
  readdirSync("docs").flatMap((file) => (file.endsWith(".md") ? `docs/${file}` : [])),
);
const all = [...new Map(files.flatMap(commandsOf).map((command) => [command.line, command])).values()];
const isSetting = ({ line }: Command): boolean => /^[A-Z_]+=\S*$/.test(line);
const isElsewhere = ({ line }: Command): boolean => elsewhere.some(([pattern]) => pattern.test(line));
const run = all.filter((command) => !isSetting(command) && !isElsewhere(command));

const post = (title: string): string => `---\ntitle: ${title}\ndate: 2024-05-01\n---\nSome words.\n`;
let folder: string;
let settings: Readonly<Record<string, string>>;
beforeAll(async () => {
  const samples = readdirSync("posts").map((name) => [
    `posts/${name}`,
    readFileSync(`posts/${name}`, "utf8"),
  ]);
  const titles = ["The kettle", "My post", "An old one"].map((title) => [`posts/${title}.md`, post(title)]);
  folder = await folderOf({
    ...Object.fromEntries([...samples, ...titles]),
    "lines.txt": "/latest\n/tags\n",
  });
  const held = { state: "held", reason: { code: "too-many-at-once" } } as const;
  const notes = ["Note 1", "Note 3"].map((title) => ({ ...factsOf(aPost({ slug: title, title })), ...held }));
  settings = { DATA_DIR: await storeWith((store) => store.news.record(notes, Date.now())) };
  copyFileSync(join(settings["DATA_DIR"] ?? "", "postern.db"), join(folder, "backup.db"));
});

const called =
  /^(?:docker (?:compose )?exec (?:-T )?postern )?(?:node bin\/postern\.cjs|npm run(?: -s)?|(?:npx )?postern) /;
/** What `postern` is given by a command, whatever way it is called. */
function argsOf(line: string): readonly string[] {
  expect(line, "a command that this test knows how to run").toMatch(called);
  const words = line.replace(called, "").matchAll(/"([^"]*)"|\S+/g);
  return [...words].map(([word, quoted]) => quoted ?? word).filter((word) => word !== "--");
}

async function carryOut(line: string): Promise<Ended> {
  const [, assigned, command = "", from, to] =
    /^([A-Z_]+=\S+ )?(.*?)(?: < (\S+))?(?: > (\S+))?$/.exec(line) ?? [];
  const given = assigned === undefined ? settings : { ...settings, POSTS_DIR: join(folder, "posts") };
  const args = argsOf(command).map((word) => (word === "/dev/stdin" ? (from ?? word) : word));
  // Nobody sits here who could answer.
  if (args[0] === "init") return runShared([...args, ".", "--yes", "--dry-run"], given, folder);
  // It reads lines until there are no more.
  if (command.endsWith(" ask")) return runToEnd(args, given, "/latest\n", folder);
  if (bare.test(args.join(" "))) return runToEnd([...args, "--help"], given, "", folder);
  if (from === undefined || args.includes(from)) {
    const ended = await runShared(args, given, folder);
    if (to !== undefined) writeFileSync(join(folder, to), ended.stdout);
    return ended;
  }
  return runToEnd(args, given, readFileSync(join(folder, from), "utf8"), folder);
}

it("finds the commands of the docs", () => {
  expect(run.length).toBeGreaterThan(25);
  // A reason that nothing needs any more is left over.
  expect(elsewhere.filter(([pattern]) => !all.some(({ line }) => pattern.test(line)))).toEqual([]);
});

describe("a command in the docs", () => {
  it.each(run.map(({ file, line }) => [line, file] as const))("%s (%s)", async (line) => {
    const { code, stdout, stderr } = await carryOut(line);
    expect([code, stderr.replace(/^\{.*\}\n/gm, "")], stdout).toEqual([0, ""]);
  });
});

it.each(all.filter(isSetting).map(({ line }) => line))("the setting %s is taken", (line) => {
  const [name = "", value] = line.split(/=(.*)/s);
  const { announce } = readConfig(platforms, { [name]: value }, "no such file");
  expect(parseDestinations(announce.to, addressings(platforms)).length > 0).toBe(name === "ANNOUNCE_TO");
});
