// What Discord sends when a form is handed in: what it showed, but for what was changed.
import type { Modal } from "./component-limits.js";

/** By the labels of fields: choices by their labels, a channel or role by its id, a checkbox on or off. */
export type Changes = Readonly<Record<string, readonly string[] | boolean>>;

/** `resolved`: what Discord tells of a chosen channel. */
export function handedIn(form: Modal, changes: Changes, resolved: (channel: string) => object) {
  const unknown = Object.keys(changes).filter((name) => !form.components.some(({ label }) => label === name));
  if (unknown.length > 0) throw new Error(`the form has no field ${unknown.join(", ")}`);
  const channels: Record<string, object> = {};
  const components = form.components.map(({ label, component }, at) => {
    const { type, custom_id } = component;
    const change = changes[label];
    const values = valuesOf(component, Array.isArray(change) ? change : null);
    if (type === 8) for (const id of values) channels[id] = resolved(id);
    const given =
      type === 23
        ? { value: typeof change === "boolean" ? change : (component.default ?? false) }
        : type === 21
          ? { value: values[0] ?? null }
          : { values };
    return { type: 18, id: 2 * at + 1, component: { type, id: 2 * at + 2, custom_id, ...given } };
  });
  return { custom_id: form.custom_id, components, resolved: { channels } };
}

function valuesOf(
  component: Modal["components"][number]["component"],
  change: readonly string[] | null,
): readonly string[] {
  if ("options" in component)
    return component.options
      .filter((one) => (change ? change.includes(one.label) : one.default))
      .map(({ value }) => value);
  const shown = "default_values" in component ? (component.default_values ?? []) : [];
  return change ?? shown.map(({ id }) => id);
}
