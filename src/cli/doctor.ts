// `postern doctor`: looks at the blog as it is now and prints what is to be said of it.
import type { AppContext } from "../blog.js";
import { reportLines } from "../doctor/report-text.js";
import { look } from "./look.js";
import { print } from "./output.js";

export interface DoctorOptions {
  readonly online?: boolean;
  readonly json?: boolean;
}

export async function doctor(app: AppContext, options: DoctorOptions): Promise<void> {
  const { report } = await look(app, options.online === true);
  if (options.json === true) await print(JSON.stringify(report));
  else for (const line of reportLines(report)) await print(line);
}
