// A text field with completions, after the ARIA Authoring Practices' combobox with a list.
import type { Completion, Completions } from "../protocol.js";

export interface Combobox {
  close(): void;
}

export interface ComboboxOptions {
  readonly input: HTMLInputElement;
  readonly list: HTMLUListElement;
  readonly complete: (line: string, signal: AbortSignal) => Promise<Completions>;
  /** Called with a completion that is a whole question. */
  readonly choose: (completion: Completion) => void;
  /** Told in words how many there are, for those who listen rather than look. */
  readonly announce: (words: string) => void;
}

/** Typing faster than this asks only once, in ms. */
const PAUSE = 60;

export function combobox({ input, list, complete, choose, announce }: ComboboxOptions): Combobox {
  let shown: readonly Completion[] = [];
  let active = -1;
  let asking = new AbortController();

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const close = (): void => {
    asking.abort();
    show([]);
  };
  const show = (completions: readonly Completion[]): void => {
    shown = completions;
    list.replaceChildren(...completions.map(entry));
    list.hidden = completions.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  };
  const mark = (index: number): void => {
    active = index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    const item = list.children[index];
    if (item) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  };
  const take = (completion: Completion): void => {
    input.value = completion.line;
    close();
    input.focus();
    if (completion.complete) choose(completion);
    else void refresh();
  };
  const refresh = async (): Promise<void> => {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (signal.aborted) return;
    const found = await complete(input.value, signal).catch(() => null);
    if (signal.aborted) return;
    show(found?.completions ?? []);
    announce(found?.status ?? "");
  };
  const entry = (completion: Completion, index: number): HTMLLIElement => {
    const item = document.createElement("li");
    item.id = `completion-${index}`;
    item.setAttribute("role", "option");
    const label = document.createElement("b");
    label.textContent = completion.label;
    const detail = document.createElement("small");
    detail.textContent = completion.detail;
    item.append(label, detail);
    // Before the field loses its focus, which would close the list.
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
    });
    item.addEventListener("click", () => take(completion));
    return item;
  };

  input.addEventListener("input", () => void refresh());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") return close();
    const chosen = shown[active];
    if ((event.key === "Enter" || event.key === "Tab") && chosen) {
      event.preventDefault();
      return take(chosen);
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    if (shown.length === 0) return void refresh();
    // One place beyond the list is the field itself.
    const places = shown.length + 1;
    mark(((active + 1 + step + places) % places) - 1);
  });
  return { close };
}
