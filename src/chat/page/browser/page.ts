// The page's browser side: asks without leaving the page, presses buttons, completes while one types.
import type { Completions, Shown } from "../protocol.js";
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
const reading = element("#reading", HTMLParagraphElement);
/** Between two looks at how far a blog is read, in ms. */
const LOOK_AGAIN = 1_500;

const get = async (
  path: string,
  query: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<unknown> => {
  const response = await fetch(`${path}?${new URLSearchParams(query).toString()}`, signal ? { signal } : {});
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
};

let latest = 0;

/** What the address asks for. `press` is the state of a button of the answer to `ask`. */
type Query = { readonly ask: string; readonly press?: string };

/** Shows the answer to `query`; an answer that a later question has overtaken is dropped. */
async function show(query: Query): Promise<void> {
  const turn = ++latest;
  panes.setAttribute("aria-busy", "true");
  try {
    const answer = (await get("/answer", query)) as Shown;
    if (turn !== latest) return;
    document.title = answer.title;
    for (const { name, html } of answer.panes) {
      const place = panes.querySelector<HTMLElement>(`[data-pane="${CSS.escape(name)}"]`);
      if (place) replace(place, html);
    }
    // Who had it open keeps it open.
    const open = why.querySelector("details")?.open ?? false;
    why.innerHTML = answer.why;
    if (open) why.querySelector("details")?.setAttribute("open", "");
    tellTime();
    tellReading(answer.reading);
    status.textContent = panes.querySelector("[data-pane]")?.textContent?.slice(0, 200) ?? "";
    status.classList.add("unseen");
  } catch {
    if (turn !== latest) return;
    // What stood there answers another question.
    for (const place of panes.querySelectorAll("[data-pane]")) place.replaceChildren("…");
    why.replaceChildren();
    status.textContent = status.dataset["lost"] ?? "";
    status.classList.remove("unseen");
  } finally {
    if (turn === latest) panes.removeAttribute("aria-busy");
  }
}

/** Until the blog is read the same question may be answered better a moment later. */
function tellReading(words: string): void {
  reading.textContent = words;
  reading.hidden = words === "";
  if (words === "") return;
  const turn = latest;
  setTimeout(() => {
    if (turn === latest) void show(queryOfAddress());
  }, LOOK_AGAIN);
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

/** The time of the answer on the reader's own clock. */
function tellTime(): void {
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
  for (const place of panes.querySelectorAll("[data-now]")) place.textContent = time;
}

function ask(query: Query, { remember }: { readonly remember: boolean }): void {
  if (remember) history.pushState(null, "", `/?${new URLSearchParams(query).toString()}`);
  for (const place of panes.querySelectorAll("[data-asked]")) place.textContent = query.ask;
  void show(query);
}

function queryOfAddress(): Query {
  const said = new URLSearchParams(location.search);
  const press = said.get("press");
  return { ask: said.get("ask") ?? "/latest", ...(press !== null && { press }) };
}

const completions = combobox({
  input,
  list: element("#completions", HTMLUListElement),
  complete: async (line, signal) => (await get("/complete", { line }, signal)) as Completions,
  choose: ({ line }) => ask({ ask: line }, { remember: true }),
  announce: (words) => (status.textContent = words),
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  completions.close();
  if (input.value.trim() !== "") ask({ ask: input.value.trim() }, { remember: true });
});
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const example = event.target.closest(".examples a");
  const button = event.target.closest("button[data-state]");
  if (example) {
    event.preventDefault();
    input.value = example.textContent ?? "";
    ask({ ask: input.value }, { remember: true });
  } else if (button instanceof HTMLButtonElement) {
    ask({ ask: queryOfAddress().ask, press: button.dataset["state"] ?? "" }, { remember: true });
  }
});
window.addEventListener("popstate", () => {
  const query = queryOfAddress();
  input.value = query.ask;
  ask(query, { remember: false });
});
/** A picture that cannot be had is told: by a sign, and by its name where it has one. */
function tellLost(picture: HTMLImageElement): void {
  const sign = document.createElement("i");
  sign.textContent = "🖼";
  sign.setAttribute("aria-hidden", "true");
  picture.replaceWith(sign, picture.alt);
}
// Faults of pictures do not bubble.
document.addEventListener(
  "error",
  ({ target }) => {
    if (target instanceof HTMLImageElement && target.matches(".blog")) tellLost(target);
  },
  true,
);
// Those that were lost before this ran.
for (const picture of panes.querySelectorAll<HTMLImageElement>("img.blog"))
  if (picture.complete && picture.naturalWidth === 0) tellLost(picture);
tellTime();
tellReading(reading.textContent ?? "");
input.select();
