// Stamps of our own code that decides what files and feeds are read as: another version may read other words in them.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const src = fileURLToPath(new URL("../src/", import.meta.url));

/** 8 characters, others where a source differs whose path `isOf` knows. */
function stamp(isOf) {
  const hash = createHash("sha256");
  const paths = readdirSync(src, { recursive: true, encoding: "utf8" }).map((path) =>
    path.replaceAll("\\", "/"),
  );
  for (const path of paths.filter((one) => one.endsWith(".ts") && isOf.test(one)).toSorted())
    hash.update(readFileSync(src + path));
  return hash.digest("hex").slice(0, 8);
}

/** What the build puts in place of these names. */
export const ownCode = () => ({
  RULES_CODE: JSON.stringify(stamp(/^(generator|script|post|document|markdown|fit)\//)),
  FEED_CODE: JSON.stringify(stamp(/^source\/feed/)),
});
