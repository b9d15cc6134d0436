// Signs that stand for themselves: kept from being read as tags until the tree is built.

/** Noncharacters of Unicode, which no text holds. */
const WRITTEN: Readonly<Record<string, string>> = { "\ufdd0": "{", "\ufdd1": "<", "\ufdd2": "%" };

/** The text with its braces out of the reach of every rule that reads templates; `plainly` has it back. */
export const literal = (text: string): string => text.replace(/\{/g, "\ufdd0").replace(/%(?=\})/g, "\ufdd2");

/** The same where no HTML is read either. */
export const literalCall = (text: string): string => literal(text).replace(/</g, "\ufdd1");

/** The same in HTML that is still to be read. */
export const plainlyHtml = (html: string): string => plainly(html.replaceAll("\ufdd1", "&lt;"));

export const plainly = (text: string): string =>
  /[\ufdd0-\ufdd2]/.test(text) ? text.replace(/[\ufdd0-\ufdd2]/g, (sign) => WRITTEN[sign] ?? sign) : text;
