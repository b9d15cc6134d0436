// MathML without the TeX that it was made of, as TeX: what stands above, below and beside what.

/** Elements whose children have places of their own. */
const PLACED: Readonly<Record<string, (parts: readonly string[]) => string>> = {
  mfrac: ([above = "", below = ""]) => `\\frac${braced(above)}${braced(below)}`,
  msup: ([base = "", up = ""]) => `${around(base)}^${braced(up)}`,
  msub: ([base = "", down = ""]) => `${around(base)}_${braced(down)}`,
  msubsup: ([base = "", down = "", up = ""]) => `${around(base)}_${braced(down)}^${braced(up)}`,
  mover: ([base = "", up = ""]) => `${around(base)}^${braced(up)}`,
  munder: ([base = "", down = ""]) => `${around(base)}_${braced(down)}`,
  munderover: ([base = "", down = "", up = ""]) => `${around(base)}_${braced(down)}^${braced(up)}`,
  msqrt: (parts) => `\\sqrt${braced(parts.join(""))}`,
  mroot: ([base = "", root = ""]) => `\\sqrt[${root}]${braced(base)}`,
  mtable: (rows) => `\\begin{matrix}${rows.join(" \\\\ ")}\\end{matrix}`,
  mtr: (cells) => cells.join(" & "),
  mtext: (parts) => `\\text${braced(parts.join(""))}`,
};

const braced = (tex: string): string => `{${tex}}`;
/** A lone sign needs no braces. */
const around = (tex: string): string =>
  Array.from(tex).length > 1 && !/^\\[a-z]+$/.test(tex) ? braced(tex) : tex;

/** The TeX of an element of MathML. */
export function texOfMathml(node: Element): string {
  const name = node.nodeName.toLowerCase();
  if (name === "annotation" || name === "annotation-xml") return "";
  const children = Array.from(node.children);
  if (children.length === 0) {
    const text = (node.textContent ?? "").trim();
    if (name === "mtext") return `\\text${braced(text)}`;
    // A name of several letters is a function.
    return name === "mi" && /^[a-z]{2,}$/i.test(text)
      ? `\\operatorname${braced(text)}`
      : text.replace(/[{}]/g, "\\$&");
  }
  const parts = children.map(texOfMathml);
  return PLACED[name]?.(parts) ?? parts.join("");
}
