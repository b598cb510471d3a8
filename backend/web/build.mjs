// Bundles what browsers run into the folder given as the only argument.
import { build } from "esbuild";

const [outdir] = process.argv.slice(2);

await build({
  entryPoints: {
    "map-worker": "maplibre-gl/dist/maplibre-gl-worker.mjs",
    map: "console/map.ts",
    style: "style.css",
  },
  outdir,
  bundle: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  legalComments: "linked",
  logLevel: "warning",
});
