// The Site: what is true of the whole blog.
import type { Typography } from "../document/typography.js";

export interface Site {
  readonly title: string;
  /** Absolute address of the front page without a trailing slash, or null when nobody said it. */
  readonly url: string | null;
  /** IANA name, or null when neither the site nor the owner sets one. */
  readonly timezone: string | null;
  readonly lang: string | null;
  /** Name of the generator whose rules are followed: `hexo`, `plain`, … */
  readonly generator: string;
  /** How its renderer draws quotes, dashes and dots; absent where they stay as typed. */
  readonly typography?: Typography;
  /** Whether its renderer breaks lines where the author did. */
  readonly breaks?: boolean;
  /** The file or folder that showed which generator it is; absent where the owner named it, or nothing did. */
  readonly foundBy?: string;
}
