// What `postern doctor` found out; with --json this is what is printed.
import type { Finding } from "../generator/doctor.js";
import type { Online } from "./doctor-online.js";

export interface Report {
  readonly title: string;
  readonly url: string | null;
  readonly generator: {
    readonly name: string;
    /** The file or folder that showed it; null where the owner named it or nothing did. */
    readonly foundBy: string | null;
    readonly named: boolean;
  };
  readonly sources: readonly string[];
  readonly timezone: {
    /** The zone of the site's dates; null where nothing sets it. */
    readonly site: string | null;
    readonly setBy: "SITE_TIMEZONE" | "configuration" | null;
    /** BUILD_TIMEZONE, or null. */
    readonly build: string | null;
    readonly machine: string;
  };
  readonly counts: Readonly<
    Record<"posts" | "visible" | "drafts" | "hidden" | "scheduled" | "protected" | "tags", number>
  >;
  readonly newest: { readonly title: string; readonly day: string } | null;
  readonly findings: readonly Finding[];
  readonly online: Online | null;
}
