/**
 * What Jest runs in the place of a file of a library that test files share: it takes the module from outside of what is made anew for each
 * test file, where a process loads it once.
 */
exports.process = (_source, path) => ({ code: `module.exports = requireShared(${JSON.stringify(path)});` });
