import { type Command, type Disposable, LanguageStatusSeverity, commands, languages } from "vscode";

/** What the language server does at the moment. */
export type State =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly version: string; readonly origin: string }
  | { readonly kind: "stopped"; readonly reason: string }
  | { readonly kind: "missing" };

const OUTPUT: Command = { command: "datagraph.showOutput", title: "Show Output" };
const RESTART: Command = { command: "datagraph.restartServer", title: "Restart" };
const INSTALL: Command = { command: "datagraph.installServer", title: "Install" };

/** The entry among the language's status, beside its name in the status bar. */
export class Status implements Disposable {
  private readonly item = languages.createLanguageStatusItem("datagraph", { language: "datagraph" });

  constructor() {
    this.item.name = "Data Graph";
    this.show({ kind: "starting" });
  }

  show(state: State): void {
    const { item } = this;
    item.busy = state.kind === "starting";
    item.severity = LanguageStatusSeverity.Information;
    item.command = OUTPUT;
    // What the palette offers goes by it.
    void commands.executeCommand("setContext", "datagraph.running", state.kind === "running");
    switch (state.kind) {
      case "starting":
        item.text = "Data Graph";
        item.detail = "the language server starts";
        break;
      case "running":
        item.text = `Data Graph ${state.version}`.trimEnd();
        item.detail = `the language server runs, from ${state.origin}`;
        break;
      case "stopped":
        item.text = "$(error) Data Graph";
        item.detail = state.reason;
        item.severity = LanguageStatusSeverity.Error;
        item.command = RESTART;
        break;
      case "missing":
        item.text = "$(warning) Data Graph";
        item.detail = "no language server found";
        item.severity = LanguageStatusSeverity.Warning;
        item.command = INSTALL;
        break;
    }
  }

  dispose(): void {
    this.item.dispose();
  }
}
