// Starts `claimlint lsp` and leaves the rest to it: what is found, shown and offered is decided there.
import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";

const LANGUAGES = ["markdown", "html", "plaintext"];
const SETTINGS_FILES = "**/{claimlint.toml,pyproject.toml,.claimlintignore,.gitignore}";

let client: LanguageClient | undefined;

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration("claimlint");
}

async function start(): Promise<void> {
  const command = settings().get<string>("command") || "claimlint";
  const server: ServerOptions = { command, args: ["lsp"] };
  const options: LanguageClientOptions = {
    documentSelector: LANGUAGES.flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
    ]),
    initializationOptions: settings(),
    synchronize: {
      configurationSection: "claimlint",
      fileEvents: vscode.workspace.createFileSystemWatcher(SETTINGS_FILES),
    },
  };
  client = new LanguageClient("claimlint", "claimlint", server, options);
  try {
    await client.start();
  } catch (error) {
    const hint = "Install it with: pip install 'claimlint-health[lsp]', or set claimlint.command to where it is.";
    const chosen = await vscode.window.showErrorMessage(`“${command} lsp” does not start. ${hint}`, "Open settings");
    if (chosen) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "claimlint.command");
    }
  }
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  if (running?.needsStop()) {
    await running.stop();
  }
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const restart = async (): Promise<void> => {
    await stop();
    await start();
  };
  context.subscriptions.push(
    vscode.commands.registerCommand("claimlint.restart", restart),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("claimlint.command")) {
        await restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}
