// Makes what the page is made of, in the Python package or in another folder: our scripts, bundled, and the libraries
// as npm has them, with their licences.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const home = dirname(dirname(fileURLToPath(import.meta.url)));
const target = process.argv[2] ?? join(home, "..", "assets");
const packages = join(home, "node_modules");
// Each after those that it needs.
const d3 = ["dispatch", "timer", "color", "interpolate", "ease", "selection", "drag", "transition", "zoom"];
const libraries = {
  ...Object.fromEntries(d3.map((it) => [`d3-${it}`, { file: `dist/d3-${it}.min.js`, licence: "LICENSE" }])),
  // Its package has no file of its licence, which is MIT; what it is made of is told at the top of this one.
  "@viz-js/viz": { file: "dist/viz-global.js" },
};

for (const name of ["explorer", "live"]) {
  await build({
    absWorkingDir: home,
    entryPoints: [name === "explorer" ? "src/main.ts" : `src/${name}.ts`],
    outfile: join(target, `${name}.js`),
    bundle: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    logLevel: "warning",
  });
}

const vendored = join(target, "vendored");
await rm(vendored, { recursive: true, force: true });
await mkdir(vendored, { recursive: true });
const listed = [];
for (const [name, { file, licence }] of Object.entries(libraries)) {
  const { version, license } = JSON.parse(await readFile(join(packages, name, "package.json"), "utf8"));
  const content = await readFile(join(packages, name, file));
  // The large one is carried packed, in this folder and in every page.
  const short = file.split("/").at(-1) + (content.length > 1e6 ? ".gz" : "");
  listed.push({ name, version, license, file: short, sha256: createHash("sha256").update(content).digest("hex") });
  await writeFile(join(vendored, short), short.endsWith(".gz") ? gzipSync(content, { level: 9 }) : content);
  const terms = licence ? await readFile(join(packages, name, licence), "utf8") : /^\/\*!(.*?)\*\//s.exec(content)[1].trim();
  await writeFile(join(vendored, `${file.split("/").at(-1).split(".")[0]}.LICENSE`), `${terms.trim()}\n`);
}
await writeFile(join(vendored, "libraries.json"), `${JSON.stringify(listed, null, 2)}\n`);
