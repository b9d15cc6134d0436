// TeX commands that are exactly one sign of Unicode, by kind. Names as in amsmath and amssymb.

const table = (pairs: string): ReadonlyMap<string, string> =>
  new Map(
    pairs
      .trim()
      .split(/\s+/)
      .map((pair) => [pair.slice(0, pair.indexOf(":")), pair.slice(pair.indexOf(":") + 1)]),
  );

/** Signs that stand as a letter does. */
export const LETTERS = table(`
  alpha:α beta:β gamma:γ delta:δ epsilon:ϵ varepsilon:ε zeta:ζ eta:η theta:θ vartheta:ϑ iota:ι kappa:κ lambda:λ mu:μ nu:ν
  xi:ξ pi:π varpi:ϖ rho:ρ varrho:ϱ sigma:σ varsigma:ς tau:τ upsilon:υ phi:ϕ varphi:φ chi:χ psi:ψ omega:ω
  Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Pi:Π Sigma:Σ Upsilon:Υ Phi:Φ Psi:Ψ Omega:Ω
  ell:ℓ hbar:ℏ Re:ℜ Im:ℑ aleph:ℵ partial:∂ nabla:∇ infty:∞ emptyset:∅ varnothing:∅ forall:∀ exists:∃ nexists:∄
  top:⊤ bot:⊥ angle:∠ degree:° dots:… ldots:… cdots:⋯ vdots:⋮ ddots:⋱ prime:′ dagger:† S:§ P:¶ imath:ı jmath:ȷ
  triangle:△ square:□ Box:□ checkmark:✓ star:⋆`);

/** Signs between two things, written with a space on either side. */
export const RELATIONS = table(`
  le:≤ leq:≤ leqslant:⩽ ge:≥ geq:≥ geqslant:⩾ ne:≠ neq:≠ equiv:≡ approx:≈ sim:∼ simeq:≃ cong:≅ propto:∝ ll:≪ gg:≫ prec:≺ succ:≻
  in:∈ notin:∉ ni:∋ subset:⊂ subseteq:⊆ supset:⊃ supseteq:⊇ subsetneq:⊊ mid:∣ parallel:∥ perp:⊥ models:⊨ vdash:⊢
  to:→ rightarrow:→ leftarrow:← gets:← leftrightarrow:↔ Rightarrow:⇒ Leftarrow:⇐ Leftrightarrow:⇔ implies:⟹ iff:⟺
  longrightarrow:⟶ Longrightarrow:⟹ mapsto:↦ uparrow:↑ downarrow:↓ hookrightarrow:↪ triangleq:≜ doteq:≐ coloneqq:≔
  pm:± mp:∓ times:× div:÷ cdot:⋅ ast:∗ circ:∘ bullet:• oplus:⊕ ominus:⊖ otimes:⊗ odot:⊙ cap:∩ cup:∪ setminus:∖
  wedge:∧ land:∧ vee:∨ lor:∨ therefore:∴ because:∵ lt:< gt:>`);

/** Signs before something, without a space. */
export const PREFIXES = table(`
  neg:¬ lnot:¬ sum:∑ prod:∏ coprod:∐ int:∫ iint:∬ iiint:∭ oint:∮ bigcup:⋃ bigcap:⋂ bigoplus:⨁ bigotimes:⨂
  lfloor:⌊ rfloor:⌋ lceil:⌈ rceil:⌉ langle:⟨ rangle:⟩ lbrace:{ rbrace:} lvert:| rvert:| vert:| lVert:‖ rVert:‖ Vert:‖ lbrack:[ rbrack:]`);

/** Names set upright, with a space before what they apply to. */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr sec sin sinh sup tan tanh".split(
    " ",
  ),
);

/** Accents, as the combining sign that follows the letter. */
export const ACCENTS = table(
  "hat:\u0302 widehat:\u0302 bar:\u0304 overline:\u0305 tilde:\u0303 widetilde:\u0303 vec:\u20d7 dot:\u0307 ddot:\u0308 check:\u030c breve:\u0306 acute:\u0301 grave:\u0300 underline:\u0332",
);

const signs = (from: string, to: string): ReadonlyMap<string, string> => {
  const targets = Array.from(to);
  return new Map(Array.from(from, (sign, at) => [sign, targets[at] ?? sign] as const));
};

export const SUPERSCRIPTS = signs(
  "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθϕφχ′*∗⊤",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵠᵡ′**ᵀ",
);
export const SUBSCRIPTS = signs(
  "0123456789+-−=()aehijklmnoprstuvxβγρϕφχ",
  "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵩᵪ",
);

const DOUBLE = signs("CHNPQRZ", "ℂℍℕℙℚℝℤ");
const SCRIPT = signs("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ");

/** Small ones from alpha, in the order of Unicode's bold italic ones. */
const GREEK = "αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ";
const BOLD_ITALIC_GREEK = 0x1d736;

/** A letter in blackboard, script, fraktur or bold type, where Unicode has it. */
export function styled(style: string, letter: string): string | null {
  const at = letter.codePointAt(0) ?? 0;
  if (style === "boldsymbol" || style === "bm") {
    const greek = GREEK.indexOf(letter);
    if (greek >= 0 && letter.length === 1) return String.fromCodePoint(BOLD_ITALIC_GREEK + greek);
  }
  const upper = letter >= "A" && letter <= "Z";
  if (letter.length !== 1 || !/[A-Za-z]/.test(letter)) return null;
  const from = (capital: number): string => String.fromCodePoint(capital + (upper ? at - 65 : at - 97 + 26));
  if (style === "mathbb") return DOUBLE.get(letter) ?? from(0x1d538);
  if (style === "mathcal" || style === "mathscr") return SCRIPT.get(letter) ?? from(0x1d49c);
  if (style === "mathbf" || style === "boldsymbol" || style === "bm") return from(0x1d400);
  return null;
}
