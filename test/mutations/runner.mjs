/** Runs the tests for StrykerJS in the process that is there, so that a mutant takes as long as the tests that reach it. */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** What takes long and decides on nothing that others do not, what compiles, and what needs Jest itself. */
const LEFT_OUT = /^(levels|docs|properties|integ|judges|upgrades|languages|packages)\/|^(another-copy|cdk-nag|changes|feature-flags|stages)\.test/;

/** The CDK keeps every token: a process that has grown so far makes room for another. */
const MOST_MEMORY = 3 * 2 ** 30;

class InProcessRunner {
  root = process.cwd();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const require = createRequire(join(this.root, 'package.json'));
    require('tsx/cjs/api').register();
    this.require = require;
    this.framework = require('./test/mutations/framework.ts');
  }

  async dryRun() {
    globalThis.__stryker__ = { mutantCoverage: { static: {}, perTest: {} } };
    this.reload();
    const results = [];
    await this.framework.runTests(this.framework.tests, ({ id }) => {
      globalThis.__stryker__.currentTestId = id;
    }, ({ id, file }, failure, timeSpentMs) => {
      globalThis.__stryker__.currentTestId = undefined;
      results.push({ id, name: id, fileName: file, timeSpentMs, ...failure ? { status: 1, failureMessage: String(failure.stack ?? failure) } : { status: 0 } });
    });
    const { mutantCoverage } = globalThis.__stryker__;
    this.framework.together().forEach((group) => {
      const reached = Object.assign({}, ...group.map(({ id }) => mutantCoverage.perTest[id]));
      group.forEach(({ id }) => {
        mutantCoverage.perTest[id] = reached;
      });
    });
    return { status: 'complete', tests: results, mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, reloadEnvironment, disableBail, sandboxFileName }) {
    if (process.memoryUsage().heapUsed > MOST_MEMORY) {
      process.exit(1);
    }
    const stryker = globalThis.__stryker__ ??= {};
    Object.assign(stryker, { activeMutant: undefined, currentTestId: undefined, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    // Tables of tests are made when their files are loaded: what is made there must be made with the mutant.
    const anew = mutantActivation === 'static' || !testFilter;
    let failure;
    try {
      if (anew) {
        stryker.activeMutant = activeMutant.id;
      }
      if (anew || reloadEnvironment || this.framework.tests.length === 0) {
        this.reload();
      }
    } catch (error) {
      failure = error;
    }
    stryker.activeMutant = activeMutant.id;
    const killedBy = [];
    let nrOfTests = 0;
    if (!failure) {
      const chosen = nearestFirst(this.framework.tests.filter(({ id }) => !testFilter || testFilter.includes(id)), sandboxFileName);
      await this.framework.runTests(chosen, () => {}, ({ id }, error) => {
        nrOfTests += 1;
        if (error) {
          failure ??= error;
          killedBy.push(id);
        }
        return error && !disableBail;
      });
    }
    stryker.activeMutant = undefined;
    if (anew) {
      this.framework.forget();
    }
    if (hitLimit !== undefined && stryker.hitCount > hitLimit) {
      return { status: 'timeout', reason: `Hit limit reached (${stryker.hitCount}/${hitLimit})` };
    }
    return failure
      ? { status: 'killed', killedBy: killedBy.length > 0 ? killedBy : ['loading'], failureMessage: String(failure.message ?? failure), nrOfTests }
      : { status: 'survived', nrOfTests };
  }

  /** Loads the library and its tests anew, and not what they need. */
  reload() {
    const own = ['src', 'test', 'levels', 'packaging'].map((folder) => join(this.root, folder, '/'));
    Object.keys(this.require.cache).filter((file) => own.some((folder) => file.startsWith(folder)) && !file.endsWith('framework.ts'))
      .forEach((file) => delete this.require.cache[file]);
    this.framework.forget();
    readdirSync(join(this.root, 'test'), { recursive: true }).filter((file) => file.endsWith('.test.ts') && !LEFT_OUT.test(file)).sort()
      .forEach((file) => this.framework.load(join(this.root, 'test', file)));
  }
}

/** Tests of what a file is about are more likely to fail, and all else need not run then. */
function nearestFirst(tests, file) {
  const words = file.split(/[/.-]/).slice(-6);
  const nearness = (test) => words.filter((word) => test.file.includes(word)).length;
  return [...tests].sort((one, other) => nearness(other) - nearness(one));
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
