import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";

/** How the language server is started, and where it was found, in words for people. */
export interface Found {
  readonly command: string;
  readonly origin: string;
}

/** What a search goes by; `interpreters` are asked for only when the folders hold no server. */
export interface Search {
  readonly setting: string;
  readonly folders: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly interpreters: () => Promise<readonly string[]>;
}

const WINDOWS = process.platform === "win32";
const ENVIRONMENTS = [".venv", "venv"];

/**
 * The first server that is there: the setting's, a virtual environment's in a folder of the workspace, the active
 * Python environment's, or one on the PATH. Only files are looked at, no process is started.
 *
 * A setting that names nothing finds nothing: whoever wrote it did not mean another server.
 */
export async function findServer(search: Search): Promise<Found | undefined> {
  if (search.setting) {
    const command = expand(search.setting, search.folders);
    return isProgram(command) ? { command, origin: "the setting datagraph.path" } : undefined;
  }
  for (const folder of search.folders) {
    for (const name of ENVIRONMENTS) {
      const command = inEnvironment(join(folder, name));
      if (command) {
        return { command, origin: `${name} in ${basename(folder)}` };
      }
    }
  }
  const active = search.environment["VIRTUAL_ENV"];
  const activated = active && inEnvironment(active);
  if (activated) {
    return { command: activated, origin: `the environment ${active}` };
  }
  for (const interpreter of await search.interpreters()) {
    const command = besideInterpreter(interpreter);
    if (command) {
      return { command, origin: `the Python environment of ${interpreter}` };
    }
  }
  const onPath = inFolders((search.environment["PATH"] ?? "").split(delimiter));
  return onPath ? { command: onPath, origin: "the PATH" } : undefined;
}

/** The Python of a workspace's own virtual environment, into which the server can be installed. */
export function environmentPython(folders: readonly string[]): string | undefined {
  const candidates = folders.flatMap((folder) =>
    ENVIRONMENTS.map((name) =>
      WINDOWS ? join(folder, name, "Scripts", "python.exe") : join(folder, name, "bin", "python"),
    ),
  );
  return candidates.find(isProgram);
}

function expand(setting: string, folders: readonly string[]): string {
  return setting
    .replace(/^~(?=[\\/]|$)/, homedir)
    .replaceAll("${workspaceFolder}", () => folders[0] ?? "");
}

function inEnvironment(environment: string): string | undefined {
  return inFolders([join(environment, WINDOWS ? "Scripts" : "bin")]);
}

function besideInterpreter(interpreter: string): string | undefined {
  const folder = dirname(interpreter);
  // On Windows a conda environment, and an installation for all, have python.exe one folder above the scripts.
  return inFolders(WINDOWS ? [folder, join(folder, "Scripts")] : [folder]);
}

function inFolders(folders: readonly string[]): string | undefined {
  // A relative entry of the PATH would mean another file in every workspace.
  const candidates = folders
    .filter((folder) => folder.startsWith("/") || WINDOWS)
    .map((folder) => join(folder, WINDOWS ? "datagraph.exe" : "datagraph"));
  return candidates.find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
