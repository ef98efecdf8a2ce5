import { relative } from 'node:path';
import { DefaultReporter, type TestCase, type TestModule } from 'vitest/node';
import { COMPLETE_ONLY, FEWER_CASES } from './runs.mts';

/** Vitest's report, then the command that runs each failed test alone, and what the quick run leaves out. */
export default class extends DefaultReporter {
  /** A line for each file, and none for slow tests. */
  protected printTestModule(module: TestModule): void {
    const { passed, failed, skipped } = counts(module);
    if (failed > 0 || skipped > 0 || process.stdout.isTTY !== true) {
      this.log(`${failed > 0 ? '✗' : '✓'} ${relative(process.cwd(), module.moduleId)}: ${passed} of ${passed + failed}${skipped > 0 ? `, ${skipped} SKIPPED` : ''}`);
    }
  }

  public onTestRunEnd(...[modules, errors, reason]: Parameters<DefaultReporter['onTestRunEnd']>): void {
    super.onTestRunEnd(modules, errors, reason);
    const failed = modules.flatMap((module) => [...module.children.allTests('failed')]);
    failed.slice(0, 20).forEach((test) => this.log(`Run it alone: ${commandOf(test)}`));
    if (process.env.TEST_RUN === 'quick') {
      this.log(`Left for "npm run test:all": ${COMPLETE_ONLY.join(', ')}, and further cases of ${FEWER_CASES.join(', ')}.`);
    }
  }
}

function counts(module: TestModule): { passed: number; failed: number; skipped: number } {
  const count = (state: 'passed' | 'failed' | 'skipped') => [...module.children.allTests(state)].length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

function commandOf(test: TestCase): string {
  const title = test.fullName.replace(/ > /g, ' ').replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/'/g, '\'\\\'\'');
  return `npm test -- ${relative(process.cwd(), test.module.moduleId)} -t '${title}'`;
}
