// What the operators of JavaScript make of values, as far as they turn none into another kind.
import { asString, short } from "./methods.js";
import { Unreadable } from "./unreadable.js";

/** `==` where it turns no value into another. */
function same(left: unknown, right: unknown): boolean {
  const nothing = (value: unknown): boolean => value === undefined || value === null;
  if (nothing(left) || nothing(right)) return nothing(left) && nothing(right);
  if (typeof left === typeof right) return left === right;
  throw new Unreadable("==");
}

/** What an operator makes of two values. */
export function binary(operator: string, left: unknown, right: unknown): unknown {
  const numbers = typeof left === "number" && typeof right === "number";
  switch (operator) {
    case "+":
      if (numbers) return left + right;
      if (typeof left === "string" || typeof right === "string")
        return short(asString(left) + asString(right));
      break;
    case "-":
      if (numbers) return left - right;
      break;
    case "===":
      return left === right;
    case "!==":
      return left !== right;
    case "==":
      return same(left, right);
    case "!=":
      return !same(left, right);
    case "<":
      if (numbers) return left < right;
      break;
    case ">":
      if (numbers) return left > right;
      break;
    case "<=":
      if (numbers) return left <= right;
      break;
    case ">=":
      if (numbers) return left >= right;
      break;
    default:
  }
  throw new Unreadable(operator);
}

/** Whether the left side of `||`, `&&` or `??` is the answer already. */
export function decides(operator: "||" | "&&" | "??", left: unknown): boolean {
  if (operator === "??") return left !== null && left !== undefined;
  return operator === "||" ? Boolean(left) : !left;
}
