// What the operators of JavaScript make of two values, where nothing but the values decides it.
import { boundedText, spelled } from "./methods.js";
import { SiteDate } from "./site-date.js";
import { TruthOnly, Unreadable } from "./unreadable.js";
import { isMap } from "./value.js";

/** Throws Unreadable for what is no number. */
export function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  throw new Unreadable("a number that is none");
}

/** What `typeof` says. Throws Unreadable. */
export function typeOf(value: unknown): string {
  if (value instanceof SiteDate || value === null || Array.isArray(value) || isMap(value)) return "object";
  if (typeof value === "object") throw new Unreadable("typeof");
  return typeof value;
}

/** A date stands for its moment, where it is ordered or subtracted. */
const amount = (value: unknown): number =>
  numberOf(value instanceof SiteDate ? value.call("getTime") : value);

const ORDER: Readonly<Record<string, <T extends string | number>(left: T, right: T) => boolean>> = {
  "<": (left, right) => left < right,
  ">": (left, right) => left > right,
  "<=": (left, right) => left <= right,
  ">=": (left, right) => left >= right,
};

/** `==`: nothing is equal to nothing; of two kinds the numbers count. */
function alike(left: unknown, right: unknown): boolean {
  const [one, other] = [left ?? null, right ?? null];
  if (one === null || other === null || typeof one === typeof other) return one === other;
  if (typeof one === "object" || typeof other === "object") throw new Unreadable("==");
  return Number(one) === Number(other);
}

/** Throws Unreadable. */
export function binary(operator: string, left: unknown, right: unknown): unknown {
  if (left instanceof TruthOnly || right instanceof TruthOnly) throw new Unreadable(operator);
  if (operator === "===") return left === right;
  if (operator === "!==") return left !== right;
  if (operator === "==") return alike(left, right);
  if (operator === "!=") return !alike(left, right);
  if (operator === "in" && isMap(right)) return Object.hasOwn(right, spelled(left));
  if (operator === "+" && (typeof left === "string" || typeof right === "string"))
    return boundedText(spelled(left) + spelled(right));
  if (operator === "+") return numberOf(left) + numberOf(right);
  if (operator === "-") return amount(left) - amount(right);
  const order = ORDER[operator];
  if (!order) throw new Unreadable(operator);
  if (typeof left === "string" && typeof right === "string") return order(left, right);
  // Nothing is neither before nor behind anything.
  return left !== undefined && right !== undefined && order(amount(left), amount(right));
}
