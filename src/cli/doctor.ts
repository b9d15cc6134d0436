// `postern doctor`: opens the blog as it is now and prints what is to be said of it.
import type { AppContext } from "../blog.js";
import { examineBlog } from "../doctor/report.js";
import { openSite } from "../generator/detect.js";
import { openLibraries } from "../library/open-libraries.js";
import { openSources } from "../sources.js";
import { reportLines } from "./doctor-text.js";
import { print } from "./output.js";

export interface DoctorOptions {
  readonly online?: boolean;
  readonly json?: boolean;
}

export async function doctor({ config, log }: AppContext, options: DoctorOptions): Promise<void> {
  const sources = await openSources(config, log, false);
  const library = await openLibraries({
    sources,
    openSite,
    overrides: config.site,
    dataDir: null,
    log,
    // They stand in the report.
    logsProblems: false,
    watch: false,
  });
  await library.settled();
  const report = await examineBlog(library, sources, config.site, options.online === true);
  if (options.json === true) await print(JSON.stringify(report));
  else for (const line of reportLines(report)) await print(line);
  await library.stop();
}
