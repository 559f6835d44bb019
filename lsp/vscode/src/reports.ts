import { type Disposable, EventEmitter, Uri, commands, window, workspace } from "vscode";

const SCHEME = "datagraph-report";
const ADDRESS = Uri.from({ scheme: SCHEME, path: "Data Graph.md" });

/** What the server has to tell at length, as a page beside the text; the next report takes its place. */
export class Reports implements Disposable {
  private text = "";
  private readonly changed = new EventEmitter<Uri>();
  private readonly registration = workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: this.changed.event,
    provideTextDocumentContent: () => this.text,
  });

  /** Shows a server's answer to a command, if there is a text in it. */
  async show(answer: unknown): Promise<void> {
    const text = (answer as { markdown?: unknown } | null | undefined)?.markdown;
    if (typeof text !== "string") {
      return;
    }
    this.text = text;
    this.changed.fire(ADDRESS);
    const before = window.activeTextEditor;
    await commands.executeCommand("markdown.showPreviewToSide", ADDRESS);
    // Whoever asked goes on writing.
    if (before) {
      await window.showTextDocument(before.document, before.viewColumn);
    }
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
