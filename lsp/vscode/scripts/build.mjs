// Bundles the extension into dist/, and brings what it shares with the rest of the project: the grammar and the licence.
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const extension = dirname(dirname(fileURLToPath(import.meta.url)));
const minify = process.argv.includes("--minify");

await mkdir(join(extension, "dist"), { recursive: true });
await copyFile(
  join(extension, "..", "grammars", "datagraph.tmLanguage.json"),
  join(extension, "dist", "datagraph.tmLanguage.json"),
);
await copyFile(join(extension, "..", "..", "LICENSE"), join(extension, "LICENSE"));
await build({
  absWorkingDir: extension,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  minify,
  sourcemap: minify ? false : "linked",
  logLevel: "warning",
});
