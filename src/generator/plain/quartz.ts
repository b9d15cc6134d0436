// What the configuration of Quartz says: version 4 in TypeScript, version 5 in YAML.
import type { SiteFiles } from "../generator.js";
import { dataOf, type Config, type Said } from "./config.js";
import { isNo, text, texts } from "../rules/fields.js";
import { below, isData, own, type Data } from "../rules/scalar.js";

/** Quartz 4's filter where it is in use, not in a comment. */
const CALLED = /^(?!\s*(?:\/\/|\*)).*\bExplicitPublish\(/m;

/** Whether a plugin of Quartz 5 is listed and not turned off. */
function enabled(config: Data, plugin: string): boolean {
  const plugins = own(config, "plugins");
  return (Array.isArray(plugins) ? (plugins as unknown[]) : []).some(
    (one) => isData(one) && (text(one, "source") ?? "").includes(plugin) && !isNo(own(one, "enabled")),
  );
}

export async function saidByQuartz({ file, source }: Config, files: SiteFiles): Promise<Said> {
  const whole = await dataOf(files, file);
  const config = below(whole, "configuration");
  const host = text(config, "baseUrl");
  const version = /\.ya?ml$/.test(file) ? 5 : 4;
  return {
    title: text(config, "pageTitle"),
    url: host === null || /^https?:/.test(host) ? host : `https://${host}`,
    lang: text(config, "locale"),
    leftOut: texts(own(config, "ignorePatterns")),
    links: { by: "quartz", version },
    onlyPublished: version === 5 ? enabled(whole, "explicit-publish") : CALLED.test(source),
  };
}
