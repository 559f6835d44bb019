import { type ExtensionContext, window, workspace } from "vscode";
import { registerCommands } from "./commands";
import { Diagram } from "./diagram";
import { onInterpreterChange } from "./interpreters";
import { Reports } from "./reports";
import { Server } from "./server";
import { Status } from "./status";

let server: Server | undefined;

/** Starts the language server with the first Data Graph that is opened. */
export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("Data Graph", { log: true });
  const status = new Status();
  const reports = new Reports();
  const ours = new Server(output, status, reports);
  server = ours;
  const diagram = new Diagram(() => ours.running);
  context.subscriptions.push(
    output,
    status,
    reports,
    diagram,
    ...registerCommands(ours, diagram, output),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("datagraph.path")) {
        void ours.restart();
      }
    }),
    workspace.onDidGrantWorkspaceTrust(() => void ours.reconsider()),
    workspace.onDidChangeWorkspaceFolders(() => void ours.reconsider()),
  );
  await ours.restart();
  // After the server: the Python extension takes seconds to come up.
  const interest = await onInterpreterChange(() => void ours.reconsider());
  if (interest) {
    context.subscriptions.push(interest);
  }
}

/** Stops the language server. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
