import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib/core';
import { Implementation } from './implementation';
import { ScenarioName, SCENARIOS } from './scenarios';

/** Builds and synthesizes an app. */
export function synthesize(implementation: Implementation, scenario: ScenarioName, size: number, outdir: string): void {
  const app = new App({ outdir });
  SCENARIOS[scenario](app, implementation, size);
  app.synth();
}

/** The texts of all templates in a folder, by file name. */
export function templatesIn(outdir: string): Record<string, string> {
  const names = readdirSync(outdir).filter((name) => name.endsWith('.template.json'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(outdir, name), 'utf8')]));
}

/** Passes a temporary folder for the output of a synthesis. */
export function withFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'bench-out-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
