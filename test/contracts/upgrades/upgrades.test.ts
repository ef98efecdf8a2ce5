/**
 * Compares the templates with those of each release: every change of a logical id, a property or the meaning of a policy must be listed in
 * docs/upgrading.md, word for word.
 */
import { A, B, C, NAMES, Templates, templatesOf } from './apps';
import { differences } from './differences';
import { appsOf, golden, RELEASES } from './golden';
import { page } from '../../support/pages';


/** The changes since a release that the page lists. */
function declaredSince(release: string): string[] {
  const sections = page('docs/upgrading.md').split(/^## /m).slice(1);
  const newer = sections.slice(0, sections.findIndex((section) => section.startsWith(`${release}\n`)));
  return newer.flatMap((section) => [...section.matchAll(/^ {2}- `(.*)`$/gm)].map(([, line]) => line));
}

describe.each(RELEASES)('since %s', (release) => {
  const found: string[] = [];

  test.each(appsOf(release))('%s', async (app) => {
    const here = await differences(golden(release, app), templatesOf(app));
    found.push(...here);
    expect(here.filter((line) => !declaredSince(release).includes(line))).toEqual([]);
  });

  test('every listed change exists', () => {
    expect(declaredSince(release).filter((line) => !found.includes(line))).toEqual([]);
  });
});

test('the golden set has the templates of all apps', () => {
  expect(RELEASES.length).toBeGreaterThan(0);
  expect(appsOf(RELEASES[RELEASES.length - 1]).length).toBeGreaterThan(30);
  RELEASES.forEach((release) => expect(page('docs/upgrading.md')).toContain(`\n## ${release}`));
});

describe('a difference is described by its meaning', () => {
  let made: Templates;
  beforeAll(() => {
    made = templatesOf(NAMES[0]);
  });

  const GROUP = 'SecurityReadOnlyGroup1C934DD0';
  const ROLE = 'TrustingRoleSecurityReadOnlyRole6289C302';
  const GROUP_ARN = `arn:aws:iam::${A}:group/${GROUP}`;
  const ROLE_ARN = `arn:aws:iam::${B}:role/SecurityReadOnlyRole`;
  const readsMore = { Effect: 'Allow', Action: ['s3:PutObject', 's3:GetObject'], Resource: '*' };

  const trustOf = ({ Workload }: Templates) => Workload.template.Resources[ROLE].Properties.AssumeRolePolicyDocument.Statement;
  const policyOf = ({ Identity }: Templates, id: string) =>
    (Object.entries<any>(Identity.template.Resources).find(([logicalId]) => logicalId.includes(id))!)[1].Properties.PolicyDocument.Statement;

  test.each<[what: string, edit: (templates: Templates) => unknown, differences: string[]]>([
    ['nothing', () => undefined, []],
    ['the order of actions', (templates) => {
      const [{ Action }] = policyOf(templates, 'SelfManagedMfa');
      expect(Action.length).toBeGreaterThan(1);
      Action.reverse();
    }, []],
    ['a statement twice', (templates) => trustOf(templates).push(...trustOf(templates)), []],
    ['two statements for one', (templates) => {
      const [first] = policyOf(templates, 'SelfManagedMfa');
      policyOf(templates, 'SelfManagedMfa').splice(0, 1, ...first.Action.map((Action: string) => ({ ...first, Action })));
    }, []],
    ['a logical id', ({ Identity: { template: { Resources } } }) => {
      Resources.Group = Resources[GROUP];
      delete Resources[GROUP];
      Object.values<any>(Resources).forEach(({ Properties }) => Object.assign(Properties, Properties.Groups && { Groups: [{ Ref: 'Group' }] }, Properties.GroupName && { GroupName: { Ref: 'Group' } }));
    }, [`Identity: AWS::IAM::Group ${GROUP} is gone`, 'Identity: AWS::IAM::Group Group is new']],
    ['a name', ({ Workload }) => Object.assign(Workload.template.Resources[ROLE].Properties, { RoleName: 'Looker' }), [`Workload: AWS::IAM::Role ${ROLE} has another RoleName`]],
    ['no MFA', (templates) => delete trustOf(templates)[0].Condition, [
      `${ROLE_ARN} may now be assumed by `,
    ]],
    ['another account', (templates) => Object.assign(trustOf(templates)[0], { Principal: { AWS: `arn:aws:iam::${C}:root` } }), [
      `${ROLE_ARN} may now be assumed by `, `${ROLE_ARN} may no longer be assumed by `,
    ]],
    ['an account that no test knows, too', (templates) => Object.assign(trustOf(templates)[0], { Principal: { AWS: [trustOf(templates)[0].Principal.AWS, 'arn:aws:iam::999999999999:root'] } }), [
      `${ROLE_ARN} may now be assumed by the user `,
    ]],
    ['more to do, and less, for members', (templates) => policyOf(templates, 'AssumeRole').splice(0, 1, readsMore), [
      `${GROUP_ARN} may now s3:PutObject on arn:aws`, `${GROUP_ARN} may no longer sts:AssumeRole on ${ROLE_ARN}`,
    ]],
    ['a role of any name', (templates) => Object.assign(policyOf(templates, 'AssumeRole')[0], { Resource: `arn:aws:iam::${B}:role/*` }), [
      `${GROUP_ARN} may now sts:AssumeRole on arn:aws:iam::${B}:role/`,
    ]],
    ['a denial without MFA', (templates) => policyOf(templates, 'AssumeRole').push(
      { Effect: 'Deny', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }), [
      `${GROUP_ARN} may no longer s3:`,
    ]],
  ])('%s', async (_, edit, expected) => {
    const after = structuredClone(made);
    edit(after);
    const found = await differences(made, after);
    expect(found).toEqual(expect.arrayContaining(expected.map((start) => expect.stringContaining(start))));
    expect(found.length > 0).toBe(expected.length > 0);
  });
});
