// The running program over a repository and a feed: real servers, the real webhook, the local page's answers.
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { startGitServer, type GitServer } from "../source/git-server.js";
import { folderOf, type Program } from "./program.js";
import { runShared, startShared } from "./shared-program.js";
import { callWebhook, SECRET } from "./webhook.js";
import { loopback } from "../loopback.js";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function repository(): Promise<GitServer> {
  const server = await startGitServer(await mkdtemp(join(tmpdir(), "postern-git-")));
  undo.push(() => server.close());
  await server.push({
    "_config.yml": "title: A desk\nurl: https://desk.example.org\ntimezone: UTC\n",
    "source/_posts/kettle.md": "---\ntitle: The kettle\ndate: 2024-05-01 08:00:00\n---\nIt boils.\n",
  });
  return server;
}

async function feed(): Promise<{ url: string; add: (title: string) => void }> {
  const titles = ["A letter"];
  const server = createServer((_request, response) => {
    const items = titles.map((title, at) => ({
      id: `https://letters.example.org/${at}`,
      url: `https://letters.example.org/${at}`,
      title,
      content_html: "<p>Dear reader.</p>",
      date_published: "2024-04-01T00:00:00Z",
    }));
    response.setHeader("content-type", "application/feed+json");
    response.end(JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "Letters", items }));
  });
  const url = await loopback(server);
  undo.push(() => server.close());
  return { url: `${url}/feed.json`, add: (title) => void titles.push(title) };
}

async function started(settings: Record<string, string>): Promise<{ program: Program; url: string }> {
  const program = await startShared(settings);
  undo.push(async () => {
    program.process.kill("SIGTERM");
    await program.ended;
  });
  const [, url = ""] = await program.shows(/Ask your blog at (http:\/\/\S+)/);
  return { program, url };
}

const latest = async (url: string): Promise<string> => (await fetch(`${url}/?ask=/latest`)).text();

it("follows a repository and a feed, at once when a signed webhook calls", async () => {
  const [git, letters] = [await repository(), await feed()];
  const { program, url } = await started({
    SOURCE: `git:${git.url}#main feed:${letters.url}`,
    SOURCE_WEBHOOK_SECRET: SECRET,
    SOURCE_INTERVAL: "90000",
  });
  await program.shows(/Opening what SOURCE names/);
  await program.shows(/"posts":2,"visible":2,"title":"A desk"/);
  expect(await callWebhook(url, "{}", "somebody else's secret")).toBe(401);
  await git.push({ "source/_posts/tea.md": "---\ntitle: Tea\ndate: 2024-06-01 08:00:00\n---\nHot.\n" });
  letters.add("A second letter");
  expect(await callWebhook(url, '{"ref":"refs/heads/main"}')).toBe(202);
  await program.shows(/A webhook called/);
  await expect.poll(() => latest(url)).toMatch(/Tea[\s\S]*A second letter/);
  expect(await callWebhook(url, '{"ref":"refs/heads/main"}')).toBe(409);
});

it("keeps answering from what it had when the repository cannot be reached, also after a restart", async () => {
  const git = await repository();
  const settings = {
    SOURCE: `git:${git.url}`,
    DATA_DIR: await mkdtemp(join(tmpdir(), "postern-data-")),
  };
  const first = await started(settings);
  // Nor is there a webhook without a secret.
  expect(await callWebhook(first.url, "{}")).toBe(404);
  first.program.process.kill("SIGTERM");
  await first.program.ended;
  git.mode = "down";
  const second = await started(settings);
  await second.program.shows(/503/);
  expect(await latest(second.url)).toMatch(/The kettle/);
});

it("starts without a repository whose first fetch is long, and answers from it when it has come", async () => {
  const git = await repository();
  git.mode = "slow";
  const { program, url } = await started({ SOURCE: `git:${git.url}` });
  await program.shows(/Some posts are still to come/);
  expect(await latest(url)).not.toMatch(/The kettle/);
  git.mode = "up";
  await program.shows(/The posts have come/);
  await expect.poll(() => latest(url)).toMatch(/The kettle/);
});

it("is what ask and posts read too, each time anew; a source that cannot be had is named", async () => {
  const git = await repository();
  const settings = { SOURCE: `git:${git.url}`, DATA_DIR: await mkdtemp(join(tmpdir(), "postern-data-")) };
  expect((await runShared(["ask", "kettle"], settings)).stdout).toMatch(/The kettle/);
  await git.push({ "source/_posts/tea.md": "---\ntitle: Tea\n---\nHot.\n" });
  expect((await runShared(["posts"], settings)).stdout).toMatch(/Tea/);
  git.mode = "down";
  const { stdout, stderr } = await runShared(["posts"], settings);
  expect(stdout).toMatch(/Tea/);
  expect(stderr).toMatch(/503/);
});

it("has no webhook where there is nothing to look for, and says so", async () => {
  const folder = await folderOf({ "tea.md": "# Tea\n" });
  const { program, url } = await started({ SOURCE: `folder:${folder}`, SOURCE_WEBHOOK_SECRET: SECRET });
  expect(await callWebhook(url, "{}")).toBe(404);
  expect(program.stderr()).toMatch(/SOURCE_WEBHOOK_SECRET is set, but/);
});
