// Columns of a monospaced text: how wide texts are, and how they are filled up so that columns stand below each other.

/** Letters of East Asia and emoji, which take the room of two. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Signs that take no room of their own. */
const MARK = /[\p{M}\p{Cf}]/u;
/** Written from right to left and joined to words: no font has them in columns, and they would turn a line around. */
const JOINED = /[\p{scx=Arab}\p{scx=Hebr}\p{scx=Syrc}\p{scx=Thaa}\p{scx=Nkoo}\p{scx=Adlm}]/u;
/** A blank as wide as a letter of East Asia in whatever font a phone has for these. */
const WIDE_BLANK = "\u3000";

/** Latin letters in the room of one of East Asia, in the narrowest of fonts. */
const WIDE_AT_LEAST = 1.6;

/** How many signs of a text take the room of one letter, and how many that of two. */
export interface TextWidths {
  readonly narrow: number;
  readonly wide: number;
}

function roomOf(text: string): TextWidths {
  let [narrow, wide] = [0, 0];
  for (const sign of text)
    if (WIDE.test(sign)) wide += 1;
    else if (!MARK.test(sign)) narrow += 1;
  return { narrow, wide };
}

/** In letters. */
export const displayWidth = (text: string): number => lettersIn(roomOf(text));

const lettersIn = ({ narrow, wide }: TextWidths): number => narrow + 2 * wide;

/** The columns of a table whose lines are at most `widest` letters, `gap` of them between two columns; null where it has none. */
export function columnsWithin(
  rows: readonly (readonly string[])[],
  widest: number,
  gap: number,
): readonly TextWidths[] | null {
  if (rows.some((row) => row.some((text) => JOINED.test(text.replace(/\p{P}/gu, ""))))) return null;
  const count = Math.max(0, ...rows.map((row) => row.length));
  // Of a long text it is enough to know that it does not fit.
  const cells = rows.map((row) => row.map((text) => roomOf(text.slice(0, 2 * widest + 1))));
  const columns = (room: (cell: TextWidths) => TextWidths): readonly TextWidths[] | null => {
    const rooms = Array.from({ length: count }, (_, at) =>
      largestOf(cells.map((row) => room(row[at] ?? NOTHING))),
    );
    const total = rooms.reduce((sum, one) => sum + lettersIn(one), gap * (count - 1));
    return total <= widest ? rooms : null;
  };
  return columns((cell) => cell) ?? columns((cell) => ({ narrow: lettersIn(cell), wide: 0 }));
}

const NOTHING: TextWidths = { narrow: 0, wide: 0 };

/** An empty column is a letter wide. */
function largestOf(rooms: readonly TextWidths[]): TextWidths {
  const wide = Math.max(0, ...rooms.map((room) => room.wide));
  return { narrow: Math.max(wide > 0 ? 0 : 1, ...rooms.map((room) => room.narrow)), wide };
}

/**
 * A text filled up to its column's room with blanks of both kinds: fonts for code draw a letter of East Asia in 1.6
 * to 2 times the room of a Latin one, so that counting it as two puts nothing exactly below each other. Where there
 * is no room for both kinds, it counts as two.
 */
export function filled(text: string, room: TextWidths, align: "left" | "right" | "center" | null): string {
  const exact = roomOf(text);
  const own = room.wide > 0 ? exact : { narrow: lettersIn(exact), wide: 0 };
  const [narrow, wide] = [Math.max(0, room.narrow - own.narrow), Math.max(0, room.wide - own.wide)];
  const blanks = (left: number, right: number): string => WIDE_BLANK.repeat(right) + " ".repeat(left);
  if (align === "right") return blanks(narrow, wide) + text;
  if (align !== "center") return text + blanks(narrow, wide);
  const [before, above] = [narrow >> 1, wide >> 1];
  return blanks(before, above) + text + blanks(narrow - before, wide - above);
}

/** A line below a row of names; one without joints where letters of East Asia make the width of columns. */
export function ruleBelow(rooms: readonly TextWidths[], gap: number, joint: string): string {
  const wide = rooms.reduce((sum, room) => sum + room.wide, 0);
  if (wide === 0) return rooms.map(({ narrow }) => "─".repeat(narrow)).join(joint);
  const narrow = rooms.reduce((sum, room) => sum + room.narrow, gap * (rooms.length - 1));
  return "─".repeat(narrow + Math.ceil(WIDE_AT_LEAST * wide));
}
