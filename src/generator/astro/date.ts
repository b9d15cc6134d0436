// Dates as Astro reads them, and as it hands them to a site's own programs.
import type { SiteDate } from "../../script/site-date.js";
import type { AstroSettings } from "./config.js";
import { buildDate } from "../rules/build-date.js";
import { parseJsDate } from "../rules/js-date.js";
import { meaning } from "../rules/scalar.js";

/** A bare YAML date is in UTC, any other text is what JavaScript makes of it on the build machine. */
export function instantOf(value: unknown, { buildZone }: AstroSettings): number | null {
  const meant = meaning(value);
  if (meant instanceof Date) return meant.getTime();
  return typeof meant === "string" ? parseJsDate(meant, buildZone) : null;
}

/** A date for a program. */
export const siteDate = (value: unknown, settings: AstroSettings): SiteDate =>
  buildDate(instantOf(value, settings) ?? Number.NaN, settings.toldBuildZone);
