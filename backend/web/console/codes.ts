// Precinct codes on the map, as HTML: letters on the canvas would need fonts from a server.
import { Marker, type Map } from "maplibre-gl";

import { boxAround, type Box, type Precincts } from "./ground";

/** A code is written where its precinct is at least this wide and high, in heights of letters. */
const SMALLEST_REM = 2.75;

interface Code {
  box: Box;
  marker: Marker;
  isShown: boolean;
}

/** Show the codes that have room, now and after every move. They are for the eye: the table of
 * turfs tells the same to everybody. */
export function writeCodes(map: Map, precincts: Precincts): void {
  const codes: Code[] = [];
  for (const { geometry, properties } of precincts.features) {
    const box = boxAround([geometry]);
    if (!box) continue;
    const element = document.createElement("span");
    element.className = "code";
    element.textContent = properties.code;
    const marker = new Marker({ element }).setLngLat(properties.label);
    codes.push({ box, marker, isShown: false });
  }
  const update = () => {
    for (const code of codes) {
      const isWanted = hasRoom(map, code.box);
      if (isWanted && !code.isShown) {
        code.marker.addTo(map);
        hideFromReaders(code.marker.getElement());
      }
      if (!isWanted && code.isShown) code.marker.remove();
      code.isShown = isWanted;
    }
  };
  map.on("moveend", update);
  update();
}

function hasRoom(map: Map, [west, south, east, north]: Box): boolean {
  const seen = map.getBounds();
  const isSeen =
    west < seen.getEast() &&
    east > seen.getWest() &&
    south < seen.getNorth() &&
    north > seen.getSouth();
  if (!isSeen) return false;
  const smallest = SMALLEST_REM * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const low = map.project([west, south]);
  const high = map.project([east, north]);
  return high.x - low.x >= smallest && low.y - high.y >= smallest;
}

function hideFromReaders(element: HTMLElement): void {
  element.removeAttribute("role");
  element.removeAttribute("aria-label");
  element.removeAttribute("tabindex");
  element.setAttribute("aria-hidden", "true");
}
