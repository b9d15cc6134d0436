// What runs Postern elsewhere: the health check's address, and files that name what is there.
import { execFile, execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.js";
import { healthRoute, readyRoute } from "../../src/http/probes.js";
import { platforms } from "../../src/platforms.js";
import { settings } from "../../src/settings.js";
import { DiscordStandIn } from "../stand-in/discord/stand-in.js";
import { byHttp } from "./discord-by-http.js";
import { hasHaproxy, startHaproxy } from "./load-balancer.js";
import { folderOf } from "./program.js";
import { dismiss, startShared } from "./shared-program.js";

it("answers /healthz while it serves", async () => {
  const program = await startShared({ POSTS_DIR: await folderOf({ "a.md": "# A\n" }) });
  try {
    const [, url = ""] = await program.shows(/Ask your blog at (\S+)/);
    const answer = await fetch(`${url}/healthz`);
    expect([answer.status, await answer.text()]).toEqual([200, "ok\n"]);
  } finally {
    await dismiss(program);
  }
});

it("copies only what is there into the container", () => {
  const copied = [...readFileSync("Dockerfile", "utf8").matchAll(/^COPY (?!--from)(.+) \S+$/gm)]
    .flatMap(([, files = ""]) => files.split(" "))
    .filter((file) => file !== ".");
  expect(copied.length).toBeGreaterThan(5);
  expect(copied.filter((file) => !existsSync(file))).toEqual([]);
});

it("says which packages are built in, of which an update elsewhere reaches nothing", () => {
  const licences = readFileSync("dist/THIRD-PARTY.txt", "utf8");
  const builtIn = [...licences.matchAll(/^(\S+) \d+\.\d+\.\d+ \(/gm)].map(([, name = ""]) => name);
  const told = /^.* are built in /m.exec(readFileSync("SECURITY.md", "utf8"))?.[0] ?? "";
  const names = [...told.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
  expect(names.filter((name) => name !== "package.json").toSorted()).toEqual(builtIn.toSorted());
  expect(builtIn).toContain("rolldown");
});

it("works from the packed tarball in an empty folder, by `npx postern`, with what it depends on and no more", async () => {
  const folder = await mkdtemp(join(tmpdir(), "postern-packed-"));
  const modules = join(folder, "node_modules");
  // Nothing is asked of a registry.
  const offline = { npm_config_offline: "true", npm_config_update_notifier: "false" };
  const env = { PATH: process.env["PATH"], HOME: folder, ...offline };
  const npm = (args: readonly string[], cwd = ".") =>
    execFileSync("npm", args, { cwd, encoding: "utf8", env });
  await promisify(execFile)(process.execPath, ["scripts/pack-dictionaries.mjs"]);
  const [packed] = JSON.parse(
    npm(["pack", "--ignore-scripts", "--json", "--pack-destination", folder]),
  ) as readonly { filename: string; size: number; files: readonly { path: string }[] }[];
  expect(packed?.size).toBeLessThan(4_000_000);
  expect(packed?.files.filter(({ path }) => /\.map$|\.tsbuildinfo$|\.test\.|^src\//.test(path))).toEqual([]);
  expect(packed?.files.map(({ path }) => path)).toContain("dist/THIRD-PARTY.txt");
  // As an installation lays it down, but for the network.
  const home = join(modules, "postern");
  await mkdir(home, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, packed?.filename ?? ""), "-C", home, "--strip-components=1"]);
  const installed = npm(["ls", "--omit=dev", "--all", "--parseable"]).trim().split("\n").slice(1);
  for (const path of installed.filter((one) => !/node_modules.*node_modules/.test(one))) {
    const place = join(modules, relative(resolve("node_modules"), path));
    await mkdir(dirname(place), { recursive: true });
    await symlink(path, place);
  }
  await mkdir(join(modules, ".bin"));
  await symlink("../postern/bin/postern.cjs", join(modules, ".bin", "postern"));
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const npx = (...args: string[]) => npm(["exec", "--no", "--", "postern", ...args], folder);
  expect(npx("--version")).toBe(`${version}\n`);
  await writeFile(join(folder, ".env"), `DATA_DIR=${join(folder, "state")}\n`);
  await mkdir(join(folder, "posts"));
  await writeFile(join(folder, "posts", "tea.md"), "---\ntitle: Tea\ndate: 2024-05-01\n---\nHot water.\n");
  for (const asked of ["tea", "чай", "茶"]) expect(npx("ask", `/post ${asked}`)).toContain("Hot water.");
});

it.skipIf(!hasHaproxy)(
  "HAProxy takes the configuration, and leads to nothing but the public paths",
  async () => {
    const discord = await DiscordStandIn.start();
    const program = await startShared(await byHttp(discord));
    const [, url = ""] = await program.shows(/Ask your blog at (\S+)/);
    const balancer = await startHaproxy([url]);
    try {
      const paths = ["/", "/owner", "/readyz", "/metrics"];
      expect(await Promise.all(paths.map(balancer.status))).toEqual(paths.map(() => 404));
    } finally {
      await balancer.stop();
      await dismiss(program);
    }
  },
);

describe("the manifests for Kubernetes", () => {
  const folder = "packaging/kubernetes";
  interface Manifest {
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
    readonly spec: Readonly<Record<string, unknown>>;
  }
  const read = (file: string): unknown => load(readFileSync(join(folder, file), "utf8"));
  const { resources } = read("kustomization.yaml") as { resources: readonly string[] };
  const manifests = resources.map((file) => read(file) as Manifest);
  const specOf = (kind: string) => manifests.find((one) => one.kind === kind)?.spec ?? {};
  const label = { "app.kubernetes.io/name": "postern" };

  it("are all listed, and mean the same processes", () => {
    expect(resources.toSorted()).toEqual(
      readdirSync(folder)
        .filter((file) => file !== "kustomization.yaml")
        .toSorted(),
    );
    expect(manifests.map(({ metadata }) => metadata.name)).toEqual(resources.map(() => "postern"));
    expect(specOf("Deployment")).toMatchObject({
      selector: { matchLabels: label },
      template: { metadata: { labels: label } },
    });
    expect(specOf("Service")["selector"]).toEqual(label);
    expect(specOf("PodDisruptionBudget")["selector"]).toEqual({ matchLabels: label });
  });

  it("leave time to ask another process after one that stands still", () => {
    const ingress = manifests.find(({ kind }) => kind === "Ingress");
    const seconds = (name: string): number =>
      Number(ingress?.metadata.annotations?.[`nginx.ingress.kubernetes.io/proxy-${name}`]);
    expect(seconds("next-upstream-timeout")).toBeGreaterThan(seconds("read-timeout"));
    expect(seconds("read-timeout")).toBeLessThan(3);
  });

  it("set what there is, and ask what is served", () => {
    const { template } = specOf("Deployment") as {
      template: {
        spec: { containers: readonly Record<string, unknown>[]; terminationGracePeriodSeconds: number };
      };
    };
    const [container = {}] = template.spec.containers;
    const env = container["env"] as readonly { name: string; value: string }[];
    const given = Object.fromEntries(env.map(({ name, value }) => [name, value]));
    // What the cluster keeps secret.
    const secret = { DISCORD_PUBLIC_KEY: "ab".repeat(32), DATABASE_URL: "postgres://postern@db/postern" };
    const config = readConfig(platforms, { ...given, ...secret }, "no such file");
    const known = [settings, ...platforms.map((one) => one.settings)];
    expect(Object.keys(given).filter((name) => !known.some(({ shape }) => name in shape))).toEqual([]);
    const paths = ["startupProbe", "livenessProbe", "readinessProbe"].map(
      (probe) => (container[probe] as { httpGet: { path: string } }).httpGet.path,
    );
    expect(paths).toEqual([
      healthRoute(() => false).path,
      healthRoute(() => false).path,
      readyRoute(() => "ready").path,
    ]);
    expect(template.spec.terminationGracePeriodSeconds * 1000).toBeGreaterThanOrEqual(config.drain + 5_000);
  });
});
