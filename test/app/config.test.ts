// Settings: what is read, what is refused, and that .env.example explains every one.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError, readConfig as readWith } from "../../src/config.js";
import { platforms } from "../../src/platforms.js";
import { settingFacts, type Environment } from "../../src/setting.js";
import { settings } from "../../src/settings.js";

const nowhere = join(tmpdir(), "postern-no-such-file.env");
const envFile = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), "postern-env-")), ".env");
  writeFileSync(file, text);
  return file;
};
const readConfig = (environment: Environment, file: string) => readWith(platforms, environment, file);
const everySetting = Object.assign(
  {},
  settings.shape,
  ...platforms.map(({ settings }) => settings.shape),
) as typeof settings.shape;
const faultsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment, nowhere);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
};

describe("settings", () => {
  it("has a default for everything", () => {
    const config = readConfig({}, nowhere);
    expect(config).toMatchObject({
      postsDir: null,
      dataDir: expect.stringContaining("postern") as string,
      http: { host: "127.0.0.1", port: 8787, publicHosts: [] },
      logLevel: "info",
      secrets: [],
    });
    expect(new Set(Object.values(config.site))).toEqual(new Set([null]));
  });

  it("takes .env, lets the environment win, and treats empty as not set", () => {
    const file = envFile('SITE_TITLE="From the file"\nHTTP_PORT=1\nDATA_DIR=/from/file\nLOG_LEVEL=\n');
    const config = readConfig({ HTTP_PORT: "0", DATA_DIR: " ", SITE_URL: "" }, file);
    expect(config.site.title).toBe("From the file");
    expect(config.http.port).toBe(0);
    expect(config.dataDir).toBe("/from/file");
    expect(config.logLevel).toBe("info");
    expect(config.site.url).toBeNull();
  });

  it("understands ~, and quotes that a container hands on", () => {
    const config = readConfig({ POSTS_DIR: "~/blog", DATA_DIR: "'/a b'", TELEGRAM_TOKEN: '"1:x"' }, nowhere);
    expect(config.postsDir).toBe(join(homedir(), "blog"));
    expect(config.dataDir).toBe("/a b");
    expect(config.given["TELEGRAM_TOKEN"]).toBe("1:x");
    expect(readConfig({ POSTS_DIR: "~me/blog" }, nowhere).postsDir).toBe("~me/blog");
  });

  it("says how to write a sign in a database's password that an address knows otherwise", () => {
    expect(faultsOf({ DATABASE_URL: "postgres://me:50%@localhost/x" })).toEqual([
      expect.stringMatching(/^DATABASE_URL .*%25/),
    ]);
    expect(readConfig({ DATABASE_URL: "postgres://me:50%25@localhost/x" }, nowhere).secrets).toEqual(["50%"]);
  });

  it("names what .env misspells, and not what else the environment holds", () => {
    const file = envFile("TELEGRAM_TOKN=1:x\nHTTP_PORT=1\n");
    expect(readConfig({ PATH: "/bin", DISCORD_TOKN: "x" }, file).unknown).toEqual(["TELEGRAM_TOKN"]);
  });

  it("tells several faults at once, each with variable, fault and example", () => {
    const faults = faultsOf({
      SITE_URL: "blog.example.org",
      SITE_TIMEZONE: "Mars/Base",
      HTTP_PORT: "70000",
      LOG_LEVEL: "loud",
    });
    expect(faults).toEqual([
      'SITE_URL must be a web address that begins with https:// or http:// (it is "blog.example.org"). Example: SITE_URL=https://blog.example.org',
      'SITE_TIMEZONE must be a time zone by its IANA name (it is "Mars/Base"). Example: SITE_TIMEZONE=Asia/Shanghai',
      'HTTP_PORT must be a whole number from 0 to 65535 (it is "70000"). Example: HTTP_PORT=8787',
      expect.stringMatching(/^LOG_LEVEL must be one of .*"loud".* Example: LOG_LEVEL=info$/),
    ]);
  });

  it("never repeats a token that it refuses", () => {
    const faults = faultsOf({ DISCORD_TOKEN: "Bot abc.def.ghi", TELEGRAM_TOKEN: "very secret" });
    expect(faults).toHaveLength(2);
    expect(faults.join()).not.toMatch(/abc\.def|very secret/);
  });

  it("keeps tokens among the secrets", () => {
    const config = readConfig({ DISCORD_TOKEN: "a.b.c", TELEGRAM_TOKEN: "1:x" }, nowhere);
    expect(config.secrets).toEqual(["a.b.c", "1:x"]);
    expect(config.given["DISCORD_TOKEN"]).toBe("a.b.c");
  });

  it("explains every variable in .env.example, and none that does not exist", () => {
    const lines = readFileSync(".env.example", "utf8").split("\n");
    const explained = lines.flatMap((line, index) => {
      const name = /^(?:# )?([A-Z_]+)=/.exec(line)?.[1];
      if (!name) return [];
      expect(lines[index - 1], `a line of explanation above ${name}`).toMatch(/^# \S.*[.]$/);
      return [name];
    });
    expect(explained.sort()).toEqual(Object.keys(everySetting).sort());
  });

  it("explains every variable in docs/configuration.md too", () => {
    const explained = [...readFileSync("docs/configuration.md", "utf8").matchAll(/^\| `([A-Z_]+)`/gm)];
    expect(explained.length).toBe(Object.keys(everySetting).length);
    expect(new Set(explained.map(([, name]) => name))).toEqual(new Set(Object.keys(everySetting)));
  });

  it("names the true default in docs/configuration.md", () => {
    for (const [row, name = ""] of readFileSync("docs/configuration.md", "utf8").matchAll(
      /^\| `([A-Z_]+)`.*$/gm,
    )) {
      const setting = Object.entries(everySetting).find(([known]) => known === name)?.[1];
      const preset = setting && settingFacts(setting).preset;
      if (preset) expect(row.split("|")[3]?.trim(), name).toBe(`\`${preset}\``);
    }
  });

  it("accepts .env.example as it is, comments removed", () => {
    const text = readFileSync(".env.example", "utf8").replace(/^# (?=[A-Z_]+=)/gm, "");
    expect(() => readConfig({}, envFile(text))).not.toThrow();
  });
});
