// Lets `**` and `~~` mark words beside Chinese, Japanese and Korean, which have no spaces around them.
import type { MarkdownIt } from "markdown-it";

/** Letters of languages whose words and endings stand side by side. */
const LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const SPACE = /\s/u;

/** Whether the sign at a place, which may be the second half of one, is such a letter. */
const isLetter = (text: string, at: number): boolean => {
  const isSecond = /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1));
  return LETTER.test(String.fromCodePoint(text.codePointAt(isSecond ? at - 1 : at) ?? 0));
};

/**
 * A markdown-it plugin. CommonMark takes marks between a letter and a sign of punctuation for text: `**(a)**는` would
 * show its stars. Two of them beside such a letter are meant; a single one may well be a product or a note.
 */
export function cjkMarks(md: MarkdownIt): void {
  md.inline.State = class extends md.inline.State {
    override scanDelims(start: number, canSplitWord: boolean) {
      const scanned = super.scanDelims(start, canSplitWord);
      const { src, posMax } = this;
      const end = start + scanned.length;
      if (!canSplitWord || scanned.length < 2 || start === 0 || end >= posMax) return scanned;
      const [before, after] = [src.charAt(start - 1), src.charAt(end)];
      return {
        ...scanned,
        can_open: scanned.can_open || (!SPACE.test(after) && isLetter(src, start - 1)),
        can_close: scanned.can_close || (!SPACE.test(before) && isLetter(src, end)),
      };
    }
  };
}
