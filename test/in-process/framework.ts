/**
 * Jest's `describe`, `test` and `expect` in the process that is there, without its modules and workers, to load the CDK but once.
 * It has no `test.skip`: a test that is skipped would be gone without a word.
 */
import { join, relative } from 'node:path';
import { ModernFakeTimers } from '@jest/fake-timers';
import { expect } from 'expect';
import { bind } from 'jest-each';
import { ModuleMocker } from 'jest-mock';

type Hook = () => unknown;
type Kind = 'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach';

/** A `describe`, or a file. */
interface Block extends Record<Kind, Hook[]> {
  readonly name: string;
  readonly parent?: Block;
  /** Why its tests cannot begin. */
  failure?: unknown;
}

export interface Test {
  /** Its name with those of the blocks around it, and a number if others have the same. */
  readonly id: string;
  readonly file: string;
  readonly block: Block;
  /** Which row of its table it is, from 0 on. */
  readonly row: number;
  readonly run: (done?: (error?: unknown) => void) => unknown;
}

/** The tests of the files that are loaded, in their order. */
export const tests: Test[] = [];

let file = '';
let block: Block = inside(undefined, '');
let row = 0;

function inside(parent: Block | undefined, name: string): Block {
  return { parent, name, beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] };
}

/** A block and those around it, the outermost first. */
function around(innermost?: Block): Block[] {
  return innermost ? [...around(innermost.parent), innermost] : [];
}

function describe(name: string, define: () => void): void {
  const parent = block;
  block = inside(parent, name);
  try {
    define();
  } finally {
    block = parent;
  }
}

function test(name: string, run: Test['run']): void {
  const id = [`${relative(join(__dirname, '..'), file)}:`, ...around(block).map((one) => one.name), name].filter(Boolean).join(' ');
  const same = tests.filter((one) => one.id === id || one.id.startsWith(`${id} #`)).length;
  tests.push({ id: same === 0 ? id : `${id} #${same}`, file, block, row, run });
  row += 1;
}

function byItself(name: string, run: Test['run']): void {
  row = 0;
  test(name, run);
}

/** As it is, whatever tests make of the time. */
const { now } = Date;

const mocker = new ModuleMocker(globalThis);
const timers = new ModernFakeTimers({ global: globalThis, config: { fakeTimers: {} } as any });
const hook = (kind: Kind) => (run: Hook) => block[kind].push(run);
const eachRow = bind(test as any, true) as any;
const tabled = Object.assign(byItself, {
  each: (...table: unknown[]) => (...args: unknown[]) => {
    row = 0;
    eachRow(...table)(...args);
  },
});

Object.assign(globalThis, {
  describe: Object.assign(describe, { each: bind(describe as any, false) }),
  test: tabled,
  it: tabled,
  expect,
  beforeAll: hook('beforeAll'),
  afterAll: hook('afterAll'),
  beforeEach: hook('beforeEach'),
  afterEach: hook('afterEach'),
  jest: {
    setTimeout: () => undefined,
    spyOn: mocker.spyOn.bind(mocker),
    restoreAllMocks: mocker.restoreAllMocks.bind(mocker),
    useFakeTimers: timers.useFakeTimers.bind(timers),
    useRealTimers: timers.useRealTimers.bind(timers),
  },
});

/** Loads a test file; its tests stand behind those that are there. */
export function load(path: string): void {
  file = path;
  block = inside(undefined, '');
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a file is run at once, and again when it is loaded anew
  require(path);
}

export function forget(): void {
  tests.length = 0;
}

/**
 * Runs tests in their order, with what their blocks do before and after them, until `after` says that it is enough. Returns what has
 * failed when blocks were left.
 */
export async function runTests(
  chosen: Test[], before: (each: Test) => void, after: (each: Test, failure: unknown, milliseconds: number) => boolean | void,
): Promise<unknown[]> {
  const failures: unknown[] = [];
  let open: Block[] = [];
  for (const each of chosen) {
    before(each);
    open = await enter(open, around(each.block), failures);
    const began = now();
    const failure = await failureOf(each, open);
    mocker.clearAllMocks();
    if (after(each, failure, now() - began)) {
      break;
    }
  }
  await enter(open, [], failures);
  return failures;
}

/** Tests that rest on what is made once for all of them, which may reach what they do not. */
export function together(): Test[][] {
  const groups = new Map<Block, Test[]>();
  tests.forEach((each) => {
    const made = around(each.block).find(({ beforeAll }) => beforeAll.length > 0);
    if (made) {
      groups.set(made, [...groups.get(made) ?? [], each]);
    }
  });
  return [...groups.values()];
}

/** Leaves the blocks that are not needed any more, and enters those that are. */
async function enter(open: Block[], needed: Block[], failures: unknown[]): Promise<Block[]> {
  for (const left of open.filter((one) => !needed.includes(one)).reverse()) {
    const failure = await caught(() => all(left.afterAll));
    failures.push(...failure === undefined ? [] : [failure]);
  }
  for (const entered of needed.filter((one) => !open.includes(one))) {
    entered.failure = await caught(() => all(entered.beforeAll));
  }
  return needed;
}

async function failureOf(each: Test, blocks: Block[]): Promise<unknown> {
  return blocks.find(({ failure }) => failure)?.failure ?? caught(async () => {
    await all(blocks.flatMap(({ beforeEach }) => beforeEach));
    await called(each.run);
    await all([...blocks].reverse().flatMap(({ afterEach }) => afterEach));
  });
}

/** A test that takes an argument says itself when it is done. */
function called(run: Test['run']): unknown {
  return run.length === 0 ? run() : new Promise<void>((resolve, reject) => run((error) => error ? reject(error) : resolve()));
}

async function all(hooks: Hook[]): Promise<void> {
  for (const each of hooks) {
    await each();
  }
}

async function caught(act: () => Promise<unknown>): Promise<unknown> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return error ?? new Error('something was thrown that is nothing');
  }
}
