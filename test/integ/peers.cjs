// integ-runner reads what aws-cdk-lib 2.245 writes and no newer, so whatever an integration test loads gets that one.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const Module = require('node:module');

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...others) =>
  resolve.call(Module, request.replace(/^aws-cdk-lib(?=$|\/)/, 'aws-cdk-lib-integ'), ...others);
