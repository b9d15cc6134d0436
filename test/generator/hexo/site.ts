// A Hexo site of a few posts, as the tests of its rules need it.
import { site } from "../site.js";

export const CONFIG =
  "title: Notes\nurl: https://notes.example\npermalink: :year/:month/:day/:title/\ntimezone: Asia/Shanghai\n";
export const hexoSite = (
  posts: Record<string, string | Uint8Array>,
  config = CONFIG,
  zone = "Asia/Shanghai",
) =>
  site(
    {
      "_config.yml": config,
      "source/_posts/.keep": "",
      ...Object.fromEntries(Object.entries(posts).map(([name, text]) => [`source/_posts/${name}`, text])),
    },
    { buildTimezone: zone },
  );
export const read = async (text: string, name = "a.md", config = CONFIG, zone = "Asia/Shanghai") =>
  (await hexoSite({ [name]: text }, config, zone)).post(`source/_posts/${name}`);
