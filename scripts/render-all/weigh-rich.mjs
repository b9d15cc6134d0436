// What a rich message of Telegram comes to: its text, and whether it keeps the limits of Bot API 10.3.

const MOST = { characters: 32_768, blocks: 500, levels: 16, media: 50, columns: 20 };

/** Text as readers see it (formulas by their source), the same without code and formulas, and the limits that are broken. */
export function weighRich({ blocks }) {
  const texts = [];
  const prose = [];
  let inCode = 0;
  const sums = { characters: 0, blocks: 0, levels: 0, media: 0, columns: 0 };
  const say = (text) => {
    texts.push(text);
    prose.push(inCode > 0 ? " " : text);
    sums.characters += text.length;
  };
  /** Any node: a text, a list of nodes, a mark, a block, an item or a cell. */
  const visit = (node, level) => {
    if (typeof node === "string") return say(node);
    if (Array.isArray(node)) return node.forEach((one) => visit(one, level));
    if (typeof node !== "object" || node === null) return;
    sums.levels = Math.max(sums.levels, level);
    const isCode = node.type === "code" || node.type === "pre" || Boolean(node.expression);
    inCode += Number(isCode);
    if (node.expression) say(node.expression);
    if (node.photo || node.animation) sums.media += 1;
    visit(node.summary, level + 1);
    if (node.summary) texts.push("\n");
    for (const inner of [node.text, node.caption?.text]) visit(inner, level + 1);
    for (const block of node.blocks ?? []) blockOf(block, level + 1);
    for (const item of node.items ?? []) blockOf(item, level + 1);
    for (const row of node.cells ?? []) {
      sums.blocks += 1;
      sums.columns = Math.max(sums.columns, row.length);
      for (const cell of row) {
        visit(cell.text, level + 2);
        texts.push("\t");
        prose.push("\t");
      }
    }
    inCode -= Number(isCode);
  };
  const blockOf = (block, level) => {
    sums.blocks += 1;
    visit(block, level);
    texts.push("\n");
    prose.push("\n");
  };
  for (const block of blocks) blockOf(block, 1);
  const broken = Object.keys(MOST).filter((name) => sums[name] > MOST[name]);
  return { text: texts.join(""), prose: prose.join(""), broken };
}
