// A blog looked at once, as it is now, for subcommands that tell an owner about it.
import type { AppContext } from "../blog.js";
import { examineBlog, type Report } from "../doctor/report.js";
import { openSite } from "../generator/detect.js";
import { openNetwork } from "../net/network.js";
import { openLibraries, READ_THREADS } from "../library/open-libraries.js";
import type { Library } from "../library/library.js";
import { openSources } from "../sources.js";
import { settle } from "./settle.js";

/** `online`: also asks the site. What the report does not hold (a repository out of reach) is logged. Throws SourceError. */
export async function look(
  { config, log }: Omit<AppContext, "platforms">,
  online: boolean,
): Promise<{ readonly report: Report; readonly library: Library }> {
  const sources = await openSources(config, log, false);
  const library = await openLibraries({
    sources,
    threads: READ_THREADS,
    openSite,
    overrides: config.site,
    dataDir: null,
    log,
    // They stand in the report.
    logsProblems: false,
    watch: false,
  });
  await settle(library, library.settled());
  const report = await examineBlog(library, sources, config.site, online ? openNetwork(config.given) : null);
  await library.stop();
  return { report, library };
}
