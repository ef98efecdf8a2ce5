/** Writes the result of each mutant at once, because a run of hours may be interrupted. */
import { appendFileSync } from 'node:fs';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

class TriedReporter {
  onMutantTested({ fileName, location, mutatorName, replacement, status }) {
    appendFileSync(process.env.MUTATIONS_TRIED, `${JSON.stringify({ fileName, location, mutatorName, replacement, status })}\n`);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'tried', TriedReporter)];
