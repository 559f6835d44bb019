import {
  ColorThemeKind,
  type Disposable,
  Position,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { type LanguageClient, type Range as ProtocolRange } from "vscode-languageclient/node";
import { diagramPage } from "./diagramPage";

/** The server's answer: the picture, and which block of the text each of its boxes and lines stands for. */
interface Drawing {
  readonly svg: string;
  readonly places: readonly { readonly id: string; readonly range: ProtocolRange }[];
}

const LANGUAGE = "datagraph";
const PAUSE = 250;

/** The picture of the graph beside its text: it follows the typing and the cursor, and a click in it moves the cursor. */
export class Diagram implements Disposable {
  private panel: WebviewPanel | undefined;
  private document: TextDocument | undefined;
  private places: Drawing["places"] = [];
  private pause: NodeJS.Timeout | undefined;
  private readonly events: Disposable[];

  constructor(private readonly client: () => LanguageClient | undefined) {
    this.events = [
      workspace.onDidChangeTextDocument(({ document }) => document === this.document && this.drawSoon()),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
      window.onDidChangeActiveTextEditor((editor) => editor && this.turnTo(editor)),
      window.onDidChangeActiveColorTheme(() => this.drawSoon()),
    ];
  }

  /** Opens the picture of the graph that is being edited. */
  async show(): Promise<void> {
    const editor = window.activeTextEditor;
    if (editor?.document.languageId !== LANGUAGE) {
      return;
    }
    this.document = editor.document;
    if (!this.panel) {
      const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
      const panel = window.createWebviewPanel("datagraph.diagram", "Diagram", place, { enableScripts: true });
      panel.onDidDispose(() => (this.panel = undefined));
      panel.webview.onDidReceiveMessage(({ line }: { line: number }) => void this.reveal(line));
      panel.onDidChangeViewState(() => panel.visible && this.drawSoon());
      panel.webview.html = diagramPage();
      this.panel = panel;
    }
    await this.draw();
  }

  dispose(): void {
    clearTimeout(this.pause);
    this.panel?.dispose();
    this.events.forEach((it) => it.dispose());
  }

  private drawSoon(): void {
    clearTimeout(this.pause);
    if (this.panel?.visible) {
      this.pause = setTimeout(() => void this.draw(), PAUSE);
    }
  }

  private async draw(): Promise<void> {
    const { panel, document } = this;
    const client = this.client();
    if (!panel || !document || !client) {
      return;
    }
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const params = { command: "datagraph.showDiagram", arguments: [uri, { theme: theme() }] };
    let drawing: Drawing;
    try {
      drawing = await client.sendRequest<Drawing>("workspace/executeCommand", params);
    } catch (error) {
      // The last picture stays. What is wrong with the drawing is said where the picture would be.
      await panel.webview.postMessage({ trouble: error instanceof Error ? error.message : String(error) });
      return;
    }
    if (this.document !== document || this.panel !== panel) {
      return;
    }
    this.places = drawing.places;
    panel.title = `Diagram of ${document.uri.path.split("/").pop() ?? ""}`;
    await panel.webview.postMessage({ svg: drawing.svg });
    const editor = window.visibleTextEditors.find((it) => it.document === document);
    if (editor) {
      this.follow(editor);
    }
  }

  private turnTo(editor: TextEditor): void {
    if (this.panel && editor.document.languageId === LANGUAGE && editor.document !== this.document) {
      this.document = editor.document;
      this.drawSoon();
    }
  }

  /** Marks what the cursor is in: the innermost block, which is the last that holds it. */
  private follow(editor: TextEditor): void {
    const client = this.client();
    if (!this.panel || !client || editor.document !== this.document) {
      return;
    }
    const cursor = editor.selection.active;
    const convert = client.protocol2CodeConverter;
    const around = this.places.filter(({ range }) => convert.asRange(range).contains(cursor));
    void this.panel.webview.postMessage({ marked: around.at(-1)?.id ?? "" });
  }

  private async reveal(line: number): Promise<void> {
    if (this.document) {
      const beside = window.visibleTextEditors.find((it) => it.document === this.document);
      const editor = await window.showTextDocument(this.document, beside?.viewColumn ?? ViewColumn.One);
      const place = new Position(line - 1, editor.document.lineAt(line - 1).firstNonWhitespaceCharacterIndex);
      editor.selection = new Selection(place, place);
      editor.revealRange(new Range(place, place), TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }
}

function theme(): "light" | "dark" {
  const { kind } = window.activeColorTheme;
  return kind === ColorThemeKind.Light || kind === ColorThemeKind.HighContrastLight ? "light" : "dark";
}
