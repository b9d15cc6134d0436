// /about: what blog this is, by whom, where it stands, and its feed.
import { paragraph, text } from "../document/builders.js";
import { joinUrl } from "../post/link.js";
import type { Command } from "./command.js";
import { showPrivacy } from "./privacy.js";

/** More authors than these are not named. */
const NAMED = 5;

export const about: Command = {
  name: "about",
  description: ({ say }) => say.describeAbout,
  options: [],

  run(_args, { library, locale }) {
    const { say } = locale;
    const { title, url, feed } = library.site;
    const posts = library.visible();
    const [newest] = posts;
    const wrote = new Map<string, number>();
    for (const name of posts.flatMap(({ authors }) => authors)) wrote.set(name, (wrote.get(name) ?? 0) + 1);
    const authors = [...wrote].sort(([, a], [, b]) => b - a).map(([name]) => name);
    const by = authors.slice(0, NAMED).join(say.comma) + (authors.length > NAMED ? " …" : "");
    const lines = [
      ...(authors.length > 0 ? [say.by(by)] : []),
      say.posts(posts.length),
      ...(newest ? [say.latestPost(newest.title)] : []),
    ];
    const subscribe = feed === undefined ? null : joinUrl(url, feed);
    const address = subscribe && ({ type: "link", url: subscribe, children: [text(subscribe)] } as const);
    return {
      ...(title !== "" && { title }),
      body: [...lines.map((line) => paragraph(line)), ...(address ? [paragraph("RSS: ", address)] : [])],
      buttons: [
        ...(url === null ? [] : [{ label: say.visitBlog, url }]),
        { label: say.privacyTitle, action: showPrivacy },
      ],
      posts: [],
      audience: "asker",
    };
  },
};
