/* eslint-disable @typescript-eslint/no-require-imports -- The measurement decides what is loaded, and when. */
import { readFileSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
import { Implementation } from './implementation';
import { ImplementationName, IMPLEMENTATIONS } from './implementations';
import { checkSameResult } from './same-result';
import { SCENARIO_NAMES, ScenarioName } from './scenarios';
import { synthesize, templatesIn, withFolder } from './synthesis';
import { validationTime } from './validation-time';

/** Cost and result of one synthesis. */
export interface SynthesisMeasured {
  readonly milliseconds: number;
  /** Of all threads, which reduces the effect of other load on the machine. */
  readonly cpuMilliseconds: number;
  /** Of these milliseconds, those in the validations of constructs. */
  readonly validationMilliseconds: number;
  readonly peakMegabytes: number;
  readonly templateBytes: number;
  readonly resources: number;
}

/** The modules of the peers that both the library and the hand-written code import. */
const IMPORTED = ['aws-cdk-lib/core', 'aws-cdk-lib/aws-iam', 'constructs'];

/** Each job runs in a separate process, so that caches and garbage of earlier runs have no effect. */
export const JOBS = {
  /** Synthesizes once, after the CDK is initialized. */
  synthesis(peerFiles: string[], name: ImplementationName, scenario: ScenarioName, size: number): SynthesisMeasured {
    startCdk(peerFiles);
    const implementation = IMPLEMENTATIONS[name]();
    const validationMilliseconds = validationTime();
    return withFolder((outdir) => {
      const time = timeOf(() => synthesize(implementation, scenario, size, outdir));
      // Before reading the templates, which takes memory too.
      const peakMegabytes = peakMemory();
      const templates = Object.values(templatesIn(outdir));
      return {
        ...time,
        validationMilliseconds: validationMilliseconds(),
        peakMegabytes,
        templateBytes: templates.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
        resources: templates.reduce((sum, text) => sum + Object.keys(JSON.parse(text).Resources ?? {}).length, 0),
      };
    });
  },

  sameResult(scenario: ScenarioName, size: number): void {
    const templatesBy = (implementation: Implementation) => withFolder((outdir) => {
      synthesize(implementation, scenario, size, outdir);
      return templatesIn(outdir);
    });
    checkSameResult(templatesBy(IMPLEMENTATIONS.library()), templatesBy(IMPLEMENTATIONS.handWritten()));
  },

  /** Every file of the peers and their dependencies that a synthesis with the library loads. */
  peerFiles(): string[] {
    SCENARIO_NAMES.forEach((scenario) => withFolder((outdir) => synthesize(IMPLEMENTATIONS.library(), scenario, 1, outdir)));
    return Object.keys(require.cache).filter((file) => !file.startsWith(dirname(dirname(__dirname)) + sep));
  },

  /** The milliseconds to load the peers (the imported modules, then all other files of `peerFiles`), and then the library. */
  require(peerFiles: string[]): { peers: number; library: number } {
    return {
      peers: timeOf(() => [...IMPORTED, ...peerFiles].forEach((file) => require(file))).milliseconds,
      library: timeOf(() => require('../../src')).milliseconds,
    };
  },
};

export type Jobs = typeof JOBS;

/** The CDK loads many of its files, and starts its template validation, on first use. */
function startCdk(files: string[]): void {
  files.forEach((file) => require(file));
  withFolder((outdir) => {
    const app = new App({ outdir });
    new CfnResource(new Stack(app, 'Stack'), 'Topic', { type: 'AWS::SNS::Topic' });
    app.synth();
  });
}

function timeOf(work: () => void): Pick<SynthesisMeasured, 'milliseconds' | 'cpuMilliseconds'> {
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  work();
  const milliseconds = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { milliseconds, cpuMilliseconds: (user + system) / 1000 };
}

/** The peak memory of the process. On Linux, `maxRSS` includes the peak of the parent process. */
function peakMemory(): number {
  const [, kilobytes] = process.platform === 'linux'
    ? /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))!
    : ['', process.resourceUsage().maxRSS];
  return Number(kilobytes) / 1024;
}
