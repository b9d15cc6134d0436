// Which brace closes which, and where tags end, in a text of MDX or what may be such: one walk, with a stack.
import { CODE, FENCE, fenceEnd } from "./code-signs.js";

export interface Braces {
  /** Where an expression ends, behind its closing brace, by the place of the brace that opens it; absent where nothing closes it. */
  readonly ends: ReadonlyMap<number, number>;
  /** The same of tags, by the place of `<`. */
  readonly tags: ReadonlyMap<number, number>;
  /** Whether a place lies in a text or a remark of a program, where a brace is a sign like others. */
  isQuoted(at: number): boolean;
}

/** What an open brace, or the whole text, has been read of so far. */
interface Frame {
  /** The place of the brace; -1 of the whole text. `isTemplate`: between backticks. */
  readonly at: number;
  readonly isTemplate: boolean;
  /** The tag that is read: its place, or -1. */
  tag: number;
  /** Open elements: between these words stand, and no program. */
  elements: number;
  /** The last sign of a program that is no blank. */
  last: string;
}

/** Behind these an expression can begin. */
const BEGINS = new Set("{(,?:&|[+=!;<>}".split(""));
/** Elements of HTML without an end. */
const VOID = /^<(?:br|hr|img|input|link|meta|source|track|wbr|area|base|col|embed|param)\b/i;
/** A regular expression; nobody writes a longer one into a post. */
const PATTERN = /\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.){0,200}\]){1,200}\//y;
const CODE_HERE = new RegExp(CODE, "y");
const FENCE_HERE = new RegExp(FENCE, "my");
const TAG = /<\/?(?:[A-Za-z][\w.-]*(?=[\s/>])|>)/y;
/** Behind one of these a `/` is no remark's: `src/*`. */
const BEHIND_WORD = /[\w$)\]]/;
/** Words that an expression follows. */
const BEFORE_VALUE =
  /(?<![\w$])(?:return|typeof|case|default|in|of|instanceof|await|yield|new|throw|void|delete|else)\s{0,5}$/;
/** A text never stands behind a value, so that behind every other sign one begins. */
const ENDS_VALUE = /[\p{L}\p{N}_$)\]"'`]/u;
/** What ends a run of signs that mean nothing here. */
const SIGNS = /[{}<>"'`\\/\n]/g;
const IN_TEMPLATE = /[`\\]|\$\{/g;
const BLANK_LINE = /\n[ \t]*\n/;
/** A blank line, and behind it what goes on with a tag that begins its line. */
const BLANK = /[ \t]{0,100}\r?\n/y;
const GOES_ON = /\s{0,200}(?:[A-Za-z_][\w:.-]{0,60}(?:\s{0,20}=\s{0,20}["'{]|\s{0,20}\/?>)|\{|\/?>)/y;

const open = (at: number, isTemplate: boolean): Frame => ({ at, isTemplate, tag: -1, elements: 0, last: "" });

class Walk {
  readonly ends = new Map<number, number>();
  readonly tags = new Map<number, number>();
  readonly quoted: (readonly [from: number, to: number])[] = [];
  private readonly next = new Map<string, number>();
  private stack: Frame[] = [];
  private frame: Frame = open(-1, false);
  private at = 0;
  /** The braces and tags that have no end. */
  readonly unended = new Set<number>();
  /** Whether a template has none. */
  isTorn = false;

  constructor(
    private readonly source: string,
    private readonly hasTemplates: boolean,
    /** Places of braces and tags that are signs like others. */
    private readonly plainly: ReadonlySet<number> = new Set(),
  ) {}

  run(): this {
    const { source } = this;
    this.fence();
    while (this.at < source.length) this.step(source[this.at] ?? "");
    for (const { at, tag, isTemplate } of [...this.stack, this.frame]) {
      this.isTorn ||= isTemplate;
      if (at >= 0) this.unended.add(at);
      if (tag >= 0) this.unended.add(tag);
    }
    return this;
  }

  /** Where a text stands next; each is looked for once. */
  private find(text: string, from: number): number {
    const known = this.next.get(text) ?? -2;
    if (known === Infinity || known >= from) return known;
    const found = this.source.indexOf(text, from);
    this.next.set(text, found < 0 ? Infinity : found);
    return found < 0 ? Infinity : found;
  }

  private get isProgram(): boolean {
    return this.frame.at >= 0 && this.frame.elements === 0 && this.frame.tag < 0;
  }

  private push(at: number, isTemplate: boolean): void {
    this.stack.push(this.frame);
    this.frame = open(at, isTemplate);
  }

  private forgetTag(): void {
    if (this.frame.tag >= 0) this.unended.add(this.frame.tag);
    this.frame.tag = -1;
  }

  private pop(): void {
    this.forgetTag();
    this.frame = this.stack.pop() ?? this.frame;
    this.frame.last = "}";
  }

  private skip(to: number): void {
    if (to > this.at + 1) this.quoted.push([this.at, to]);
    this.at = to;
  }

  private step(sign: string): void {
    const { frame, at } = this;
    if (frame.isTemplate) return this.template();
    if (sign === "\n") return this.line();
    if (sign === "`" && frame.tag < 0) return this.ticks();
    if (sign === '"' || sign === "'") return this.quote(sign);
    if (sign === "<") return this.less();
    if (sign === "/" && (this.isProgram || frame.tag >= 0)) return this.slash();
    // Elements within an expression are no Markdown.
    if (sign === "\\" && frame.tag < 0 && frame.elements === 0) return void (this.at += 2);
    if (sign === "{" && !this.plainly.has(at)) this.push(at, false);
    else if (sign === "}") this.close();
    else if (sign === ">" && frame.tag >= 0) this.tagEnd();
    else return this.plain();
    this.at += 1;
  }

  /** Signs that open and close nothing. */
  private plain(): void {
    SIGNS.lastIndex = this.at + 1;
    const to = SIGNS.exec(this.source)?.index ?? this.source.length;
    const run = this.source.slice(this.at, to).trimEnd();
    if (run !== "") this.frame.last = run.at(-1) ?? "";
    this.at = to;
  }

  private line(): void {
    this.at += 1;
    // Prose, where a sign was taken for a tag's.
    if (this.frame.at < 0 && this.frame.tag >= 0 && this.is(BLANK) && !(this.beginsLine && this.is(GOES_ON)))
      this.forgetTag();
    this.fence();
  }

  private is(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.source);
  }

  /** Whether the open tag may hold blank lines. */
  private get beginsLine(): boolean {
    const { tag } = this.frame;
    return /(?:^|\n)[ \t]*$/.test(this.source.slice(Math.max(0, tag - 20), tag));
  }

  /** Passes over a fence that begins here. */
  private fence(): void {
    FENCE_HERE.lastIndex = this.at;
    const { 0: line = "", groups } = FENCE_HERE.exec(this.source) ?? {};
    const ticks = groups?.["ticks"];
    if (ticks !== undefined) this.at = fenceEnd(this.source, this.at + line.length, ticks);
  }

  /** Whether an expression can begin here. */
  private get canBegin(): boolean {
    const { last } = this.frame;
    return (
      last === "" ||
      BEGINS.has(last) ||
      BEFORE_VALUE.test(this.source.slice(Math.max(0, this.at - 20), this.at))
    );
  }

  private get canBeginText(): boolean {
    return !ENDS_VALUE.test(this.frame.last) || this.canBegin;
  }

  private close(): void {
    if (this.frame.at < 0) return;
    this.ends.set(this.frame.at, this.at + 1);
    this.pop();
  }

  private template(): void {
    IN_TEMPLATE.lastIndex = this.at;
    const { 0: sign = "", index: to = this.source.length } = IN_TEMPLATE.exec(this.source) ?? {};
    if (to > this.at) this.quoted.push([this.at, to]);
    this.at = to;
    if (sign === "`") this.pop();
    else if (sign === "${") {
      this.at += 1;
      this.push(this.at, false);
    } else this.at += 1;
    this.at += sign === "" ? 0 : 1;
  }

  private ticks(): void {
    const { source, at } = this;
    if (
      this.isProgram &&
      this.hasTemplates &&
      (this.canBeginText || BEHIND_WORD.test(source[at - 1] ?? ""))
    ) {
      this.push(at, true);
      this.at += 1;
      return;
    }
    CODE_HERE.lastIndex = at;
    this.at += CODE_HERE.exec(source)?.[0].length ?? /`+/y.exec(source.slice(at, at + 500))?.[0].length ?? 1;
    this.frame.last = "`";
  }

  private quote(sign: string): void {
    const { frame, source, at } = this;
    const inTag = frame.tag >= 0;
    if (
      inTag ? /=\s{0,5}$/.test(source.slice(Math.max(0, at - 6), at)) : this.isProgram && this.canBeginText
    ) {
      const to = inTag ? this.find(sign, at + 1) : this.stringEnd(sign);
      if (
        to < source.length &&
        !(inTag && frame.at < 0 && !this.beginsLine && BLANK_LINE.test(source.slice(at, to)))
      )
        this.skip(to + 1);
      else this.at += 1;
    } else this.at += 1;
    frame.last = sign;
  }

  /** Where a text of a program ends, on its line. */
  private stringEnd(sign: string): number {
    for (let to = this.at + 1; to < this.source.length; to += 1) {
      const one = this.source[to];
      if (one === sign) return to;
      if (one === "\n") break;
      if (one === "\\") to += 1;
    }
    return Infinity;
  }

  private less(): void {
    const { frame, source, at } = this;
    this.forgetTag();
    const remark = frame.at < 0 && source.startsWith("<!--", at) ? this.find("-->", at + 4) : Infinity;
    if (remark < Infinity) {
      this.at = remark + 3;
      return;
    }
    TAG.lastIndex = at;
    const isCompared = this.isProgram && BEHIND_WORD.test(source[at - 1] ?? "");
    const [tag = ""] = isCompared || this.plainly.has(at) ? [] : (TAG.exec(source) ?? []);
    if (tag === "") return this.plain();
    frame.tag = at;
    this.at += tag.length;
    if (!tag.endsWith(">")) return;
    this.at -= 1;
    this.tagEnd();
    this.at += 1;
  }

  private tagEnd(): void {
    const { frame, source, at } = this;
    this.tags.set(frame.tag, at + 1);
    const closes = source[frame.tag + 1] === "/";
    const isEmpty = source[at - 1] === "/" || VOID.test(source.slice(frame.tag, frame.tag + 10));
    if (frame.at >= 0 && (closes || !isEmpty))
      frame.elements = Math.max(0, frame.elements + (closes ? -1 : 1));
    frame.tag = -1;
    frame.last = ">";
  }

  private slash(): void {
    const { frame, source, at } = this;
    const [before = "", after] = [source[at - 1], source[at + 1]];
    if (after === "*" && !BEHIND_WORD.test(before)) {
      const to = this.find("*/", at + 2);
      if (to < Infinity) this.skip(to + 2);
      else this.at += 2;
      return;
    }
    if (this.isProgram && after === "/" && /[\s;,{}()]/.test(before))
      return this.skip(Math.min(source.length, this.find("\n", at)));
    PATTERN.lastIndex = at;
    const [pattern = ""] =
      this.isProgram && this.canBegin && after !== "/" ? (PATTERN.exec(source) ?? []) : [];
    frame.last = "/";
    this.skip(at + Math.max(1, pattern.length));
  }
}

/** The pairs of a text, in time that grows with its length alone. */
export function bracesOf(source: string): Braces {
  let walk = new Walk(source, true).run();
  // A backtick without its like was none of a program's.
  const hasTemplates = !walk.isTorn;
  if (!hasTemplates) walk = new Walk(source, false).run();
  // Nor does a brace or a tag without its end keep what follows from being read.
  if (walk.unended.size > 0) walk = new Walk(source, hasTemplates, walk.unended).run();
  const { ends, tags } = walk;
  const [lone = Infinity] = [...walk.unended].sort((one, other) => one - other);
  const quoted = walk.quoted.filter(([from]) => from < lone);
  return {
    ends,
    tags,
    isQuoted(at) {
      let [low, high] = [0, quoted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((quoted[middle]?.[1] ?? 0) > at) high = middle;
        else low = middle + 1;
      }
      return (quoted[low]?.[0] ?? Infinity) <= at;
    },
  };
}
