import { availableParallelism } from 'node:os';
import { PythonTool } from './python';
import { templatesOfEachForm } from './template-forms';
import { TemplateLinter } from './template-linter';

const NAME = 'cfn-lint 1.58.0';
const tool = new PythonTool(NAME, ['cfn-lint==1.58.0']);

/** Actions are tested against AWS's reference. cfn-lint's list lacks retired services that AWS managed policies still allow. */
const IGNORED = 'W3037';

/** One cfn-lint process uses one processor and takes minutes for all templates: some of them are divided among several processes. */
export const cfnLint: TemplateLinter = {
  name: NAME,
  missing: tool.missing,
  findings: async (templates) => {
    const processors = availableParallelism();
    const chosen = templatesOfEachForm(templates);
    console.log(`${NAME} lints ${chosen.length} of ${templates.length} templates, which have each form of a property`);
    const shares = Array.from({ length: processors }, (_, share) => chosen.filter((__, i) => i % processors === share));
    const results = await Promise.all(shares.filter(({ length }) => length > 0)
      .map((share) => tool.run('cfn-lint', ['--format', 'parseable', '--ignore-checks', IGNORED, '--', ...share])));
    return results.flatMap(({ code, output }) => {
      const lines = output.split('\n').filter(Boolean);
      return code !== 0 && lines.length === 0 ? [`cfn-lint ended with ${code}`] : lines;
    });
  },
};
