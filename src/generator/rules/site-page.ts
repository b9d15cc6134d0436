// Pages that nearly every site has beside its posts.

const NAMES = "about(?:[-_ ]?me)?|contacts?|projects?|now|links|friends|license";
const AT_ROOT = new RegExp(`^(?:[a-z]{2}(?:-[a-z]{2,4})?/)?(?:${NAMES})(?:/(?:index|readme))?\\.[^/]*$`, "i");

/** Whether a file is one of these, dated or not: by its path from the folder that holds all pages. */
export const isRootPage = (inside: string): boolean => AT_ROOT.test(inside);
