/* eslint-disable @typescript-eslint/no-require-imports -- What is loaded, and when, is what is measured. */
import { readFileSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
import { Author, AuthorName, AUTHORS } from './author';
import { checkSameResult } from './same-result';
import { SCENARIO_NAMES, ScenarioName } from './scenarios';
import { synthesize, templatesIn, withFolder } from './synthesis';

/** One synthesis: what it took, and what came of it. */
export interface SynthesisMeasured {
  readonly milliseconds: number;
  /** Of all threads, so that what else the machine does counts little. */
  readonly processorMilliseconds: number;
  readonly peakMegabytes: number;
  readonly templateBytes: number;
  readonly resources: number;
}

/** What the library imports of its peers, and so does whoever writes the same by hand. */
const IMPORTED = ['aws-cdk-lib/core', 'aws-cdk-lib/aws-iam', 'constructs'];

/** What is done in a process of its own, so that neither caches nor garbage of an earlier run play a part. */
export const JOBS = {
  /** Synthesizes once, when the CDK is up and running. */
  synthesis(peerFiles: string[], name: AuthorName, scenario: ScenarioName, size: number): SynthesisMeasured {
    startCdk(peerFiles);
    const author = AUTHORS[name]();
    return withFolder((outdir) => {
      const time = timeOf(() => synthesize(author, scenario, size, outdir));
      // Before the templates are read, which takes memory too.
      const peakMegabytes = peakMemory();
      const templates = Object.values(templatesIn(outdir));
      return {
        ...time,
        peakMegabytes,
        templateBytes: templates.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
        resources: templates.reduce((sum, text) => sum + Object.keys(JSON.parse(text).Resources ?? {}).length, 0),
      };
    });
  },

  sameResult(scenario: ScenarioName, size: number): void {
    const templatesBy = (author: Author) => withFolder((outdir) => {
      synthesize(author, scenario, size, outdir);
      return templatesIn(outdir);
    });
    checkSameResult(templatesBy(AUTHORS.library()), templatesBy(AUTHORS.hand()));
  },

  /** Every file of the library's peers, and of what they need, that is loaded by the end of a synthesis with the library. */
  peerFiles(): string[] {
    SCENARIO_NAMES.forEach((scenario) => withFolder((outdir) => synthesize(AUTHORS.library(), scenario, 1, outdir)));
    return Object.keys(require.cache).filter((file) => !file.startsWith(dirname(dirname(__dirname)) + sep));
  },

  /** The milliseconds that it takes to load the peers, by name as an app does and then what else is needed of them, and then the library itself. */
  require(peerFiles: string[]): { peers: number; library: number } {
    return {
      peers: timeOf(() => [...IMPORTED, ...peerFiles].forEach((file) => require(file))).milliseconds,
      library: timeOf(() => require('../../src')).milliseconds,
    };
  },
};

export type Jobs = typeof JOBS;

/** The CDK loads much of itself, and starts an engine that validates templates, when they are first needed. */
function startCdk(files: string[]): void {
  files.forEach((file) => require(file));
  withFolder((outdir) => {
    const app = new App({ outdir });
    new CfnResource(new Stack(app, 'Stack'), 'Topic', { type: 'AWS::SNS::Topic' });
    app.synth();
  });
}

function timeOf(work: () => void): Pick<SynthesisMeasured, 'milliseconds' | 'processorMilliseconds'> {
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  work();
  const milliseconds = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { milliseconds, processorMilliseconds: (user + system) / 1000 };
}

/** The most memory that the process has had. On Linux, `maxRSS` begins with that of the parent process. */
function peakMemory(): number {
  const [, kilobytes] = process.platform === 'linux'
    ? /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))!
    : ['', process.resourceUsage().maxRSS];
  return Number(kilobytes) / 1024;
}
