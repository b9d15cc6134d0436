// The licences of the packages that the build takes in, as each asks to be told with its code.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What Rolldown adds of its own; it lies in no file. */
const HELPER = /^\0rolldown\//;

/** The folder of the package that a module is of; null for our own. */
function packageOf(id) {
  if (HELPER.test(id)) return dirname(fileURLToPath(import.meta.resolve("rolldown/package.json")));
  if (id.startsWith("\0"))
    throw new Error(`Whose ${JSON.stringify(id)} is, which the build holds, is not known.`);
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0] ?? null;
}

/** A text for all packages whose modules are in `files`, as rolldown tells them. Throws where one may not be passed on. */
export function thirdParty(files) {
  const folders = new Set(files.flatMap((file) => file.moduleIds ?? []).map(packageOf));
  const told = [...folders]
    .filter((folder) => folder !== null)
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      if (!/^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause)$/.test(license))
        throw new Error(`The build may not hold ${name}, whose licence is ${license}.`);
      const texts = readdirSync(folder)
        .filter((file) => /^((third-party-)?licen[cs]e|notice)/i.test(file))
        .map((file) => readFileSync(join(folder, file), "utf8").trim());
      return [`${name} ${version} (${license})`, ...texts].join("\n\n");
    });
  return ["Postern's files hold code of these packages.", ...told.toSorted()].join("\n\n\n") + "\n";
}
