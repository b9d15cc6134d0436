// Reads a blog as Postern does: every post readers may see, with its text.
import { isSiteRoot, openSite } from "../dist/generator/detect.js";
import { openLibrary } from "../dist/library/open-library.js";
import { NO_BODY } from "../dist/post/body.js";
import { openFolder } from "../dist/source/folder.js";

export async function blogEntries(folder) {
  const nobody = {
    title: null,
    url: null,
    timezone: null,
    buildTimezone: null,
    permalink: null,
    generator: null,
  };
  const library = await openLibrary({
    source: await openFolder(folder, { isRoot: isSiteRoot }),
    openSite,
    overrides: nobody,
    log: { info() {}, warn() {} },
    watch: false,
  });
  await library.settled();
  const entries = [];
  for (const post of library.visible()) {
    const text = (await library.body(post.id)?.text()) ?? NO_BODY.text;
    entries.push({ post, body: { written: JSON.stringify(text), text } });
  }
  await library.stop();
  return entries;
}
