import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { AuthorName } from './author';
import type { Jobs, SynthesisMeasured } from './jobs';
import type { ScenarioName } from './scenarios';

/** A value on both sides. The ratio is the median of the ratios of pairs, not the ratio of the medians. */
export interface Compared {
  readonly library: number;
  readonly hand: number;
  readonly ratio: number;
}

export type SynthesisCompared = Record<keyof SynthesisMeasured, Compared>;

type Pair<T> = Record<AuthorName, T>;

/** Measures library and hand in turn, so that whatever else the machine does meets both. */
export class Measure {
  /** @param folder where benchmark and library are as JavaScript */
  public static async in(folder: string): Promise<Measure> {
    return new Measure(folder, await inChild(folder, 'peerFiles'));
  }

  private constructor(private readonly folder: string, private readonly peerFiles: string[]) {}

  /** Compares synthesizing the same app, after a check that it is the same. */
  public async synthesis(scenario: ScenarioName, size: number, runs: number): Promise<SynthesisCompared> {
    await inChild(this.folder, 'sameResult', scenario, size);
    const pairs = await inTurn(runs, (author) => inChild(this.folder, 'synthesis', this.peerFiles, author, scenario, size));
    const of = (part: keyof SynthesisMeasured) => compared(pairs.map(({ library, hand }) => ({ library: library[part], hand: hand[part] })));
    return {
      milliseconds: of('milliseconds'),
      processorMilliseconds: of('processorMilliseconds'),
      peakMegabytes: of('peakMegabytes'),
      templateBytes: of('templateBytes'),
      resources: of('resources'),
    };
  }

  /** Compares loading the library and its peers with loading its peers alone. */
  public async require(runs: number): Promise<Compared> {
    const pairs: Pair<number>[] = [];
    for (let i = 0; i < runs; i++) {
      const { peers, library } = await inChild(this.folder, 'require', this.peerFiles);
      pairs.push({ library: peers + library, hand: peers });
    }
    return compared(pairs);
  }
}

async function inChild<N extends keyof Jobs>(folder: string, job: N, ...args: Parameters<Jobs[N]>): Promise<ReturnType<Jobs[N]>> {
  // Without the parent's arguments to Node, which compile TypeScript while it is loaded.
  const child = fork(join(folder, 'tools/bench/child.js'), [job, JSON.stringify(args)], { execArgv: [] });
  let result: ReturnType<Jobs[N]>;
  child.on('message', (message: { result: ReturnType<Jobs[N]> }) => result = message.result);
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Error(`the job ${job} failed`);
  }
  return result!;
}

/** Who comes first takes turns too. */
async function inTurn<T>(runs: number, run: (author: AuthorName) => Promise<T>): Promise<Pair<T>[]> {
  const pairs: Pair<T>[] = [];
  for (let i = 0; i < runs; i++) {
    const order: AuthorName[] = i % 2 === 0 ? ['library', 'hand'] : ['hand', 'library'];
    const results = new Map<AuthorName, T>();
    for (const author of order) {
      results.set(author, await run(author));
    }
    pairs.push({ library: results.get('library')!, hand: results.get('hand')! });
  }
  return pairs;
}

function compared(pairs: Pair<number>[]): Compared {
  return {
    library: median(pairs.map(({ library }) => library)),
    hand: median(pairs.map(({ hand }) => hand)),
    ratio: median(pairs.map(({ library, hand }) => library / hand)),
  };
}

function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
