// What an edition says of all its posts together.
import { z } from "zod";
import type { Library } from "../library/library.js";
import type { Problem } from "../generator/generator.js";
import type { Site } from "../post/site.js";

export interface EditionFacts {
  readonly site: Site;
  readonly problems: readonly Problem[];
  readonly complete: boolean;
  readonly upToDate: boolean;
}

export const factsOf = (library: Library): string =>
  JSON.stringify({
    site: library.site,
    problems: library.problems(),
    complete: library.complete(),
    upToDate: library.upToDate(),
  } satisfies EditionFacts);

/** Perhaps of another version, which may know more. */
const schema = z.looseObject({
  site: z.looseObject({ title: z.string(), url: z.string().nullable() }),
  problems: z.array(z.looseObject({ source: z.string(), message: z.string() })),
  complete: z.boolean(),
  upToDate: z.boolean(),
});

export const readFacts = (text: string): EditionFacts =>
  schema.parse(JSON.parse(text)) as unknown as EditionFacts;
