// Reads a blog as Postern does: every post readers may see, with its text.
import { isSiteRoot, openSite } from "../build/generator/detect.js";
import { openLibrary } from "../build/library/open-library.js";
import { NO_BODY } from "../build/post/body.js";
import { openFolder } from "../build/source/folder.js";

const FRONT_MATTER = /^\s*(---|\+\+\+)\r?\n[\s\S]*?\n\1[ \t]*\r?\n/;

export async function blogEntries(folder) {
  const nobody = {
    title: null,
    url: null,
    timezone: null,
    buildTimezone: null,
    lang: null,
    permalink: null,
    generator: null,
  };
  const source = await openFolder(folder, { isRoot: isSiteRoot });
  const library = await openLibrary({
    source,
    openSite,
    overrides: nobody,
    log: { info() {}, warn() {} },
    watch: false,
  });
  await library.settled();
  const entries = [];
  for (const post of library.visible()) {
    const text = (await library.body(post.id)?.text()) ?? NO_BODY.text;
    const bytes = await source.read(post.source, Infinity);
    const written =
      typeof bytes === "string" ? "" : new TextDecoder().decode(bytes).replace(FRONT_MATTER, "");
    entries.push({ post, body: { written, text } });
  }
  await library.stop();
  return entries;
}
