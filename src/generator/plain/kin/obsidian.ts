// A vault of Obsidian's, without a generator that is known here.
import { textField, texts } from "../../rules/fields.js";
import { own } from "../../rules/scalar.js";
import { dataOf, type Kin } from "../kin.js";

/** Where templates lie, by Obsidian's own plugin and by Templater. */
const TEMPLATES = [
  [".obsidian/templates.json", "folder"],
  [".obsidian/plugins/templater-obsidian/data.json", "templates_folder"],
] as const;

export const obsidian: Kin = {
  name: "obsidian",
  marks: [{ file: /^\.obsidian\/$/ }],
  posts: [],
  templates: ["obsidian"],
  proposal: "/:path",
  async said(_, files) {
    const folders = await Promise.all(
      TEMPLATES.map(async ([path, key]) => textField(await dataOf(files, path), key)),
    );
    const ignored = texts(own(await dataOf(files, ".obsidian/app.json"), "userIgnoreFilters"));
    const left = [...folders, ...ignored].filter((one) => one !== null);
    return { leftOut: left.map((one) => one.replace(/\/+$/, "")) };
  },
  vault: true,
};
