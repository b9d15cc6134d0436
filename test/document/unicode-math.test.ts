// Formulas in plain Unicode: only where it says exactly the same.
import { assert, property, string } from "fast-check";
import { expect, it } from "vitest";
import { unicodeMath } from "../../src/document/unicode-math.js";
import { anyText } from "../fixtures/any-text.js";

it.each([
  ["x_i^2 \\le \\alpha", "xᵢ² ≤ α"],
  ["x_{i-1}", "xᵢ₋₁"],
  ["\\sum_{i=1}^n x_i", "∑ᵢ₌₁ⁿxᵢ"],
  ["f: X \\to \\mathbb{R}^n", "f: X → ℝⁿ"],
  ["-x+y", "−x + y"],
  ["\\hat X", "X̂"],
  ["\\mathbf{w}^T x", "𝐰ᵀx"],
  ["\\boldsymbol\\eta + \\bm{\\omega}", "𝜼 + 𝝎"],
  ["O(n\\log n)", "O(n log n)"],
  ["\\{1,2\\}", "{1, 2}"],
  ["2\\frac{1}{2}x", "2¹⁄₂x"],
  ["\\sqrt{x+1}y", "√(x + 1)y"],
  ["\\text{if } x>0", "if x > 0"],
  ["f'(x)", "f′(x)"],
])("%s is %s", (tex, expected) => {
  expect(unicodeMath(tex)).toBe(expected);
});

it.each([
  "e^{i\\pi}",
  "x_{n_k}",
  "m_H",
  "\\frac{a}{b}",
  "\\begin{pmatrix}a\\end{pmatrix}",
  "a \\\\ b",
  "a & b",
  "\\unknown x",
  "\\sqrt[3]{x}",
  "x^",
  "{x",
  "x}",
  "\\hat{xy}",
  "",
  "x".repeat(400),
])("%s is not said exactly by any line of signs", (tex) => {
  expect(unicodeMath(tex)).toBeNull();
});

it("no text makes it throw or leaves a command in what it says", () => {
  assert(
    property(anyText(60), string({ maxLength: 40 }), (any, plain) => {
      for (const tex of [any, `\\frac{${plain}}`, `x_{${plain}}^\\${plain}`]) {
        const line = unicodeMath(tex);
        expect(line === null || !/\\[a-zA-Z]/.test(line)).toBe(true);
      }
    }),
  );
});
