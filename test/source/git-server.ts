// A real git server on loopback: git upload-pack behind node:http, over a repository made by real git.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { createGunzip } from "node:zlib";
import { until } from "../until.js";
import { loopback } from "../loopback.js";

export interface GitServer {
  readonly url: string;
  /** The author's files: a work tree of the repository that is served. */
  readonly work: string;
  /** Headers of every request. */
  readonly requests: IncomingMessage["headers"][];
  /** `down` answers 503, `locked` asks for a password, `slow` answers nothing until it is `up`. */
  mode: "up" | "down" | "locked" | "slow";
  /** Writes (or, with null, removes) files, and commits at a time (seconds): from then on it is served. */
  push(files: Readonly<Record<string, string | null>>, seconds?: number): Promise<void>;
  /** As many commits on top of what was pushed as there are texts, each of which makes `path` this text; a second apart. */
  pushMany(path: string, texts: readonly string[], seconds: number): void;
  git(...args: string[]): string;
  close(): Promise<void>;
}

/** Of the repository: whatever a reader may ask of a server is allowed, and nothing is tidied between tests. */
const CONFIG = `[core]
  repositoryformatversion = 0
  bare = true
[user]
  name = A
  email = a@b.test
[uploadpack]
  allowFilter = true
  allowAnySHA1InWant = true
[gc]
  auto = 0
[maintenance]
  auto = false
`;

export async function startGitServer(base: string): Promise<GitServer> {
  const bare = join(base, "blog.git");
  const work = join(base, "work");
  const run = (args: readonly string[], env: Record<string, string> = {}, input?: string): string =>
    execFileSync("git", args, {
      cwd: work,
      input,
      stdio: ["pipe", "pipe", "ignore"],
      env: {
        PATH: process.env["PATH"],
        HOME: base,
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_DIR: bare,
        GIT_WORK_TREE: work,
        ...env,
      },
    }).toString();
  // What `git init` would lay down, without its process.
  for (const folder of [work, join(bare, "objects"), join(bare, "refs")])
    await mkdir(folder, { recursive: true });
  await writeFile(join(bare, "HEAD"), "ref: refs/heads/main\n");
  await writeFile(join(bare, "config"), CONFIG);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    gitServer.requests.push(request.headers);
    await until(() => gitServer.mode !== "slow" || request.destroyed, "the git server to be up");
    if (gitServer.mode === "down") return void response.writeHead(503).end();
    if (gitServer.mode === "locked" && request.headers.authorization === undefined)
      return void response.writeHead(401, { "www-authenticate": "Basic" }).end();
    serve(bare, request, response);
  };
  const server = createServer((request, response) => void answer(request, response));
  const url = `${await loopback(server)}/blog.git`;

  const gitServer: GitServer = {
    url,
    work,
    requests: [],
    mode: "up",
    async push(files, seconds = 1_700_000_000) {
      for (const [path, text] of Object.entries(files)) {
        const full = join(work, path);
        await mkdir(dirname(full), { recursive: true });
        if (text === null) await rm(full);
        else await writeFile(full, text);
      }
      const date = `${seconds} +0000`;
      run(["add", "-A"]);
      run(["commit", "-q", "-m", "x", "--allow-empty"], {
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
      });
    },
    pushMany(path, texts, seconds) {
      const commits = texts.map(
        (text, at) =>
          `commit refs/heads/main\ncommitter A <a@b.test> ${seconds + at} +0000\ndata 1\nx\n` +
          `${at === 0 ? "from refs/heads/main^0\n" : ""}M 644 inline ${path}\ndata ${text.length}\n${text}\n`,
      );
      run(["fast-import", "--quiet"], {}, commits.join(""));
    },
    git: (...args) => run(args),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return gitServer;
}

/** One request, as `git help protocol-http` describes; of every client here by version 2 of the protocol. */
function serve(repository: string, request: IncomingMessage, response: ServerResponse): void {
  const advertises = request.url?.includes("/info/refs") ?? false;
  const child = spawn(
    "git",
    ["upload-pack", "--stateless-rpc", ...(advertises ? ["--http-backend-info-refs"] : []), repository],
    {
      env: { PATH: process.env["PATH"], GIT_PROTOCOL: String(request.headers["git-protocol"] ?? "") },
      stdio: ["pipe", "pipe", "ignore"],
    },
  );
  const zipped = request.headers["content-encoding"] === "gzip";
  (zipped ? request.pipe(createGunzip()) : request).pipe(child.stdin);
  response.setHeader(
    "content-type",
    `application/x-git-upload-pack-${advertises ? "advertisement" : "result"}`,
  );
  child.stdout.pipe(response);
}
