import { join } from 'node:path';
import { TemplateLinter } from './template-linter';
import { policiesIn } from './policies';
import { PythonTool } from './python';

const NAME = 'parliament 1.6.4';

/** `pkg_resources`, which it imports, is gone from newer versions of setuptools. */
const tool = new PythonTool(NAME, ['parliament==1.6.4', 'setuptools<81']);

/** What is no fault here, and why. */
const IGNORED: Record<string, string> = {
  UNKNOWN_ACTION: 'its list is of April 2025; the actions of levels are tested against AWS\'s reference of today',
  UNKNOWN_PREFIX: 'the same of services',
  RESOURCE_STAR: 'whoever may look at an account may look at all of it',
};

/** Duplicates, conditions that an action does not know, resources that it has not, patterns that let too many in. */
export const parliament: TemplateLinter = {
  name: NAME,
  missing: tool.missing,
  findings: async (templates) => {
    const policies = policiesIn(templates).filter(({ kind }) => kind === 'identity');
    const { code, output } = await tool.run('python3', [join(__dirname, 'lint_policies.py')], policies.map(({ document }) => `${JSON.stringify(document)}\n`).join(''));
    const lines = output.split('\n').filter(Boolean);
    if (code !== 0 || lines.length !== policies.length) {
      return [`parliament ended with ${code} after ${lines.length} of ${policies.length} policies`];
    }
    return policies.flatMap(({ place }, i) => JSON.parse(lines[i])
      .filter(({ issue }: any) => !(issue in IGNORED)).map(({ issue, detail, location }: any) => `${place}: ${issue} ${detail} ${location}`));
  },
};
