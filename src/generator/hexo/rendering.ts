// What Hexo's Markdown renderer makes of quotes and line breaks, by its package and settings.
import type { Writing } from "../../markdown/read-body.js";
import { isNo } from "../rules/fields.js";
import { isData, own, type Data } from "../rules/scalar.js";

export type Rendering = Required<Pick<Writing, "typography" | "breaks">>;

/**
 * hexo-renderer-marked curls quotes unless told otherwise, hexo-renderer-markdown-it too; kramed does not. All of them
 * break lines where the author did unless told otherwise; pandoc joins them.
 */
export function renderingOf(data: Data, dependsOn: (name: string) => boolean): Rendering {
  const [marked, markdown] = [own(data, "marked"), own(data, "markdown")];
  const off = (settings: unknown, key: string): boolean => isData(settings) && isNo(own(settings, key));
  if (["hexo-renderer-markdown-it", "hexo-renderer-markdown-it-plus"].some(dependsOn)) {
    const render = isData(markdown) ? own(markdown, "render") : null;
    return {
      typography: off(render, "typographer") ? "none" : "typographer",
      breaks: !off(render, "breaks"),
    };
  }
  if (dependsOn("hexo-renderer-kramed")) return { typography: "none", breaks: true };
  if (dependsOn("hexo-renderer-pandoc")) return { typography: "none", breaks: false };
  return { typography: off(marked, "smartypants") ? "none" : "marked", breaks: !off(marked, "breaks") };
}
