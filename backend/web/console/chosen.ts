// The chosen turf beside the map: its details, its row in the table, and the page's address.
import type { TurfProperties } from "./ground";

export function showChosen(turf: TurfProperties): void {
  const panel = document.getElementById("turf");
  if (!panel) return;
  for (const element of panel.querySelectorAll<HTMLElement>("[data-field]")) {
    const value = turf[element.dataset["field"] as keyof TurfProperties];
    element.textContent =
      typeof value === "number" ? value.toLocaleString(document.documentElement.lang) : value;
  }
  panel.querySelector("[data-hint]")?.setAttribute("hidden", "");
  panel.querySelector("[data-details]")?.removeAttribute("hidden");
  markRow(turf.id);
  const address = new URL(location.href);
  address.searchParams.set("turf", String(turf.id));
  history.replaceState(null, "", address);
}

/** Call back with the turf's id when its name in the table is chosen. */
export function onRowChosen(choose: (id: number) => void): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-turf]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(Number(link.dataset["turf"]));
    });
  }
}

function markRow(id: number): void {
  document.querySelector("tr[aria-current]")?.removeAttribute("aria-current");
  const row = document.querySelector(`a[data-turf="${id}"]`)?.closest("tr");
  row?.setAttribute("aria-current", "true");
  const region = row?.closest<HTMLElement>(".scroll");
  if (!row || !region) return;
  // Scrolls the table alone: scrollIntoView would move the page away from the map.
  const above = row.offsetTop - region.scrollTop;
  if (above < row.offsetHeight || above > region.clientHeight - row.offsetHeight) {
    region.scrollTop = row.offsetTop - region.clientHeight / 2;
  }
}
