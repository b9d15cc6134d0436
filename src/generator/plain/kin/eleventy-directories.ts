// Eleventy: the folders of a site, by its configuration, by calls in it, or by the command that builds.
import type { SiteFiles } from "../../generator.js";
import { siteFolder } from "../../rules/config.js";
import { textField } from "../../rules/fields.js";
import { MANIFEST, readManifest } from "../../rules/packages.js";
import { below, type Data } from "../../rules/scalar.js";
import { said, type Call } from "./eleventy-calls.js";

/** Paths from the site's root, each "" or with a slash behind it. */
export interface Directories {
  /** The folder of input. */
  readonly root: string;
  readonly data: string;
  /** In which nothing is a page. */
  readonly others: readonly string[];
}

const slashed = (path: string): string => (path === "" ? "" : `${path}/`);

/** `eleventy --input=src` among package.json's scripts. */
async function inputOfCommand(files: SiteFiles): Promise<string | null> {
  const scripts = below(readManifest((await files.read(MANIFEST)) ?? "{}"), "scripts");
  const build = textField(scripts, "build", "prod", "production", "start", "serve", "dev") ?? "";
  return /\beleventy\b[^&|;]{0,300}?\s--input[=\s]\s{0,9}["']?([\w./-]+)/.exec(build)?.[1] ?? null;
}

/** `settings`: what the configuration returns; `calls`: what it sets by methods. */
export async function readDirectories(
  settings: Data,
  calls: readonly Call[],
  files: SiteFiles,
): Promise<Directories> {
  const dir = below(settings, "dir");
  const called = (name: string): string | null => said(calls, `set${name}Directory`);
  const input = (await inputOfCommand(files)) ?? textField(dir, "input") ?? called("Input");
  const root = slashed(siteFolder(input, ""));
  const inside = (key: string, name: string, otherwise: string): string =>
    `${root}${slashed(siteFolder(textField(dir, key) ?? called(name), otherwise))}`;
  const layouts = inside("layouts", "Layouts", "");
  const output = slashed(siteFolder(textField(dir, "output") ?? called("Output"), "_site"));
  const data = inside("data", "Data", "_data");
  const others = [inside("includes", "Includes", "_includes"), layouts, data, output];
  return { root, data, others: others.filter((path) => !root.startsWith(path)) };
}
