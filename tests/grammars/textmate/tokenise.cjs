// Colours texts as VS Code does. Arguments: the folder of the packages, a grammar; on standard input a JSON list of
// texts. On standard output, for each text, for each line, a list of [start, end, scopes], in UTF-16 units.
const { readFileSync } = require("fs");
const { createRequire } = require("module");
const [folder, grammarFile] = process.argv.slice(2);
const from = createRequire(`${folder}/package.json`);
const oniguruma = from("vscode-oniguruma");
const { Registry, parseRawGrammar, INITIAL } = from("vscode-textmate");

async function main() {
  await oniguruma.loadWASM(readFileSync(from.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
  const raw = parseRawGrammar(readFileSync(grammarFile, "utf8"), grammarFile);
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => (scope === raw.scopeName ? raw : null),
  });
  const grammar = await registry.loadGrammar(raw.scopeName);
  const result = JSON.parse(readFileSync(0, "utf8")).map((text) => {
    let stack = INITIAL;
    return text.split("\n").map((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line.replace(/\r$/, ""), stack);
      stack = ruleStack;
      return tokens.map((token) => [token.startIndex, token.endIndex, token.scopes]);
    });
  });
  process.stdout.write(JSON.stringify(result));
}

main();
