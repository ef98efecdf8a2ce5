// integ-runner reads what aws-cdk-lib 2.245 writes and no newer, so whatever an integration test loads gets that one, and the schema
// that it was made for: npm takes that for a part of aws-cdk-lib's own package, where it is not.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const Module = require('node:module');

const ALIASES = { 'aws-cdk-lib': 'aws-cdk-lib-integ', '@aws-cdk/cloud-assembly-schema': 'cloud-assembly-schema-integ' };

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...others) =>
  resolve.call(Module, request.replace(/^(aws-cdk-lib|@aws-cdk\/cloud-assembly-schema)(?=$|\/)/, (name) => ALIASES[name]), ...others);
