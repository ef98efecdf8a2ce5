const { TestEnvironment } = require('jest-environment-node');

/** Node.js as Jest makes it for each test file, and a way to the modules outside of it, for `shared.cjs`. */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.requireShared = require;
  }

  /** Jest leaves the CDK no time to delete what it has synthesized when the process ends, which is thousands of directories. */
  async teardown() {
    require('aws-cdk-lib/cx-api').CloudAssembly.cleanupTemporaryDirectories();
    await super.teardown();
  }
};
