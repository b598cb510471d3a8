// Draws the start page's map: the organization's own precincts and turfs, and nothing else.
import { Map, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";

import { onRowChosen, showChosen } from "./chosen";
import { writeCodes } from "./codes";
import { boxAround, load, type Precincts, type Turfs } from "./ground";
import { paint, styleOf } from "./style";

const FIT = {
  padding: 24,
  maxZoom: 16,
  animate: !matchMedia("(prefers-reduced-motion: reduce)").matches,
};

function draw(container: HTMLElement, precincts: Precincts, turfs: Turfs): Map {
  const everything = boxAround([...precincts.features, ...turfs.features].map((f) => f.geometry));
  const map = new Map({
    container,
    style: styleOf(precincts, turfs),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: 18,
    // One finger scrolls the page, two move the map.
    cooperativeGestures: matchMedia("(pointer: coarse)").matches,
    ...(everything ? { bounds: everything, fitBoundsOptions: { padding: FIT.padding } } : {}),
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl({ unit: "metric" }));
  return map;
}

function letChoose(map: Map, turfs: Turfs, first: number): void {
  const turfOfId = new globalThis.Map(turfs.features.map((turf) => [turf.properties.id, turf]));
  const choose = (id: number, { isFitted }: { isFitted: boolean }) => {
    const turf = turfOfId.get(id);
    if (!turf) return;
    map.setFilter("chosen", ["==", ["get", "id"], id]);
    showChosen(turf.properties);
    const box = boxAround([turf.geometry]);
    if (isFitted && box) map.fitBounds(box, { ...FIT, padding: 4 * FIT.padding });
  };
  map.on("click", "turfs", ({ features }) => {
    choose(Number(features?.[0]?.properties["id"]), { isFitted: false });
  });
  map.on("mouseenter", "turfs", () => (map.getCanvas().style.cursor = "pointer"));
  map.on("mouseleave", "turfs", () => (map.getCanvas().style.cursor = ""));
  onRowChosen((id) => {
    choose(id, { isFitted: true });
    map.getContainer().scrollIntoView({ block: "nearest" });
  });
  if (first) choose(first, { isFitted: true });
}

async function start(container: HTMLElement, note: HTMLElement): Promise<void> {
  const { precincts: precinctsAt, turfs: turfsAt, turf, worker } = container.dataset;
  if (!precinctsAt || !turfsAt || !worker) throw new Error("the page does not say where data is");
  setWorkerUrl(new URL(worker, location.href).href);
  const [precincts, turfs] = await Promise.all([load<Precincts>(precinctsAt), load<Turfs>(turfsAt)]);
  const map = draw(container, precincts, turfs);
  map.once("load", () => {
    paint(map);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => paint(map));
    writeCodes(map, precincts);
    letChoose(map, turfs, Number(turf ?? 0));
    note.textContent = "";
    map.once("idle", () => (container.dataset["drawn"] = "true"));
  });
}

const container = document.getElementById("map");
const note = document.getElementById("map-note");
if (container && note) {
  start(container, note).catch((problem: unknown) => {
    console.error(problem);
    container.hidden = true;
    note.textContent =
      "The map cannot be drawn in this browser just now. The table of turfs holds the same.";
  });
}
