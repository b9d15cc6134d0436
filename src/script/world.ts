// What a site's own program finds on the machine that builds the site for its readers.
import { Unreadable } from "./unreadable.js";

/** Variables that ask for what only the author is to see: nobody sets them there. */
const AUTHORS = /DRAFT|PREVIEW|DEBUG|WATCH|SERVE|(?:^|_)DEV(?:$|_|ELOPMENT)/i;

/** The variables of a production build. */
export class BuildEnvironment {
  /** Throws Unreadable for one that may be set or not. */
  variable(name: string): string | undefined {
    if (name === "NODE_ENV" || name === "ELEVENTY_ENV") return "production";
    if (name === "ELEVENTY_RUN_MODE") return "build";
    if (AUTHORS.test(name)) return undefined;
    throw new Unreadable(`process.env.${name}`);
  }
}

export interface World {
  readonly env: BuildEnvironment;
  /** In milliseconds since 1970. */
  readonly now: number;
}
