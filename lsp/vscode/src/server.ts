import { type Disposable, type LogOutputChannel, window, workspace } from "vscode";
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  State as ClientState,
} from "vscode-languageclient/node";
import { Client } from "./client";
import { argumentsAtCursor } from "./commands";
import { Complaints } from "./complaints";
import { type Found, findServer } from "./discovery";
import { offerInstallation } from "./installing";
import { chosenInterpreters } from "./interpreters";
import type { Reports } from "./reports";
import type { Status } from "./status";

const OUTPUT = "Show Output";
const RESTART = "Restart";
const MOST_CRASHES = 4;
const CRASH_WINDOW = 3 * 60 * 1000;
const LOOK_AGAIN = 3000;
const STOPPED = { kind: "stopped", reason: "the language server does not run" } as const;

/** The language server: found, started, started again after a crash, and stopped. */
export class Server implements Disposable {
  private client: Client | undefined;
  private found: Found | undefined;
  private crashes: number[] = [];
  private lookout: NodeJS.Timeout | undefined;
  /** Starts and stops happen one after the other, however fast they are asked for. */
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly output: LogOutputChannel,
    private readonly status: Status,
    private readonly reports: Reports,
  ) {}

  /** The client of a server that runs. */
  get running(): Client | undefined {
    return this.client?.isRunning() ? this.client : undefined;
  }

  /** Looks for the server and starts it, in place of one that runs; says so if there is none. */
  restart(): Promise<void> {
    this.crashes = [];
    return this.enqueue(async () => {
      await this.end();
      this.status.show({ kind: "starting" });
      const found = await this.search();
      await (found ? this.begin(found) : this.miss());
    });
  }

  /** Starts again if the search would now find another server than the one that was started. */
  async reconsider(): Promise<void> {
    const found = await this.search();
    if (found && found.command !== this.found?.command) {
      await this.restart();
    }
  }

  /** Says how to install a server. */
  offerInstallation(): Promise<void> {
    const setting = pathSetting();
    const why = setting
      ? `Data Graph: the setting datagraph.path names \`${setting}\`, which is no program.`
      : "Data Graph: the language server is not installed.";
    return offerInstallation(why, trustedFolders());
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.end());
  }

  dispose(): void {
    void this.stop();
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(step).catch((error: unknown) => this.output.error(String(error)));
    return this.queue;
  }

  private search(): Promise<Found | undefined> {
    return findServer({
      setting: pathSetting(),
      folders: trustedFolders(),
      environment: process.env,
      interpreters: () => (workspace.isTrusted ? chosenInterpreters() : Promise.resolve([])),
    });
  }

  private async miss(): Promise<void> {
    this.status.show({ kind: "missing" });
    this.output.warn("No language server found.");
    void this.offerInstallation();
    // Whoever installs it now need not tell us.
    this.lookout = setInterval(() => void this.reconsider(), LOOK_AGAIN);
  }

  private async begin(found: Found): Promise<void> {
    this.found = found;
    this.output.info(`Starting ${found.command} lsp, from ${found.origin}.`);
    const complaints = new Complaints();
    const folder = workspace.workspaceFolders?.[0];
    const run = {
      command: found.command,
      args: ["lsp"],
      ...(folder?.uri.scheme === "file" && { options: { cwd: folder.uri.fsPath } }),
    };
    const client = new Client("datagraph", "Data Graph", run, this.options(complaints));
    this.client = client;
    client.onDidChangeState(({ newState }) => this.follow(client, newState));
    try {
      await client.start();
    } catch (error) {
      this.report((await complaints.text()) || String(error));
    }
  }

  private options(complaints: Complaints): LanguageClientOptions {
    return {
      documentSelector: [{ language: "datagraph" }],
      outputChannel: this.output,
      traceOutputChannel: this.output,
      stdioOptions: {
        stderr: (input, output) => complaints.listen(input, output),
        stdout: () => undefined,
      },
      initializationFailedHandler: () => false,
      errorHandler: this.errorHandler(),
      middleware: {
        executeCommand: async (command, args, next) => {
          try {
            const words = this.client ? argumentsAtCursor(args, this.client) : args;
            await this.reports.show(await next(command, words));
          } catch (error) {
            // The client has told it already; thrown on, it would be told twice.
            this.output.debug(String(error));
          }
        },
      },
    };
  }

  private errorHandler(): ErrorHandler {
    return {
      error: (_error, _message, count) => ({
        action: count && count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
        handled: true,
      }),
      closed: () => {
        const now = Date.now();
        this.crashes = [...this.crashes.filter((moment) => now - moment < CRASH_WINDOW), now];
        // One that never came up would not come up now.
        if (this.client?.initializeResult && this.crashes.length <= MOST_CRASHES) {
          return { action: CloseAction.Restart, handled: true };
        }
        if (this.client?.initializeResult) {
          this.report(`it crashed ${this.crashes.length} times in three minutes.`);
        }
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }

  private follow(client: Client, state: ClientState): void {
    if (client !== this.client || !this.found) {
      return;
    }
    if (state === ClientState.Running) {
      const version = client.initializeResult?.serverInfo?.version ?? "";
      this.status.show({ kind: "running", version, origin: this.found.origin });
    } else if (state === ClientState.Starting) {
      this.status.show({ kind: "starting" });
    } else {
      this.status.show(STOPPED);
    }
  }

  private report(reason: string): void {
    this.status.show(STOPPED);
    if (/datagraph-toolkit\[lsp\]|pygls/.test(reason)) {
      void offerInstallation("Data Graph: the language server's own packages are not installed.", trustedFolders());
      return;
    }
    const message = `Data Graph: the language server stopped: ${reason}`;
    void window.showErrorMessage(message, OUTPUT, RESTART).then((choice) => {
      if (choice === OUTPUT) {
        this.output.show();
      } else if (choice === RESTART) {
        void this.restart();
      }
    });
  }

  private async end(): Promise<void> {
    clearInterval(this.lookout);
    this.lookout = undefined;
    const { client } = this;
    this.client = undefined;
    this.found = undefined;
    if (!client) {
      return;
    }
    try {
      await client.dispose();
    } catch (error) {
      // One that never started cannot be stopped, and says so.
      this.output.debug(String(error));
    }
  }
}

function pathSetting(): string {
  return workspace.getConfiguration("datagraph").get<string>("path", "").trim();
}

/** The folders whose programs may be run; none while the workspace is not trusted. */
function trustedFolders(): readonly string[] {
  const folders = workspace.isTrusted ? (workspace.workspaceFolders ?? []) : [];
  return folders.filter(({ uri }) => uri.scheme === "file").map(({ uri }) => uri.fsPath);
}
