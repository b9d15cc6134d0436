// A date as a site's own program reads it on the machine that builds the site.
import { instantToWall } from "../../post/date.js";
import { ANYWHERE, SiteDate } from "../../script/site-date.js";

/** `zone`: the owner's BUILD_TIMEZONE; without it only what all zones agree on is read of a date. */
export const buildDate = (instant: number, zone: string | null): SiteDate =>
  new SiteDate(instant, zone === null ? ANYWHERE : [instantToWall(instant, zone) - instant]);
