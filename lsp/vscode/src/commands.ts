import { type Disposable, type LogOutputChannel, commands, window } from "vscode";
import type { LanguageClient, Location, Position } from "vscode-languageclient/node";
import type { Diagram } from "./diagram";
import type { Server } from "./server";

/** The commands that are not the server's own: the client registers those as soon as it knows them. */
export function registerCommands(server: Server, diagram: Diagram, output: LogOutputChannel): Disposable[] {
  return [
    commands.registerCommand("datagraph.restartServer", () => server.restart()),
    commands.registerCommand("datagraph.installServer", () => server.offerInstallation()),
    commands.registerCommand("datagraph.showOutput", () => output.show()),
    commands.registerCommand("datagraph.showDiagram", () => diagram.show()),
    commands.registerCommand("datagraph.fixAll", () =>
      commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.datagraph", apply: "first" }),
    ),
    commands.registerCommand("datagraph.showReferences", (uri: string, position: Position, locations: Location[]) => {
      const convert = server.running?.protocol2CodeConverter;
      return (
        convert &&
        commands.executeCommand(
          "editor.action.showReferences",
          convert.asUri(uri),
          convert.asPosition(position),
          locations.map(convert.asLocation),
        )
      );
    }),
  ];
}

/** The arguments of a server's command; the palette gives none, and then what is meant is where the cursor is. */
export function argumentsAtCursor(given: unknown[], client: LanguageClient): unknown[] {
  const editor = window.activeTextEditor;
  if (given.length || editor?.document.languageId !== "datagraph") {
    return given;
  }
  const convert = client.code2ProtocolConverter;
  return [convert.asUri(editor.document.uri), convert.asPosition(editor.selection.active)];
}
