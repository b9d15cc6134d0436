// Loaded into a process that tells at SIGUSR2 which files V8 has read so far: `LOADED [...]`.
import { Session } from "node:inspector";
import { isMainThread } from "node:worker_threads";

if (isMainThread && process.argv[2] === "start") {
  const session = new Session();
  session.connect();
  const urls = [];
  session.on("Debugger.scriptParsed", ({ params: { url } }) => {
    if (url.startsWith("file:") || url.startsWith("/")) urls.push(url);
  });
  session.post("Debugger.enable");
  process.on("SIGUSR2", () => process.stdout.write(`LOADED ${JSON.stringify(urls)}\n`));
}
