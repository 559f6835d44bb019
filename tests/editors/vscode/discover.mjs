// Answers which server the extension would start, for a search that comes as JSON.
const { discovery, search } = JSON.parse(process.argv[2]);
const { environmentPython, findServer } = await import(discovery);
const found = await findServer({ ...search, interpreters: () => Promise.resolve(search.interpreters) });
console.log(JSON.stringify({ found: found ?? null, python: environmentPython(search.folders) ?? null }));
