/** Runs the tests for StrykerJS in the process that is there, so that a mutant takes as long as the tests that reach it. */
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** What takes long and decides on nothing that others do not, what compiles, and what needs Jest itself. */
const LEFT_OUT = /^(contracts|properties)\/|^unit\/(core\/runtime-types\/duplicate-package|template-changes|feature-flags|stages)\.test/;

/** As it is, whatever tests make of the time. */
const { now } = Date;

/** After so many seconds of tests a mutant counts as one that survives; those that do are tried again with more. */
const MOST_SECONDS = Number(process.env.MUTATIONS_SECONDS ?? Infinity);

const fileOf = ({ fileName }) => fileName.slice(fileName.lastIndexOf('/src/') + 1);

/** The CDK keeps every token: a process that has grown so far makes room for another. */
const MOST_MEMORY = 1.5 * 2 ** 30;

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

  /** The tests that have found a mutant of a file of the library, in this run of it or in one that was cut off. */
  finders = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const require = createRequire(join(this.root, 'package.json'));
    require('tsx/cjs/api').register();
    this.require = require;
    this.framework = require('./test/in-process/framework.ts');
    readFileSync(process.env.MUTATIONS_FINDERS, { encoding: 'utf8', flag: 'a+' }).split('\n').filter(Boolean).map((line) => JSON.parse(line))
      .forEach(([mutated, id]) => this.findersOf(mutated).add(id));
  }

  /** How long each test of each file takes, which only one of the processes has seen. */
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
    results.forEach(({ id, fileName, timeSpentMs }) => {
      durations[fileName] = { ...durations[fileName], [id]: timeSpentMs };
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

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, disableBail }) {
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
    this.require(join(this.root, 'src', 'permissions', 'read-only-permissions.ts')).ReadOnlyPermissions.defaultPermissions = undefined;
    stryker.activeMutant = activeMutant.id;
    const [mutated, reaching] = [fileOf(activeMutant), new Set(testFilter)];
    const { failures, nrOfTests } = anew
      ? await this.runAnew(mutated, disableBail)
      : await this.run(this.likeliestFirst(this.unitsOf(reaching), mutated, {
        found: (unit) => unit.some(({ id }) => this.findersOf(mutated).has(id)),
        file: ([{ file }]) => file,
        cost: (unit) => (1 + unit[0].row) * unit.reduce((sum, { id, file }) => sum + this.durationOf(file, id), 0),
      }).flat(), disableBail);
    stryker.activeMutant = undefined;
    if (hitLimit !== undefined && stryker.hitCount > hitLimit) {
      return { status: 'timeout', reason: `Hit limit reached (${stryker.hitCount}/${hitLimit})` };
    }
    failures.slice(0, 1).forEach(({ id }) => this.keepFinder(mutated, id));
    return failures.length > 0
      ? { status: 'killed', killedBy: failures.map(({ id }) => id), failureMessage: String(failures[0].failure?.message ?? failures[0].failure), nrOfTests }
      : { status: 'survived', nrOfTests };
  }

  /** Runs tests until one fails, or all of them, or until the time is over. */
  async run(tests, all, began = now()) {
    const failures = [];
    let nrOfTests = 0;
    // What fails when a block is left does not count: what runs once in Jest runs for each mutant here, and may find nothing to clear away.
    await this.framework.runTests(tests, () => {}, ({ id, file }, failure) => {
      nrOfTests += 1;
      if (failure) {
        failures.push({ id, file, failure });
      }
      return (failure && !all) || now() - began > MOST_SECONDS * 1000;
    });
    return { failures, nrOfTests };
  }

  /** Runs all tests with everything loaded anew, file by file: most often, the first has the one that fails. */
  async runAnew(mutated, all) {
    this.unload();
    const tests = join(this.root, 'test', '/');
    const began = now();
    const failures = [];
    let nrOfTests = 0;
    for (const file of this.likeliestFirst(this.testFiles(), mutated, {
      found: (path) => [...this.findersOf(mutated)].some((id) => id.startsWith(`${path.slice(tests.length)}: `)),
      file: (path) => path,
      cost: (path) => this.durationOfFile(path),
    })) {
      this.framework.forget();
      try {
        this.framework.load(file);
      } catch (failure) {
        failures.push({ id: `loading ${file}`, file, failure });
      }
      const ran = await this.run(this.framework.tests, all, began);
      failures.push(...ran.failures);
      nrOfTests += ran.nrOfTests;
      if ((failures.length > 0 && !all) || now() - began > MOST_SECONDS * 1000) {
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

  keepFinder(mutated, id) {
    if (!this.findersOf(mutated).has(id)) {
      this.findersOf(mutated).add(id);
      appendFileSync(process.env.MUTATIONS_FINDERS, `${JSON.stringify([mutated, id])}\n`);
    }
  }

  findersOf(mutated) {
    if (!this.finders.has(mutated)) {
      this.finders.set(mutated, new Set());
    }
    return this.finders.get(mutated);
  }

  /** Tests that reach a mutant: each by itself, but for those that rest on what is made once for them. */
  unitsOf(reaching) {
    const tests = this.framework.tests.filter(({ id }) => reaching.has(id));
    const groups = this.framework.together().map((group) => group.filter(({ id }) => reaching.has(id))).filter(({ length }) => length > 0);
    const grouped = new Set(groups.flat());
    return [...groups, ...tests.filter((test) => !grouped.has(test)).map((test) => [test])];
  }

  /**
   * What has found others in a file comes first. Then what is quick, what is about the file, and what is far up in its table: most often,
   * it fails.
   */
  likeliestFirst(units, mutated, { found, file, cost }) {
    const words = mutated.split(/[/.-]/).slice(1, -1);
    const likelihood = (path) => 10 ** words.filter((word) => path.slice(this.root.length).includes(word)).length;
    const ranks = new Map(units.map((unit) => [unit, [found(unit) ? 0 : 1, cost(unit) / likelihood(file(unit))]]));
    return [...units].sort((one, other) => ranks.get(one)[0] - ranks.get(other)[0] || ranks.get(one)[1] - ranks.get(other)[1]);
  }

  durationOf(file, id) {
    return this.durations[file]?.[id] ?? 0;
  }

  durationOfFile(file) {
    return Object.values(this.durations[file] ?? {}).reduce((sum, duration) => sum + duration, 0);
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
