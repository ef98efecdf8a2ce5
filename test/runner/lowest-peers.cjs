/** Resolves the names of the peers to their lowest versions. */
const Module = require('node:module');
const { join } = require('node:path');

const INSTALLED = join(__dirname, '..', '..', 'node_modules');

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => {
  const [, peer, within] = /^(aws-cdk-lib|constructs)(\/.*)?$/.exec(request) ?? [];
  return resolve(peer ? join(INSTALLED, `${peer}-floor${within ?? ''}`) : request, ...rest);
};
