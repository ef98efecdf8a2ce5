/** Runs the tests for StrykerJS in the process that is there, so that a mutant takes as long as the tests that reach it. */
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** What takes long and decides on nothing that others do not, what compiles, and what needs Jest itself. */
const LEFT_OUT = /^(levels|docs|properties|integ|judges|upgrades|languages|packages)\/|^(another-copy|changes|feature-flags|stages)\.test/;

/** After so many seconds of tests a mutant counts as one that survives; those that do are tried again without an end. */
const MOST_SECONDS = Number(process.env.MUTATIONS_SECONDS ?? Infinity);

/** What tests have found is not tried again, as all that is on a line is. */
const FOUND = new Set(process.env.MUTATIONS_FOUND ? JSON.parse(readFileSync(process.env.MUTATIONS_FOUND, 'utf8')) : []);

/** As the list has it, which counts lines and columns from one on. */
function keyOf({ fileName, location, replacement }) {
  const position = ({ line, column }) => `${line + 1}:${column + 1}`;
  return `${fileName.slice(fileName.lastIndexOf('/src/') + 1)} ${position(location.start)} ${position(location.end)} ${replacement}`;
}

/** The CDK keeps every token: a process that has grown so far makes room for another. */
const MOST_MEMORY = 3 * 2 ** 30;

/** Keeps what is computed while a mutant is there, and no longer: the next would be taken for it. */
function forgetful(compute) {
  let known = new WeakMap();
  let madeBy;
  return (key) => {
    const { activeMutant } = globalThis.__stryker__;
    if (madeBy !== activeMutant) {
      known = new WeakMap();
      madeBy = activeMutant;
    }
    if (!known.has(key)) {
      known.set(key, compute(key));
    }
    return known.get(key);
  };
}

class InProcessRunner {
  root = process.cwd();

  /** How many mutants of a file of the library each test file has found. */
  found = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const require = createRequire(join(this.root, 'package.json'));
    require('tsx/cjs/api').register();
    this.require = require;
    this.framework = require('./test/in-process/framework.ts');
  }

  /** How long the tests of each file take, which only one of the processes has seen. */
  get durations() {
    return this.knownDurations ??= JSON.parse(readFileSync(process.env.MUTATIONS_DURATIONS, 'utf8'));
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
    const durations = {};
    results.forEach(({ fileName, timeSpentMs }) => {
      durations[fileName] = (durations[fileName] ?? 0) + timeSpentMs;
    });
    writeFileSync(process.env.MUTATIONS_DURATIONS, JSON.stringify(durations));
    const { mutantCoverage } = globalThis.__stryker__;
    this.framework.together().forEach((group) => {
      const reached = Object.assign({}, ...group.map(({ id }) => mutantCoverage.perTest[id]));
      group.forEach(({ id }) => {
        mutantCoverage.perTest[id] = reached;
      });
    });
    return { status: 'complete', tests: results, mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, disableBail, sandboxFileName }) {
    if (FOUND.has(keyOf(activeMutant))) {
      return { status: 'killed', killedBy: [], failureMessage: 'found before', nrOfTests: 0 };
    }
    if (process.memoryUsage().heapUsed > MOST_MEMORY) {
      process.exit(1);
    }
    const stryker = globalThis.__stryker__ ??= {};
    Object.assign(stryker, { activeMutant: undefined, currentTestId: undefined, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    // Tables of tests are made when their files are loaded: what is made there must be made with the mutant.
    const anew = mutantActivation === 'static' || !testFilter;
    // Nothing else is left of a mutant: what is kept is forgotten, and what was loaded with one is not used again.
    if (!anew && this.framework.tests.length === 0) {
      this.reload();
    }
    this.require(join(this.root, 'src', 'permissions', 'read-only-permissions.ts')).ReadOnlyPermissions.usual = undefined;
    stryker.activeMutant = activeMutant.id;
    const reaching = new Set(testFilter);
    const { failures, nrOfTests } = anew
      ? await this.runAnew(sandboxFileName, disableBail)
      : await this.run(this.likeliestFirst(this.framework.tests.filter(({ id }) => reaching.has(id)), ({ file }) => file, sandboxFileName), disableBail);
    stryker.activeMutant = undefined;
    if (hitLimit !== undefined && stryker.hitCount > hitLimit) {
      return { status: 'timeout', reason: `Hit limit reached (${stryker.hitCount}/${hitLimit})` };
    }
    failures.forEach(({ file }) => this.found.set(`${file} ${sandboxFileName}`, this.foundBy(file, sandboxFileName) + 1));
    return failures.length > 0
      ? { status: 'killed', killedBy: failures.map(({ id }) => id), failureMessage: String(failures[0].failure?.message ?? failures[0].failure), nrOfTests }
      : { status: 'survived', nrOfTests };
  }

  /** Runs tests until one fails, or all of them, or until the time is over. */
  async run(tests, all, began = Date.now()) {
    const failures = [];
    let nrOfTests = 0;
    // What fails when a block is left does not count: what runs once in Jest runs for each mutant here, and may find nothing to clear away.
    await this.framework.runTests(tests, () => {}, ({ id, file }, failure) => {
      nrOfTests += 1;
      if (failure) {
        failures.push({ id, file, failure });
      }
      return (failure && !all) || Date.now() - began > MOST_SECONDS * 1000;
    });
    return { failures, nrOfTests };
  }

  /** Runs all tests with everything loaded anew, file by file: most often, the first has the one that fails. */
  async runAnew(mutated, all) {
    this.unload();
    const began = Date.now();
    const failures = [];
    let nrOfTests = 0;
    for (const file of this.likeliestFirst(this.testFiles(), (each) => each, mutated)) {
      this.framework.forget();
      try {
        this.framework.load(file);
      } catch (failure) {
        failures.push({ id: `loading ${file}`, file, failure });
      }
      const ran = await this.run(this.framework.tests, all, began);
      failures.push(...ran.failures);
      nrOfTests += ran.nrOfTests;
      if ((failures.length > 0 && !all) || Date.now() - began > MOST_SECONDS * 1000) {
        break;
      }
    }
    this.framework.forget();
    return { failures, nrOfTests };
  }

  /** Loads the library and its tests anew, and not what they need. */
  reload() {
    this.unload();
    // What the library loads only when it needs it, too: what is made then is made once, and by no test.
    this.filesIn('src').forEach((file) => this.require(file));
    this.testFiles().forEach((file) => this.framework.load(file));
  }

  unload() {
    const own = ['src', 'test', 'levels', 'packaging'].map((folder) => join(this.root, folder, '/'));
    Object.keys(this.require.cache).filter((file) => own.some((folder) => file.startsWith(folder)) && !file.endsWith('framework.ts'))
      .forEach((file) => delete this.require.cache[file]);
    const memoized = join(this.root, 'src', 'private', 'memoized.ts');
    this.require.cache[memoized] = { id: memoized, filename: memoized, loaded: true, exports: { memoized: forgetful } };
    this.framework.forget();
  }

  testFiles() {
    const tests = join(this.root, 'test', '/');
    return this.filesIn('test').filter((file) => file.endsWith('.test.ts') && !LEFT_OUT.test(file.slice(tests.length)));
  }

  filesIn(folder) {
    return readdirSync(join(this.root, folder), { recursive: true }).filter((file) => file.endsWith('.ts')).sort().map((file) => join(this.root, folder, file));
  }

  foundBy(test, mutated) {
    return this.found.get(`${test} ${mutated}`) ?? 0;
  }

  /** What is quick comes first, and so does what is about the file that a mutant is in, or has found others there: most often, it fails. */
  likeliestFirst(all, pathOf, mutated) {
    const words = mutated.split(/[/.-]/).slice(-6, -1);
    const likelihood = (path) => 1 + 4 * words.filter((word) => path.includes(word)).length + this.foundBy(path, mutated);
    const costs = new Map([...new Set(all.map(pathOf))].map((path) => [path, (this.durations[path] ?? 0) / likelihood(path)]));
    return [...all].sort((one, other) => costs.get(pathOf(one)) - costs.get(pathOf(other)));
  }
}

/** Keeps what has been tried at once: a run of hours may be cut off. */
class Keeper {
  onMutantTested({ fileName, location, mutatorName, replacement, status }) {
    appendFileSync(process.env.MUTATIONS_TRIED, `${JSON.stringify({ fileName, location, mutatorName, replacement, status })}\n`);
  }
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner),
  declareClassPlugin(PluginKind.Reporter, 'keeper', Keeper),
];
