// How the ground is painted; every colour comes from the stylesheet, for light and dark.
import type { ExpressionSpecification, Map, StyleSpecification } from "maplibre-gl";

import type { Precincts, Turfs } from "./ground";

const COLOURS = [0, 1, 2, 3, 4, 5];

export function styleOf(precincts: Precincts, turfs: Turfs): StyleSpecification {
  return {
    version: 8,
    sources: {
      precincts: { type: "geojson", data: precincts },
      turfs: { type: "geojson", data: turfs },
    },
    layers: [
      { id: "ground", type: "background" },
      { id: "land", type: "fill", source: "precincts" },
      { id: "turfs", type: "fill", source: "turfs", paint: { "fill-opacity": 0.72 } },
      {
        id: "turf-lines",
        type: "line",
        source: "turfs",
        paint: { "line-width": ["interpolate", ["linear"], ["zoom"], 11, 0.25, 15, 1.5] },
      },
      {
        id: "precinct-lines",
        type: "line",
        source: "precincts",
        layout: { "line-join": "round" },
        paint: { "line-width": ["interpolate", ["linear"], ["zoom"], 10, 0.75, 14, 2.25] },
      },
      {
        id: "chosen",
        type: "line",
        source: "turfs",
        filter: ["==", ["get", "id"], 0],
        layout: { "line-join": "round" },
        paint: { "line-width": 4 },
      },
    ],
  };
}

export function paint(map: Map): void {
  const styles = getComputedStyle(document.documentElement);
  const token = (name: string) => styles.getPropertyValue(`--map-${name}`).trim();
  const byColour = [
    "match",
    ["get", "colour"],
    ...COLOURS.flatMap((colour) => [colour, token(`turf-${colour}`)]),
    token("land"),
  ] as unknown as ExpressionSpecification;
  map.setPaintProperty("ground", "background-color", token("ground"));
  map.setPaintProperty("land", "fill-color", token("land"));
  map.setPaintProperty("turfs", "fill-color", byColour);
  map.setPaintProperty("turf-lines", "line-color", token("turf-line"));
  map.setPaintProperty("precinct-lines", "line-color", token("precinct"));
  map.setPaintProperty("chosen", "line-color", token("chosen"));
}
