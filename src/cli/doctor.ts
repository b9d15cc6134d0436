// `postern doctor`: opens the blog as it is now and prints what is to be said of it.
import type { Parts } from "../blog.js";
import { examineBlog } from "../doctor/report.js";
import { openSite } from "../generator/detect.js";
import { describe } from "../library/complaints.js";
import { openLibraries, READ_THREADS } from "../library/open-libraries.js";
import { openSources } from "../sources.js";
import { reportLines } from "./doctor-text.js";
import { print } from "./output.js";

export interface DoctorOptions {
  readonly online?: boolean;
  readonly json?: boolean;
}

export async function doctor({ config, log }: Parts, options: DoctorOptions): Promise<void> {
  const sources = await openSources(config, log, false);
  const said: string[] = [];
  const library = await openLibraries({
    sources,
    threads: READ_THREADS,
    openSite,
    overrides: config.site,
    dataDir: null,
    // What is wrong with the posts is told below; anything else that went wrong is told at once.
    log: { info: () => undefined, warn: (text) => said.push(text) },
    watch: false,
  });
  await library.settled();
  const told = new Set(library.problems().map(describe));
  for (const text of said) if (!told.has(text)) log.warn(text);
  const report = await examineBlog(library, sources, config.site, options.online === true);
  if (options.json === true) await print(JSON.stringify(report));
  else for (const line of reportLines(report)) await print(line);
  await library.stop();
}
