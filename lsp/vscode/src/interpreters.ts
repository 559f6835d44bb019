import { type Event, type Uri, extensions, workspace } from "vscode";

/** As much of the Python extension's interface as is used here. */
interface PythonExtension {
  readonly environments: {
    getActiveEnvironmentPath(resource?: Uri): { readonly path: string };
    resolveEnvironment(environment: { readonly path: string }): Promise<
      { readonly executable: { readonly uri?: Uri | undefined } } | undefined
    >;
    readonly onDidChangeActiveEnvironmentPath: Event<unknown>;
  };
}

/** The interpreters that are chosen for the workspace's folders, if the Python extension is there to know them. */
export async function chosenInterpreters(): Promise<readonly string[]> {
  const environments = (await pythonExtension())?.environments;
  if (!environments) {
    return [];
  }
  const folders = workspace.workspaceFolders?.map((folder) => folder.uri) ?? [undefined];
  const resolved = folders.map((folder) =>
    environments.resolveEnvironment(environments.getActiveEnvironmentPath(folder)),
  );
  const found = (await Promise.all(resolved)).map((environment) => environment?.executable.uri?.fsPath);
  return [...new Set(found.filter((path) => path !== undefined))];
}

/** Tells of every change of the chosen interpreter; nothing, if there is no Python extension. */
export async function onInterpreterChange(listener: () => void): Promise<{ dispose(): void } | undefined> {
  return (await pythonExtension())?.environments.onDidChangeActiveEnvironmentPath(listener);
}

async function pythonExtension(): Promise<PythonExtension | undefined> {
  try {
    return await extensions.getExtension<PythonExtension>("ms-python.python")?.activate();
  } catch {
    // It is not ours to report: its own message is on the screen.
    return undefined;
  }
}
