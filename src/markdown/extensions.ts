// What the Markdown of some generators reads beside what that of all does.

export type Extension =
  /** `# Title {#id .class}`. */
  | "heading attributes"
  /** A line of them below a block. */
  | "block attributes"
  /** Both, and at the end of any other line, as the plugin of markdown-it reads them. */
  | "line attributes"
  /** `==words==`; in a wiki these are read anyway. */
  | "marks"
  /** Of Python-Markdown, told by indentation: boxes (`!!! note`), and the language of code (`:::python`). */
  | "indented blocks"
  /** Tags of Vue: `@click="go"`, `#slot`, and components, which a capital tells from elements of HTML. */
  | "vue tags"
  /** Whatever stands in `{:…}`; elsewhere only what can be nothing but attributes, `{: .class}`. */
  | "kramdown attributes"
  /** Blocks of any name, `:::name`; those of usual names (`::: tip`) are read anyway. */
  | "containers"
  /** These, blocks between two colons, and components in a line: `::name`, `:name[words]`. */
  | "directives"
  /** Markdown between tags of HTML on one line, as pandoc and MDX read it. */
  | "elements"
  /** Modules and components of MDX in texts that are not called so. */
  | "modules"
  /** `:tada:` as GitHub has it, 🎉. */
  | "emoji names";

export type Extensions = readonly Extension[];

/** Where nothing tells what reads a text, what looks like any of these is taken for it. */
export const GUESSED: Extensions = [
  "heading attributes",
  "indented blocks",
  "directives",
  "modules",
  "emoji names",
];

/** As Pelican and Nikola have it. */
export const PYTHON_MARKDOWN: Extensions = ["heading attributes", "block attributes", "indented blocks"];

export const readsContainers = (extensions: Extensions): boolean =>
  extensions.includes("containers") || extensions.includes("directives");

/** Below which lines, or at the end of which, `{#id .class}` is no text. */
export function readsAttributes(extensions: Extensions, where: "heading" | "block" | "line"): boolean {
  const reads = (one: Extension): boolean => extensions.includes(one);
  return (
    reads("line attributes") ||
    (where === "block" && reads("block attributes")) ||
    (where === "heading" && reads("heading attributes"))
  );
}
