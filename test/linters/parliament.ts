import { join } from 'node:path';
import { policiesIn } from './policies';
import { PythonTool } from './python';
import { TemplateLinter } from './template-linter';

const NAME = 'parliament 1.6.4';

/** parliament imports `pkg_resources`, which newer versions of setuptools lack. */
const tool = new PythonTool(NAME, ['parliament==1.6.4', 'setuptools<81']);

/** Findings that are expected here, and why. */
const IGNORED: Record<string, string> = {
  UNKNOWN_ACTION: 'its list is from April 2025; tests compare the actions of levels with AWS\'s current reference',
  UNKNOWN_PREFIX: 'the same for services',
  RESOURCE_STAR: 'the role may read the whole account',
};

/** The same, by what is found. */
const IGNORED_DETAILS: [RegExp, string][] = [
  [/^Unknown condition aws:ViaAWSService /, 'a global condition key, which its list lacks'],
  [/arn:\*:iam::aws:policy\//, 'AWS\'s managed policies have "aws" instead of an account in their ARNs, and CloudZero reads four of them'],
  [/s3:ListAllMyBuckets/, 'the CDK\'s grantRead() names s3:List* for one bucket'],
  [/ssm:GetParametersByPath/, 'the public parameters of AWS have no account in their ARNs, which Cartography reads'],
  [/logs:DescribeAccountPolicies|logs:DescribeLogGroups|waf-regional:ListRuleGroups/, 'a vendor lists a wildcard with resources, and IAM ignores the actions that do not take them'],
];

/** Duplicates, condition keys and resources that an action does not support, overly broad patterns. */
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
      .filter(({ issue, detail, location }: any) => !(issue in IGNORED) && !IGNORED_DETAILS.some(([found]) => found.test(`${textOf(detail)} ${textOf(location)}`)))
      .map(({ issue, detail, location }: any) => `${place}: ${issue} ${detail} ${location}`));
  },
};

function textOf(detail: unknown): string {
  return typeof detail === 'string' ? detail : JSON.stringify(detail);
}
