import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ImplementationName } from './implementations';
import { Jobs, SynthesisMeasured } from './jobs';
import { ScenarioName } from './scenarios';

/** One value of both implementations. The ratio is the median of the ratios of pairs, not the ratio of the medians. */
export interface Compared {
  readonly library: number;
  readonly handWritten: number;
  readonly ratio: number;
}

export type SynthesisCompared = Record<keyof SynthesisMeasured, Compared>;

type Pair<T> = Record<ImplementationName, T>;

/** Alternates between library and hand-written runs, so that other load on the machine affects both. */
export class Measure {
  /** @param folder has benchmark and library as JavaScript */
  public static async in(folder: string): Promise<Measure> {
    return new Measure(folder, await inChild(folder, 'peerFiles'));
  }

  private constructor(private readonly folder: string, private readonly peerFiles: string[]) {}

  /** Compares the synthesis of an app, after a check that both produce the same result. */
  public async synthesis(scenario: ScenarioName, size: number, runs: number): Promise<SynthesisCompared> {
    await inChild(this.folder, 'sameResult', scenario, size);
    const pairs = await inTurn(runs, (implementation) => inChild(this.folder, 'synthesis', this.peerFiles, implementation, scenario, size));
    const of = (part: keyof SynthesisMeasured) =>
      compared(pairs.map(({ library, handWritten }) => ({ library: library[part], handWritten: handWritten[part] })));
    return {
      milliseconds: of('milliseconds'),
      cpuMilliseconds: of('cpuMilliseconds'),
      validationMilliseconds: of('validationMilliseconds'),
      peakMegabytes: of('peakMegabytes'),
      templateBytes: of('templateBytes'),
      resources: of('resources'),
    };
  }

  /** Compares loading the peers and the library with loading the peers alone. */
  public async require(runs: number): Promise<Compared> {
    const pairs: Pair<number>[] = [];
    for (let i = 0; i < runs; i++) {
      const { peers, library } = await inChild(this.folder, 'require', this.peerFiles);
      pairs.push({ library: peers + library, handWritten: peers });
    }
    return compared(pairs);
  }
}

async function inChild<N extends keyof Jobs>(folder: string, job: N, ...args: Parameters<Jobs[N]>): Promise<ReturnType<Jobs[N]>> {
  // Without the parent's Node.js arguments, which compile TypeScript while loading.
  const child = fork(join(folder, 'tools/bench/child.js'), [job, JSON.stringify(args)], { execArgv: [] });
  let result: ReturnType<Jobs[N]>;
  child.on('message', (message: { result: ReturnType<Jobs[N]> }) => result = message.result);
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Error(`the job ${job} failed`);
  }
  return result!;
}

/** Which implementation runs first alternates too. */
async function inTurn<T>(runs: number, run: (implementation: ImplementationName) => Promise<T>): Promise<Pair<T>[]> {
  const pairs: Pair<T>[] = [];
  for (let i = 0; i < runs; i++) {
    const order: ImplementationName[] = i % 2 === 0 ? ['library', 'handWritten'] : ['handWritten', 'library'];
    const results = new Map<ImplementationName, T>();
    for (const implementation of order) {
      results.set(implementation, await run(implementation));
    }
    pairs.push({ library: results.get('library')!, handWritten: results.get('handWritten')! });
  }
  return pairs;
}

function compared(pairs: Pair<number>[]): Compared {
  return {
    library: median(pairs.map(({ library }) => library)),
    handWritten: median(pairs.map(({ handWritten }) => handWritten)),
    ratio: median(pairs.map(({ library, handWritten }) => library / handWritten)),
  };
}

function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
