// A small site of Eleventy whose posts in src/n/ have a data file: what becomes of one of them.
import { site } from "../site.js";

export const CONFIG = "export default function (it) { return { dir: { input: 'src' } }; }";
export const base = {
  "eleventy.config.js": CONFIG,
  "src/_data/metadata.json": '{ "title": "Log", "url": "https://e.example" }',
};

/** The address of a post, without the site's, and its visibility. `program`: the data file beside it. */
export async function read(
  program: string,
  front = "",
  more = {},
  name = "src/n/a.md",
  buildTimezone: string | null = null,
) {
  const files = { ...base, "src/n/n.11tydata.js": program, ...more, [name]: `---\n${front}\n---\nWords.` };
  const eleventy = await site(files, { buildTimezone });
  const { url, visibility } = eleventy.post(name);
  return [url?.replace("https://e.example", "") ?? null, visibility];
}
