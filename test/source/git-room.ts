// A real git server for each test of a file, and what opens it as a source.
import { openNetwork } from "../../src/net/network.js";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { isSiteRoot } from "../../src/generator/detect.js";
import { openGit, parseGitAddress, type GitOptions } from "../../src/source/git.js";
import type { Source } from "../../src/source/source.js";
import { PATIENCE } from "../until.js";
import { startGitServer, type GitServer } from "./git-server.js";
import { recordedLog } from "../recorded-log.js";

export class GitRoom {
  base = "";
  readonly warnings: string[] = [];
  #server: GitServer | undefined;
  readonly #opened: Source[] = [];

  constructor() {
    beforeEach(async () => {
      this.warnings.length = 0;
      this.base = await mkdtemp(join(tmpdir(), "postern-git-"));
      this.#server = await startGitServer(this.base);
    });
    afterEach(async () => {
      for (const source of this.#opened.splice(0)) await source.stop();
      await this.server.close();
      await rm(this.base, { recursive: true, force: true });
    });
  }

  get server(): GitServer {
    if (!this.#server) throw new Error("there is a server only while a test runs");
    return this.#server;
  }

  async open(fragment = "", options: Partial<GitOptions> = {}): Promise<Source> {
    const source = await openGit(parseGitAddress(`${this.server.url}${fragment}`), {
      dataDir: join(this.base, "data"),
      interval: 3600,
      network: openNetwork(),
      // A busy machine takes its time, and a test that finds an empty source tells nothing.
      openWait: PATIENCE,
      token: null,
      maxBytes: 500 * 1024 * 1024,
      log: recordedLog(this.warnings),
      isRoot: isSiteRoot,
      environment: { PATH: process.env["PATH"], HOME: this.base },
      ...options,
    });
    this.#opened.push(source);
    return source;
  }
}

export const textOf = async (source: Source, path: string): Promise<string> =>
  Buffer.from(await source.read(path, 1e6)).toString();
