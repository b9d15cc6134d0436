// What runs Postern elsewhere: the health check's address, and files that name what is there.
import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { folderOf, run } from "./program.js";

it("answers /healthz while it serves", async () => {
  const program = await run(["start"], { POSTS_DIR: await folderOf({ "a.md": "# A\n" }) });
  try {
    const [, url = ""] = await program.shows(/Ask your blog at (\S+)/);
    const answer = await fetch(`${url}/healthz`);
    expect([answer.status, await answer.text()]).toEqual([200, "ok\n"]);
  } finally {
    program.process.kill("SIGTERM");
    await program.ended;
  }
});

it("copies only what is there into the container", () => {
  const copied = [...readFileSync("Dockerfile", "utf8").matchAll(/^COPY (?!--from)(.+) \S+$/gm)]
    .flatMap(([, files = ""]) => files.split(" "))
    .filter((file) => file !== ".");
  expect(copied.length).toBeGreaterThan(5);
  expect(copied.filter((file) => !existsSync(file))).toEqual([]);
});
