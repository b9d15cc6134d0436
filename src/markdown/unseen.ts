// What an element's look says of who sees it: classes and styles by which authors hide words from their readers.

/** By Bootstrap, Tailwind, WordPress and their like; what is for screen readers alone is beside the text, too. */
const UNSEEN = /(?:^|\s)(?:hidden|d-none|invisible|visually-hidden|sr-only|screen-reader-text)(?=\s|$)/;
/** What shows it again on some screens: `hidden md:block`, `d-none d-md-block`. */
const SEEN_AGAIN =
  /(?:^|\s)(?:(?!print|focus|hover|group|peer|open)[\w-]+:|d-(?:sm|md|lg|xl|xxl)-)(?:block|flex|grid|inline|table|contents|visible|list-item|not-sr-only)/;
const STYLE = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

export const hidesByClass = (classes: string): boolean => UNSEEN.test(classes) && !SEEN_AGAIN.test(classes);

export const hidesByStyle = (style: string): boolean => STYLE.test(style);
