// What Hexo's Markdown renderer makes of quotes and line breaks, by its package and settings.
import type { HeadingAnchors } from "../../document/body-text.js";
import type { Writing } from "../../markdown/read-body.js";
import { anchorsBy } from "../rules/anchors.js";
import { asText, isNo } from "../rules/fields.js";
import { extensionsBy } from "../rules/packages.js";
import { isData, meaning, own, type Data } from "../rules/scalar.js";
import { slugize } from "../rules/slug.js";

export type Rendering = Required<Pick<Writing, "typography" | "breaks" | "extensions">>;

/**
 * hexo-renderer-marked curls quotes unless told otherwise, hexo-renderer-markdown-it too; kramed does not. All of them
 * break lines where the author did unless told otherwise; pandoc joins them.
 */
export function renderingOf(data: Data, packages: Data): Rendering {
  const dependsOn = (name: string): boolean => Object.hasOwn(packages, name);
  const added = extensionsBy(packages);
  const [marked, markdown] = [own(data, "marked"), own(data, "markdown")];
  const off = (settings: unknown, key: string): boolean => isData(settings) && isNo(own(settings, key));
  if (["hexo-renderer-markdown-it", "hexo-renderer-markdown-it-plus"].some(dependsOn)) {
    const render = isData(markdown) ? own(markdown, "render") : null;
    const plugins = isData(markdown) ? own(markdown, "plugins") : null;
    const hasAttributes =
      Array.isArray(plugins) &&
      plugins.some((one) => /markdown-it-attrs/.test(asText(isData(one) ? own(one, "name") : one) ?? ""));
    return {
      typography: off(render, "typographer") ? "none" : "typographer",
      breaks: !off(render, "breaks"),
      extensions: [...(hasAttributes ? (["line attributes"] as const) : []), ...added],
    };
  }
  if (dependsOn("hexo-renderer-kramed")) return { typography: "none", breaks: true, extensions: added };
  if (dependsOn("hexo-renderer-pandoc"))
    return { typography: "none", breaks: false, extensions: ["heading attributes", "containers", ...added] };
  return {
    typography: off(marked, "smartypants") ? "none" : "marked",
    breaks: !off(marked, "breaks"),
    extensions: added,
  };
}

/** The anchors of headings by Hexo's renderer; undefined where it gives none, or by rules of its own. */
export function anchorsOf(data: Data, dependsOn: (name: string) => boolean): HeadingAnchors | undefined {
  const [marked, markdown] = [own(data, "marked"), own(data, "markdown")];
  const letters = (settings: unknown, key: string): 0 | 1 | 2 => {
    const said = isData(settings) ? Number(meaning(own(settings, key))) : 0;
    return said === 1 || said === 2 ? said : 0;
  };
  if (dependsOn("hexo-renderer-markdown-it")) {
    const anchors = isData(markdown) ? own(markdown, "anchors") : null;
    const { level = 2, collisionSuffix = "", separator = "-" } = isData(anchors) ? anchors : {};
    const usual = Number(meaning(level)) <= 2 && collisionSuffix === "" && separator === "-";
    return usual
      ? anchorsBy((words, heading) => (heading.level < 2 ? null : slugize(words, letters(anchors, "case"))), {
          second: 2,
        })
      : undefined;
  }
  if (["hexo-renderer-markdown-it-plus", "hexo-renderer-pandoc"].some(dependsOn)) return undefined;
  if (dependsOn("hexo-renderer-kramed")) return anchorsBy((words) => slugize(words));
  return isData(marked) && isNo(own(marked, "headerIds"))
    ? undefined
    : anchorsBy((words) => slugize(words, letters(marked, "modifyAnchors")));
}
