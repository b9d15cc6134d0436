// The page's browser side: asks without leaving the page, presses buttons, completes while one types.
import type { Completion, Shown } from "../protocol.js";
import { combobox } from "./combobox.js";

const element = <E extends Element>(selector: string, kind: new () => E): E => {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`The page has no ${selector}`);
  return found;
};
const form = element(".ask", HTMLFormElement);
const input = element("#ask", HTMLInputElement);
const panes = element("#panes", HTMLDivElement);
const why = element("#why", HTMLDivElement);
const status = element("#status", HTMLParagraphElement);

const get = async (path: string, query: Record<string, string>, signal?: AbortSignal): Promise<unknown> => {
  const response = await fetch(`${path}?${new URLSearchParams(query).toString()}`, signal ? { signal } : {});
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
};

let latest = 0;

/** Shows the answer to `query`; an answer that a later question has overtaken is dropped. */
async function show(query: Record<string, string>): Promise<void> {
  const turn = ++latest;
  panes.setAttribute("aria-busy", "true");
  try {
    const answer = (await get("/answer", query)) as Shown;
    if (turn !== latest) return;
    for (const { name, html } of answer.panes) {
      const place = panes.querySelector<HTMLElement>(`[data-pane="${CSS.escape(name)}"]`);
      if (place) replace(place, html);
    }
    // Who had it open keeps it open.
    const open = why.querySelector("details")?.open ?? false;
    why.innerHTML = answer.why;
    if (open) why.querySelector("details")?.setAttribute("open", "");
    status.textContent = panes.querySelector("[data-pane]")?.textContent?.slice(0, 200) ?? "";
    status.classList.add("unseen");
  } catch {
    status.textContent = status.dataset["lost"] ?? "";
    status.classList.remove("unseen");
  } finally {
    if (turn === latest) panes.removeAttribute("aria-busy");
  }
}

/** Who presses by keyboard stays where they were: at the button of the same name (Next, Next, …), else at the answer. */
function replace(place: HTMLElement, html: string): void {
  const active = document.activeElement;
  const pressed = active && place.contains(active) ? active.textContent : null;
  place.innerHTML = html;
  if (pressed === null) return;
  const same = [...place.querySelectorAll("button")].find(
    (button) => button.textContent === pressed && !button.disabled,
  );
  (same ?? place).focus({ preventScroll: same !== undefined });
}

function ask(line: string, { remember }: { readonly remember: boolean }): void {
  if (remember) history.pushState(null, "", `/?ask=${encodeURIComponent(line)}`);
  for (const place of panes.querySelectorAll("[data-asked]")) place.textContent = line;
  void show({ ask: line });
}

const completions = combobox({
  input,
  list: element("#completions", HTMLUListElement),
  complete: async (line, signal) => (await get("/complete", { line }, signal)) as readonly Completion[],
  choose: ({ line }) => ask(line, { remember: true }),
  announce: (count) => {
    status.textContent = count === 0 ? "" : String(count);
  },
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  completions.close();
  if (input.value.trim() !== "") ask(input.value.trim(), { remember: true });
});
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const example = event.target.closest(".examples a");
  const button = event.target.closest("button[data-state]");
  if (example) {
    event.preventDefault();
    input.value = example.textContent ?? "";
    ask(input.value, { remember: true });
  } else if (button instanceof HTMLButtonElement) {
    void show({ state: button.dataset["state"] ?? "" });
  }
});
window.addEventListener("popstate", () => {
  const line = new URLSearchParams(location.search).get("ask") ?? "/latest";
  input.value = line;
  ask(line, { remember: false });
});
input.select();
