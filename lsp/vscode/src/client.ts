import { window } from "vscode";
import { LSPErrorCodes, LanguageClient, ResponseError } from "vscode-languageclient/node";

/** A client that leaves it to us to tell people that there is no connection, and lets the server speak for itself. */
export class Client extends LanguageClient {
  override error(message: string, data?: unknown, notification?: boolean | "force"): void {
    const refused = data instanceof ResponseError && data.code === LSPErrorCodes.RequestFailed;
    if (refused && notification) {
      void window.showErrorMessage(data.message);
    }
    super.error(message, data, refused || notification === "force" ? false : notification);
  }
}
