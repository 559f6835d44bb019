import { commands, env, window } from "vscode";
import { environmentPython } from "./discovery";

const PACKAGE = "'datagraph-toolkit[lsp]'";
const COPY = "Copy Command";
const TERMINAL = "Open Terminal";
const SETTING = "Set Path";

/** Says why there is no server, how to install one, and does the step that is chosen. */
export async function offerInstallation(why: string, folders: readonly string[]): Promise<void> {
  const command = installCommand(folders);
  const choice = await window.showWarningMessage(`${why} Install it with: ${command}`, COPY, TERMINAL, SETTING);
  switch (choice) {
    case COPY:
      await env.clipboard.writeText(command);
      break;
    case TERMINAL: {
      const terminal = window.createTerminal("Data Graph");
      terminal.show();
      // Not run: which environment is the right one is for its owner to say.
      terminal.sendText(command, false);
      break;
    }
    case SETTING:
      await commands.executeCommand("workbench.action.openSettings", "datagraph.path");
      break;
  }
}

/** The command that installs the server into the workspace's environment, or wherever `pip` belongs to. */
function installCommand(folders: readonly string[]): string {
  const python = environmentPython(folders);
  if (!python) {
    return `pip install ${PACKAGE}`;
  }
  return `${python.includes(" ") ? `"${python}"` : python} -m pip install ${PACKAGE}`;
}
