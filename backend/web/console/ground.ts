// What the server tells of the ground, see backend/pages/map_data.py.
import type { FeatureCollection, MultiPolygon } from "geojson";

export interface TurfProperties {
  id: number;
  name: string;
  precinct: string;
  doors: number;
  minutes: number;
  metres: number;
  walk_list: string;
  colour: number;
}

export interface PrecinctProperties {
  code: string;
  label: [number, number];
}

export type Turfs = FeatureCollection<MultiPolygon, TurfProperties>;
export type Precincts = FeatureCollection<MultiPolygon, PrecinctProperties>;
export type Box = [west: number, south: number, east: number, north: number];

export async function load<T>(address: string): Promise<T> {
  const answer = await fetch(address, { headers: { Accept: "application/geo+json" } });
  if (!answer.ok || answer.redirected) {
    throw new Error(`${address}: ${answer.redirected ? "signed out" : answer.status}`);
  }
  return (await answer.json()) as T;
}

/** The smallest box around all shapes; null where there are none. */
export function boxAround(shapes: MultiPolygon[]): Box | null {
  let box: Box | null = null;
  for (const shape of shapes) {
    for (const polygon of shape.coordinates) {
      for (const [lon, lat] of polygon[0] ?? []) {
        if (lon === undefined || lat === undefined) continue;
        box ??= [lon, lat, lon, lat];
        box = [
          Math.min(box[0], lon),
          Math.min(box[1], lat),
          Math.max(box[2], lon),
          Math.max(box[3], lat),
        ];
      }
    }
  }
  return box;
}
