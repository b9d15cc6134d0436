// Settings that might make wrong links right, to be tried one by one on the newest posts. Pure.
import type { Site } from "../post/site.js";
import type { Overrides } from "../generator/generator.js";

export interface Trial {
  /** As it would stand in `.env`. */
  readonly setting: string;
  readonly overrides: Partial<Overrides>;
}

/** The same pattern with another ending: a slash, nothing, `.html`. */
function endingsOf(pattern: string): readonly string[] {
  const stem = pattern.replace(/(?:\/|\.html?|:output_ext)$/, "");
  return [`${stem}/`, stem, `${stem}.html`].filter((one) => one !== pattern);
}

export interface KnownSite {
  readonly site: Site;
  /** The pattern links are made by, where it is one. */
  readonly permalink: string | null;
  /** What the site's repository or folder is called: project pages stand below that name. */
  readonly name: string;
}

/** What to try, the likeliest first: build machines are mostly in UTC. */
export function trialsFor({ site, permalink, name }: KnownSite): readonly Trial[] {
  const zones = ["UTC", ...(site.timezone === null ? [] : [site.timezone])];
  const trials: Trial[] = zones.map((zone) => ({
    setting: `BUILD_TIMEZONE=${zone}`,
    overrides: { buildTimezone: zone },
  }));
  if (permalink !== null)
    for (const pattern of endingsOf(permalink))
      trials.push({ setting: `PERMALINK=${pattern}`, overrides: { permalink: pattern } });
  if (site.url === null || !URL.canParse(site.url)) return trials;
  const url = new URL(site.url);
  const path = url.pathname.replace(/\/$/, "");
  const other = url.hostname.startsWith("www.") ? url.hostname.slice(4) : `www.${url.hostname}`;
  const port = url.port === "" ? "" : `:${url.port}`;
  const bases = [
    url.origin,
    ...(/^[\w.-]+$/.test(name) && path === "" ? [`${url.origin}/${name}`] : []),
    ...(/^[\d.]+$|^\[|^localhost$/.test(url.hostname) ? [] : [`${url.protocol}//${other}${port}${path}`]),
    site.url.replace(/^http:/, "https:"),
  ];
  for (const base of new Set(bases))
    if (base !== site.url) trials.push({ setting: `SITE_URL=${base}`, overrides: { url: base } });
  return trials;
}
