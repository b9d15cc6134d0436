// Bridgetown: configured in Ruby, of which lone texts are read, or in YAML.
import { byKramdown } from "../../rules/anchors.js";
import { textField, texts } from "../../rules/fields.js";
import { leftOut } from "../../rules/pattern.js";
import { own } from "../../rules/scalar.js";
import { assigned, dataOf, type Kin } from "../kin.js";

const [STARTED, ABOUT, MAIN] = [
  "config/initializers.rb",
  "src/_data/site_metadata.yml",
  "bridgetown.config.yml",
];

export const bridgetown: Kin = {
  name: "bridgetown",
  marks: [{ file: /^bridgetown\.config\.ya?ml$/ }, { file: /^Gemfile$/, word: /\bbridgetown\b/ }],
  anchors: byKramdown,
  posts: ["src/_posts"],
  templates: ["liquid", "erb", "kramdown"],
  extensions: ["kramdown attributes"],
  // Its style "pretty" (documentation, "Permalinks").
  proposal: "/:category/:year/:month/:day/:slug/",
  async said(_, files) {
    const started = (await files.read(STARTED)) ?? "";
    const main = await dataOf(files, MAIN);
    const excluded = leftOut(texts(own(main, "exclude")), texts(own(main, "include")));
    return {
      title: textField(await dataOf(files, ABOUT), "title"),
      url: assigned(started, "url") ?? textField(main, "url"),
      timezone: assigned(started, "timezone") ?? textField(main, "timezone"),
      isNoPost: (inside, { path }) => excluded(`${path}/${inside}`.replace(/^src\//, "")),
      files: [STARTED, ABOUT, MAIN],
    };
  },
};
