// The body of a post: what stands below its front matter, read.
import type { BodyText } from "../document/body-text.js";
import type { Document } from "../document/document.js";

export interface Body {
  /** As its author wrote it; empty for a protected post. For telling a changed text, never for showing. */
  readonly written: string;
  /** What readers are shown. Made when it is asked for. */
  readonly document: Document;
  /** What is searched. Made when it is asked for. */
  readonly text: BodyText;
}

/** The body of a post that has no text, or none that may be shown. */
export const NO_BODY: Body = {
  written: "",
  document: [],
  text: { prose: "", headings: [], code: "", formulas: "" },
};

/**
 * UTF-16 units of the texts of posts that are kept between two questions, all together: those of a blog of some hundred
 * posts. What search keeps of them follows from it (`limits.keptRuns`).
 */
export const KEPT_TEXTS = 2_500_000;

/** A body as the library tells of it: what it says is read when it is asked for. */
export interface LazyBody {
  /** Another one where what is written in the file is another. */
  readonly digest: string;
  /** What is searched; nothing where readers may not see it. */
  text(): Promise<BodyText>;
}
