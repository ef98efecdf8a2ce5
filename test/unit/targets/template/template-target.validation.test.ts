import { Aws, Lazy } from 'aws-cdk-lib';
import { CfnParameter } from 'aws-cdk-lib/core';
import { AccountFilter, AccountStage, TemplateOptions, TrustingRoleStackSet, TrustingTarget } from '../../../../src';
import { ACCESS, access, BadInput, GROUP, group, Input, rejects } from '../../../support/invalid-props';
import { A, B, C, TwoAccounts } from '../../../support/two-accounts';

const URL = 'https://bucket.s3.eu-west-1.amazonaws.com/template.yaml';

const both = (...trusting: TrustingTarget[]): Input => access({ trusting });
const bothIn = (targets: (accounts: TwoAccounts) => TrustingTarget[]): Input => (accounts) => access({ trusting: targets(accounts) })(accounts);
const template = (account = B, options?: TemplateOptions) => TrustingTarget.template(account, options);
const units = (accountFilter?: AccountFilter) =>
  TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], accountFilter, stackSetName: 'Roles' });

describe('an account gets its role in one way', () => rejects([
  ['a scope of the account next to its template', ACCESS, `account ${B} more than once`,
    bothIn(({ b }) => [template(), TrustingTarget.scope(b)]), bothIn(({ b }) => [template(C), TrustingTarget.scope(b)])],
  ['two templates', ACCESS, `account ${B} more than once`, both(template(), template()), both(template(), template(C))],
  ['a template and an account', ACCESS, `account ${B} more than once`,
    both(template(), TrustingTarget.account(B)), both(template(), TrustingTarget.account(C))],
  ['a template and a list', ACCESS, `account ${B} more than once`,
    both(template(), TrustingTarget.stackSetToAccounts([C, B])), both(template(), TrustingTarget.stackSetToAccounts([C]))],
  ['a template and units that may reach the account', ACCESS, `account ${B} by TrustingTarget.template`,
    both(template(), units()), both(template(), units(AccountFilter.allExcept(B)))],
  ['a template for the assuming account', ACCESS, `${A}, the assuming account itself`, both(template(A)), both(template(B))],
]));

describe('the account is twelve digits, known at synth', () => rejects([
  ['too short', ACCESS, '"2222" is not an account id', both(template('2222')), both(template(B))],
  ['empty', ACCESS, '"" is not an account id', both(template('')), both(template(B))],
  ['the text of a missing variable', ACCESS, '"undefined" is not an account id', both(template('undefined')), both(template(B))],
  ['a token', ACCESS, 'is a token, whose account is not known', both(template(Aws.ACCOUNT_ID)), both(template(B))],
]));

test('an account id without a value says that a variable may be missing', () => {
  expect(() => TrustingTarget.template(undefined as unknown as string)).toThrow(/TrustingTarget\.template: accountId undefined .*environment variable/);
  expect(() => TrustingTarget.template(B)).not.toThrow();
});

describe('the options are those of an account', () => rejects([
  ['a name of two lines', ACCESS, 'TrustingTarget.template name "a\\nb"', both(template(B, { name: 'a\nb' })), both(template(B, { name: 'a b' }))],
  ['a stage that is none', ACCESS, 'TrustingTarget.template stage',
    both(template(B, { stage: 'LIVE' as AccountStage })), both(template(B, { stage: AccountStage.PRODUCTION }))],
]));

describe('the URL is that of an object in S3, as CloudFormation reads templates', () => {
  const bad = (what: string, templateUrl: string, good = URL): BadInput => [what, ACCESS, `TrustingTarget.template templateUrl ${JSON.stringify(templateUrl)} is not`,
    both(template(B, { templateUrl })), both(template(B, { templateUrl: good }))];
  rejects([
    bad('without TLS', 'http://bucket.s3.eu-west-1.amazonaws.com/template.yaml'),
    bad('a bucket without an object', 'https://bucket.s3.eu-west-1.amazonaws.com/'),
    bad('a URI of S3', 's3://bucket/template.yaml', 'https://s3.eu-west-1.amazonaws.com/bucket/template.yaml'),
    bad('a static website', 'https://bucket.s3-website-eu-west-1.amazonaws.com/template.yaml', 'https://bucket.s3-eu-west-1.amazonaws.com/template.yaml'),
    bad('a website with a dot', 'https://bucket.s3-website.eu-west-1.amazonaws.com/template.yaml', 'https://bucket.s3.amazonaws.com/template.yaml'),
    bad('another host', 'https://example.com/template.yaml', 'https://my.bucket.s3.dualstack.eu-west-1.amazonaws.com/folder/template.yaml'),
    bad('a host that only begins like S3', 'https://s3files.example.com/t.yaml', 'https://bucket.s3.cn-north-1.amazonaws.com.cn/t.yaml'),
    bad('a blank', `${URL} `), bad('the end of a link', `${URL}>`), bad('nothing', ''), bad('a query', `${URL}?a=b`, `${URL.replace('.yaml', '%20b.yaml')}`),
    ['a URL that is known at the end of synthesis', ACCESS.replace('Access', 'Access/Group'), 'templateUrl "x" is not',
      both(template(B, { templateUrl: Lazy.string({ produce: () => 'x' }) })), both(template(B, { templateUrl: Lazy.string({ produce: () => URL }) }))],
  ]);
  rejects([
    ['a parameter, where only a literal can work', ACCESS, 'templateUrl is a token, which is not known at synth',
      bothIn(({ a }) => [template(B, { templateUrl: new CfnParameter(a, 'Url').valueAsString })]), both(template(B, { templateUrl: URL }))],
  ]);
});

describe('only what knows the role writes its template', () => rejects([
  ['a group alone', GROUP, `account ${B} by TrustingTarget.template, and an AssumingGroup writes no template`,
    group({ trusting: [template()] }), group({ trusting: [TrustingTarget.account(B)] })],
  ['a StackSet', 'Identity/Roles', 'target is a TrustingTarget.template, which needs no StackSet',
    ({ a }) => new TrustingRoleStackSet(a, 'Roles', { assumingAccount: C, target: template() }),
    ({ a }) => new TrustingRoleStackSet(a, 'Roles', { assumingAccount: C, target: TrustingTarget.stackSetToAccounts([B]) })],
]));
