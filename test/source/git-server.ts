// A real git server on loopback: git http-backend behind node:http, over a repository made by real git.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { until } from "../until.js";
import { loopback } from "../loopback.js";

export interface GitServer {
  readonly url: string;
  /** The author's clone. */
  readonly work: string;
  /** Headers of every request. */
  readonly requests: IncomingMessage["headers"][];
  /** `down` answers 503, `locked` asks for a password, `slow` answers nothing until it is `up`. */
  mode: "up" | "down" | "locked" | "slow";
  /** Writes (or, with null, removes) files, commits at a time (seconds) and pushes. */
  push(files: Readonly<Record<string, string | null>>, seconds?: number): Promise<void>;
  /** As many commits on top of what was pushed as there are texts, each of which makes `path` this text; a second apart. */
  pushMany(path: string, texts: readonly string[], seconds: number): void;
  git(...args: string[]): string;
  close(): Promise<void>;
}

export async function startGitServer(base: string): Promise<GitServer> {
  const bare = join(base, "blog.git");
  const work = join(base, "work");
  const run = (
    cwd: string,
    args: readonly string[],
    env: Record<string, string> = {},
    input?: string,
  ): string =>
    execFileSync("git", args, {
      cwd,
      input,
      stdio: ["pipe", "pipe", "ignore"],
      env: { PATH: process.env["PATH"], HOME: base, GIT_CONFIG_NOSYSTEM: "1", ...env },
    }).toString();
  await mkdir(bare);
  run(bare, ["init", "-q", "--bare", "-b", "main"]);
  run(bare, ["config", "uploadpack.allowFilter", "true"]);
  run(bare, ["config", "uploadpack.allowAnySHA1InWant", "true"]);
  run(base, ["clone", "-q", bare, work]);
  run(work, ["checkout", "-q", "-b", "main"]);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    gitServer.requests.push(request.headers);
    await until(() => gitServer.mode !== "slow" || request.destroyed, "the git server to be up");
    if (gitServer.mode === "down") return void response.writeHead(503).end();
    if (gitServer.mode === "locked" && request.headers.authorization === undefined)
      return void response.writeHead(401, { "www-authenticate": "Basic" }).end();
    serve(base, request, response);
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
      const who = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
      run(work, ["add", "-A"]);
      run(
        work,
        ["-c", "user.name=A", "-c", "user.email=a@b.test", "commit", "-q", "-m", "x", "--allow-empty"],
        who,
      );
      run(work, ["push", "-q", "--force", "origin", "HEAD"]);
    },
    pushMany(path, texts, seconds) {
      const commits = texts.map(
        (text, at) =>
          `commit refs/heads/main\ncommitter A <a@b.test> ${seconds + at} +0000\ndata 1\nx\n` +
          `${at === 0 ? "from refs/heads/main^0\n" : ""}M 644 inline ${path}\ndata ${text.length}\n${text}\n`,
      );
      run(bare, ["fast-import", "--quiet"], {}, commits.join(""));
    },
    git: (...args) => run(work, args),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return gitServer;
}

/** One request by CGI (RFC 3875), as `git help http-backend` describes. */
function serve(base: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "http://x");
  const child = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env["PATH"],
      GIT_PROJECT_ROOT: base,
      GIT_HTTP_EXPORT_ALL: "1",
      REQUEST_METHOD: request.method,
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      REMOTE_ADDR: "127.0.0.1",
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  request.pipe(child.stdin);
  const output: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => output.push(part));
  child.on("close", () => {
    const all = Buffer.concat(output);
    const end = all.indexOf("\r\n\r\n");
    const headers = all
      .subarray(0, end)
      .toString()
      .split("\r\n")
      .map((line) => line.split(": ", 2) as [string, string]);
    const status = Number(headers.find(([name]) => name === "Status")?.[1].slice(0, 3) ?? 200);
    response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name !== "Status")));
    response.end(all.subarray(end + 4));
  });
}
