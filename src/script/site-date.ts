// A date as a site's own program is handed it, on a machine whose zone may not be known.
import { Unreadable } from "./unreadable.js";

const READ = /^get(UTC)?(FullYear|Month|Date|Day|Hours|Minutes|Seconds)$/;

/** What a clock may be ahead of Greenwich, in milliseconds, where no zone is known: either end, and others' minutes. */
export const ANYWHERE: readonly number[] = [-12, 5.5, 5.75, 14].map((hours) => hours * 3_600_000);

export class SiteDate {
  constructor(
    /** Milliseconds since 1970. */
    readonly instant: number,
    /** What the clock of the machine that builds may be ahead of Greenwich, in milliseconds. */
    private readonly ahead: readonly number[],
  ) {}

  /** Calls a method of `Date`. Throws Unreadable for one that another machine may answer otherwise. */
  call(name: string): number | string {
    if (Number.isNaN(this.instant)) throw new Unreadable("a date that is none");
    if (name === "getTime" || name === "valueOf") return this.instant;
    if (name === "toISOString" || name === "toJSON") return new Date(this.instant).toISOString();
    const [, utc, part] = READ.exec(name) ?? [];
    if (part === undefined) throw new Unreadable(`${name}()`);
    const read = (ahead: number): number => {
      const method: unknown = Reflect.get(Date.prototype, `getUTC${part}`);
      return typeof method === "function"
        ? Number(Reflect.apply(method, new Date(this.instant + ahead), []))
        : Number.NaN;
    };
    const [first = Number.NaN, ...others] = (utc === undefined ? this.ahead : [0]).map(read);
    if (others.some((one) => one !== first)) throw new Unreadable(`${name}() in an unknown time zone`);
    return first;
  }
}
