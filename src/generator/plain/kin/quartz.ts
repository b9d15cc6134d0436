// Quartz: version 4 has its configuration in TypeScript, version 5 in YAML.
import type { SiteFiles } from "../../generator.js";
import { byGithubSlugger } from "../../rules/anchors.js";
import { isNo, textField, texts } from "../../rules/fields.js";
import { below, isData, own, type Data } from "../../rules/scalar.js";
import { dataOf, type ConfigFile, type Kin, type PlainPlace, type SiteSays } from "../kin.js";

/** Quartz 4's filter where it is in use, not in a comment. */
const CALLED = /^(?!\s*(?:\/\/|\*)).*\bExplicitPublish\(/m;

/** Whether a plugin of Quartz 5 is listed and not turned off. */
function enabled(config: Data, plugin: string): boolean {
  const plugins = own(config, "plugins");
  return (Array.isArray(plugins) ? (plugins as unknown[]) : []).some(
    (one) => isData(one) && (textField(one, "source") ?? "").includes(plugin) && !isNo(own(one, "enabled")),
  );
}

/** Quartz's `sluggify`; a folder's own page ends in a slash, in Quartz 5 also one named as its folder. */
function quartzPath({ path, index }: PlainPlace, version: 4 | 5): string {
  const plain = path
    .replace(/\s/g, "-")
    .replace(/&/g, "-and-")
    .replace(/%/g, "-percent")
    .replace(/[?#]/g, "");
  const small = version === 4 ? plain : plain.replace(/[<>:"|*]/g, "").toLowerCase();
  const own = version === 5 && !index ? small.replace(/(^|\/)([^/]+)\/\2$/, "$1$2/") : small;
  return index ? `${own}/` : own;
}

async function said({ file, source }: ConfigFile, files: SiteFiles): Promise<SiteSays> {
  const whole = await dataOf(files, file);
  const config = below(whole, "configuration");
  const host = textField(config, "baseUrl");
  const version = /\.ya?ml$/.test(file) ? 5 : 4;
  return {
    title: textField(config, "pageTitle"),
    url: host === null || /^https?:/.test(host) ? host : `https://${host}`,
    lang: textField(config, "locale"),
    // What lies there stands on the pages of tags, and has none of its own (its emitters contentPage and tagPage).
    leftOut: [...texts(own(config, "ignorePatterns")), "tags"],
    link: ({ place }) => quartzPath(place, version),
    onlyPublished: version === 5 ? enabled(whole, "explicit-publish") : CALLED.test(source),
  };
}

export const quartz: Kin = {
  name: "quartz",
  marks: [{ file: /^quartz\.config\.(?:ts|ya?ml)$/ }],
  anchors: byGithubSlugger,
  posts: ["content"],
  templates: ["obsidian"],
  said,
  vault: true,
};
