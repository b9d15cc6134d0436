// Dates as Astro reads them, and as it hands them to a site's own programs.
import { ANYWHERE, SiteDate } from "../../script/site-date.js";
import { instantToWall } from "../../post/date.js";
import type { AstroSettings } from "./config.js";
import { parseJsDate } from "../rules/js-date.js";
import { meaning } from "../rules/scalar.js";

/** A bare YAML date is in UTC, any other text is what JavaScript makes of it on the build machine. */
export function instantOf(value: unknown, { buildZone }: AstroSettings): number | null {
  const meant = meaning(value);
  if (meant instanceof Date) return meant.getTime();
  return typeof meant === "string" ? parseJsDate(meant, buildZone) : null;
}

/** A date for a program; where nobody says in which zone the site is built, only what all zones agree on is read of it. */
export function siteDate(value: unknown, settings: AstroSettings): SiteDate {
  const instant = instantOf(value, settings) ?? Number.NaN;
  const ahead = settings.isBuildZoneSet ? [instantToWall(instant, settings.buildZone) - instant] : ANYWHERE;
  return new SiteDate(instant, ahead);
}
