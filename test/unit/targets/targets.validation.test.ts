import { readFileSync } from 'fs';
import { join } from 'path';
import { Aws, BootstraplessSynthesizer, CfnParameter, CfnResource, Fn, Lazy, RemovalPolicy, SecretValue, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { AssetManifestArtifact } from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';
import {
  AccountFilter, AccountLimit, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, ReadOnlyPermissions, StackSetOptions,
  StackSetToAccountsOptions, StackSetToOrganizationalUnitsOptions, TrustingRole, TrustingRoleStackSet, TrustingTarget,
} from '../../../src';
import { ACCESS, access, BadInput, GROUP, group, Input, rejects, synth } from '../../support/invalid-props';
import { onlyPolicy } from '../../support/resources';
import { onlyStackSet } from '../../support/stack-sets';
import { A, B, C, TwoAccounts } from '../../support/two-accounts';
import { rejectionOf } from '../../support/validation-messages';

const [UNIT, OTHER_UNIT, ROOT] = ['ou-ab12-11111111', 'ou-ab12-22222222', 'r-ab12'];
/** The organization's management account. */
const M = '999999999999';
const STACK_SET = 'Identity/TrustingRoles-SecurityReadOnlyRole';
const STANDALONE = 'Management/Roles';

type UnitsOptions = Partial<StackSetToOrganizationalUnitsOptions>;
type Targets = (accounts: TwoAccounts) => TrustingTarget[];

const units = (options: UnitsOptions = {}) => TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: [UNIT], ...options });
const listed = (options: StackSetToAccountsOptions = {}) => TrustingTarget.stackSetToAccounts([B], options);
const last = (value: string) => Lazy.string({ produce: () => value });
const stackOf = ({ app }: TwoAccounts, id: string, make: () => Stack) => app.node.tryFindChild(id) as Stack | undefined ?? make();
const management = (accounts: TwoAccounts) => stackOf(accounts, 'Management', () => accounts.stack('Management', M));
/** A stack whose account is known at deployment only. */
const anywhere = (accounts: TwoAccounts) => stackOf(accounts, 'Anywhere', () => accounts.stack('Anywhere'));

/** The group and its roles. */
const both = (...trusting: TrustingTarget[]) => access({ trusting });
const bothIn = (targets: Targets): Input => (accounts) => access({ trusting: targets(accounts) })(accounts);
/** Only the group. */
const alone = (...trusting: TrustingTarget[]) => group({ trusting });
/** Only the StackSet, in the management account. */
const standalone = (target: (accounts: TwoAccounts) => TrustingTarget, assumingAccount = A): Input => (accounts) =>
  new TrustingRoleStackSet(management(accounts), 'Roles', { assumingAccount, target: target(accounts) });

describe('an account is named once, whatever names it', () => {
  const withManagement = (accounts: TwoAccounts, filter?: AccountFilter) =>
    units({ managementAccountScope: management(accounts), delegatedAdmin: true, accountFilter: filter });
  rejects([
    ['twice in a list', ACCESS, `account ${B} more than once`, both(TrustingTarget.stackSetToAccounts([B, C, B])), both(TrustingTarget.stackSetToAccounts([B, C]))],
    ['twice in a list, for a group alone', GROUP, `account ${B} more than once`,
      alone(TrustingTarget.stackSetToAccounts([B, B])), alone(TrustingTarget.stackSetToAccounts([B]))],
    ['twice in a list, for a StackSet alone', STANDALONE, `account ${B} more than once`,
      standalone(() => TrustingTarget.stackSetToAccounts([B, B])), standalone(() => TrustingTarget.stackSetToAccounts([B]))],
    ['by list and by id', ACCESS, `account ${B} more than once`,
      both(listed(), TrustingTarget.account(B)), both(listed(), TrustingTarget.account(C))],
    ['by list and by scope', ACCESS, `account ${B} more than once`,
      bothIn(({ b }) => [listed(), TrustingTarget.scope(b)]), bothIn(({ b }) => [TrustingTarget.stackSetToAccounts([C]), TrustingTarget.scope(b)])],
    ['by management account and by id', ACCESS, `account ${M} more than once`,
      bothIn((accounts) => [withManagement(accounts, AccountFilter.allExcept(M, C)), TrustingTarget.account(M)]),
      bothIn((accounts) => [withManagement(accounts, AccountFilter.allExcept(M, C)), TrustingTarget.account(C)])],
    ['by management account and by scope', ACCESS, `account ${M} more than once`,
      bothIn((accounts) => [TrustingTarget.scope(management(accounts)), withManagement(accounts)]), bothIn((accounts) => [withManagement(accounts)])],
    ['twice in a filter of some accounts only', ACCESS, `AccountFilter.only names account ${B} more than once`,
      both(units({ accountFilter: AccountFilter.only(B, C, B) })), both(units({ accountFilter: AccountFilter.only(B, C) }))],
    ['twice in a filter of all but some', GROUP, `AccountFilter.allExcept names account ${B} more than once`,
      alone(units({ accountFilter: AccountFilter.allExcept(B, B) })), alone(units({ accountFilter: AccountFilter.allExcept(B) }))],
  ]);
});

describe('the assuming account is no target', () => rejects([
  ['by list', ACCESS, `${A}, the assuming account itself`, both(TrustingTarget.stackSetToAccounts([B, A])), both(TrustingTarget.stackSetToAccounts([B, C]))],
  ['by list, for a StackSet alone', STANDALONE, `${C}, the assuming account itself`,
    standalone(() => TrustingTarget.stackSetToAccounts([B, C]), C), standalone(() => TrustingTarget.stackSetToAccounts([B, C]), A)],
  ['by list, for a group alone', GROUP, `${A}, the assuming account itself`,
    alone(TrustingTarget.stackSetToAccounts([A])), alone(TrustingTarget.stackSetToAccounts([C]))],
  ['as management account', ACCESS, `${A}, the assuming account itself`,
    bothIn(({ a }) => [units({ managementAccountScope: a })]), both(units({ organizationalUnitIds: [ROOT] }))],
  ['as management account, for a StackSet alone', STANDALONE, `${M}, the assuming account itself`,
    standalone((accounts) => units({ managementAccountScope: management(accounts) }), M),
    standalone((accounts) => units({ managementAccountScope: management(accounts) }), A)],
]));

describe('an account is twelve digits, known at synth', () => {
  const ids: [string, string, string][] = [
    ['too short', '2222', '"2222" is not an account id'],
    ['a unit', UNIT, `"${UNIT}" is not an account id`],
    ['empty', '', '"" is not an account id'],
    ['a token', Aws.ACCOUNT_ID, 'is a token, whose account is not known'],
  ];
  describe.each<[string, string, (id: string) => Input]>([
    ['TrustingTarget.stackSetToAccounts', ACCESS, (id) => both(TrustingTarget.stackSetToAccounts([C, id]))],
    ['TrustingTarget.stackSetToAccounts', STANDALONE, (id) => standalone(() => TrustingTarget.stackSetToAccounts([C, id]))],
    ['accountFilter AccountFilter.only', ACCESS, (id) => both(units({ accountFilter: AccountFilter.only(C, id) }))],
    ['accountFilter AccountFilter.allExcept', GROUP, (id) => alone(units({ accountFilter: AccountFilter.allExcept(C, id) }))],
  ])('%s of %s', (prop, path, input) => rejects(ids.map(([what, id, value]): BadInput => [what, path, `${prop} ${value}`, input(id), input(B)])));
});

describe('units and roots are ids as AWS makes them', () => {
  const of = (...organizationalUnitIds: string[]) => units({ organizationalUnitIds });
  const not = (id: string) => `organizationalUnitIds has ${JSON.stringify(id)}, which is not the id`;
  const bad = (what: string, id: string, good: string): BadInput => [what, ACCESS, not(id), both(of(UNIT, id)), both(of(good))];
  const long = (length: number) => 'a'.repeat(length);
  rejects([
    bad('a unit without its root', 'ou-11111111', UNIT),
    bad('a unit of too short a root', 'ou-ab1-11111111', 'ou-ab12-11111111'),
    bad('a unit of too long a root', `ou-${long(33)}-11111111`, `ou-${long(32)}-11111111`),
    bad('a unit with too short an end', 'ou-ab12-1111111', 'ou-ab12-11111111'),
    bad('a unit with too long an end', `ou-ab12-${long(33)}`, `ou-ab12-${long(32)}`),
    bad('a unit in capitals', 'OU-AB12-11111111', UNIT),
    bad('a unit with a blank before it', ` ${UNIT}`, UNIT),
    bad('a unit with a line break behind it', `${UNIT}\n`, UNIT),
    bad('a unit\'s name', 'Workloads', UNIT),
    bad('a path', `o-a1b2c3d4e5/${ROOT}/${UNIT}/`, UNIT),
    bad('an organization', 'o-a1b2c3d4e5', ROOT),
    bad('an account', B, ROOT),
    bad('nothing', '', ROOT),
    ['a root that is too short', GROUP, not('r-ab1'), alone(of('r-ab1')), alone(of('r-ab12'))],
    ['a root that is too long', STANDALONE, not(`r-${long(33)}`), standalone(() => of(`r-${long(33)}`)), standalone(() => of(`r-${long(32)}`))],
    ['a root after something else', ACCESS, not('our-ab12'), both(of('our-ab12')), both(of('r-ab12'))],
    ['a root in capitals', ACCESS, not('R-AB12'), both(of('R-AB12')), both(of('r-ab12'))],
    ['none', ACCESS, 'organizationalUnitIds is an empty list', both(of()), both(of(UNIT))],
    ['one unit twice', ACCESS, `organizationalUnitIds has "${UNIT}" more than once`, both(of(UNIT, OTHER_UNIT, UNIT)), both(of(UNIT, OTHER_UNIT))],
    ['the root twice', ACCESS, `organizationalUnitIds has "${ROOT}" more than once`, both(of(ROOT, ROOT)), both(of(ROOT))],
    ['the root beside a unit', ACCESS, `the root "${ROOT}" and units below it`, both(of(UNIT, ROOT)), both(of(ROOT))],
    ['the root beside a unit that is decided last', ACCESS, `the root "${ROOT}" and units below it`,
      both(of(ROOT, last(UNIT))), both(of(UNIT, last(OTHER_UNIT)))],
  ]);
});

describe('organizationPaths are paths of an organization', () => {
  const within = (...organizationPaths: string[]) => units({ organizationPaths });
  const bad = (what: string, path: string, good: string): BadInput =>
    [what, ACCESS, `organizationPaths ${JSON.stringify(path)} is not a path`,
      both(within('o-a1b2c3d4e5/*', path)), both(within('o-a1b2c3d4e5/*', good))];
  rejects([
    bad('a unit', UNIT, `o-a1b2c3d4e5/r-ab12/${UNIT}/`),
    bad('without the organization', `r-ab12/${UNIT}/*`, `o-a1b2c3d4e5/r-ab12/${UNIT}/*`),
    bad('without the root', `o-a1b2c3d4e5/${UNIT}/*`, `o-a1b2c3d4e5/r-ab12/${UNIT}/*`),
    bad('without a slash at its end', `o-a1b2c3d4e5/r-ab12/${UNIT}`, `o-a1b2c3d4e5/r-ab12/${UNIT}/`),
    bad('a star in the middle', `o-a1b2c3d4e5/*/${UNIT}/`, 'o-a1b2c3d4e5/r-ab12/ou-*'),
    bad('a star for all organizations', '*', 'o-a1b2c3d4e5/*'),
    bad('empty', '', 'o-a1b2c3d4e5/r-ab12/'),
    ['none', GROUP, 'organizationPaths is an empty list', alone(within()), alone(units())],
  ]);
});

describe('a list that is given names something', () => rejects([
  ['TrustingTarget.stackSetToAccounts', ACCESS, 'TrustingTarget.stackSetToAccounts is an empty list',
    both(TrustingTarget.stackSetToAccounts([])), both(TrustingTarget.stackSetToAccounts([B]))],
  ['TrustingTarget.stackSetToAccounts, beside others', GROUP, 'TrustingTarget.stackSetToAccounts is an empty list',
    alone(TrustingTarget.account(B), TrustingTarget.stackSetToAccounts([])), alone(TrustingTarget.account(B))],
  ['AccountFilter.only', ACCESS, 'AccountFilter.only is an empty list', both(units({ accountFilter: AccountFilter.only() })), both(units())],
  ['AccountFilter.allExcept', ACCESS, 'AccountFilter.allExcept is an empty list',
    both(units({ accountFilter: AccountFilter.allExcept() })), both(units())],
]));

describe('targets fit together', () => {
  const except = (...ids: string[]) => units({ accountFilter: AccountFilter.allExcept(...ids) });
  const justC = () => units({ accountFilter: AccountFilter.only(C) });
  rejects([
    ['units twice', ACCESS, 'TrustingTarget.stackSetToOrganizationalUnits more than once',
      both(units(), units({ organizationalUnitIds: [OTHER_UNIT] })), both(units({ organizationalUnitIds: [UNIT, OTHER_UNIT] }))],
    ['lists twice', GROUP, 'TrustingTarget.stackSetToAccounts more than once',
      alone(listed(), TrustingTarget.stackSetToAccounts([C])), alone(TrustingTarget.stackSetToAccounts([B, C]))],
    ['an account beside units that may hold it', ACCESS, `account ${B} by TrustingTarget.account, and TrustingTarget.stackSetToOrganizationalUnits`,
      both(units(), TrustingTarget.account(B)), both(except(B), TrustingTarget.account(B))],
    ['an account beside units without another one', GROUP, `account ${B} by TrustingTarget.account, and`,
      alone(except(C), TrustingTarget.account(B)), alone(except(C), TrustingTarget.account(C))],
    ['an account that alone of the units is reached', ACCESS, `account ${C} by TrustingTarget.account, and`,
      both(TrustingTarget.account(C), justC()), both(TrustingTarget.account(B), justC())],
    ['a scope beside units that may hold its account', ACCESS, `account ${B} by TrustingTarget.scope, and`,
      bothIn(({ b }) => [units(), TrustingTarget.scope(b)]), bothIn(({ b }) => [except(B), TrustingTarget.scope(b)])],
    ['a list beside units that may hold one of its accounts', GROUP, `account ${C} by TrustingTarget.stackSetToAccounts, and`,
      alone(except(B), TrustingTarget.stackSetToAccounts([B, C])), alone(except(B, C), TrustingTarget.stackSetToAccounts([B, C]))],
    ['a management account by its id beside the root', GROUP, `account ${M} by TrustingTarget.account, and`,
      alone(units({ organizationalUnitIds: [ROOT] }), TrustingTarget.account(M)), alone(units({ organizationalUnitIds: [ROOT] }))],
  ]);
});

describe('a StackSet is made from an account that is known', () => {
  const administered = (stack: (accounts: TwoAccounts) => Construct, target: (options: StackSetOptions) => TrustingTarget) =>
    bothIn((accounts) => [target({ stackSetScope: stack(accounts) })]);
  const standaloneIn = (stack: (accounts: TwoAccounts) => Construct): Input => (accounts) =>
    new TrustingRoleStackSet(stack(accounts), 'Roles', { assumingAccount: A, target: units() });
  rejects([
    ['by stackSetScope, for units', ACCESS, 'the account of stackSetScope "Anywhere" is a token',
      administered(anywhere, units), administered(management, units)],
    ['by stackSetScope, for listed accounts', ACCESS, 'the account of stackSetScope "Anywhere" is a token',
      administered(anywhere, listed), administered(management, listed)],
    ['by stackSetScope, which is in no stack', ACCESS, 'stackSetScope "" is not in a stack',
      administered(({ app }) => app, units), administered(management, units)],
    ['by its own stack', 'Anywhere/Roles', 'the account of the StackSet\'s stack is a token', standaloneIn(anywhere), standaloneIn(management)],
    ['by default, of the access', 'Anywhere/Access', 'the account of its stack is a token',
      (accounts) => new CrossAccountReadOnlyAccess(anywhere(accounts), 'Access', { trusting: [units()] }),
      (accounts) => new CrossAccountReadOnlyAccess(management(accounts), 'Access', { trusting: [units()] })],
  ]);
});

describe('managementAccountScope is a stack of the account that rolls out for the organization', () => {
  const ofRoot = (options: UnitsOptions) => units({ organizationalUnitIds: [ROOT], ...options });
  const administered = bothIn((accounts) => [ofRoot({ managementAccountScope: management(accounts), stackSetScope: management(accounts) })]);
  const delegated = bothIn((accounts) => [ofRoot({ managementAccountScope: management(accounts), delegatedAdmin: true })]);
  const byAnother = bothIn((accounts) => [ofRoot({ managementAccountScope: management(accounts) })]);
  rejects([
    ['of an account that only the deployment knows', ACCESS, 'managementAccountScope "Anywhere" is a token',
      bothIn((accounts) => [ofRoot({ managementAccountScope: anywhere(accounts) })]), administered],
    ['in no stack', ACCESS, 'managementAccountScope "" is not in a stack', bothIn(({ app }) => [ofRoot({ managementAccountScope: app })]), administered],
    ['in no stack of its Stage', ACCESS, 'managementAccountScope "Prod" is not in a stack',
      bothIn(({ app }) => [ofRoot({ managementAccountScope: new Stage(app, 'Prod') })]), administered],
    ['of another account than rolls out by default', STACK_SET, `managementAccountScope is account ${M}, and the StackSet is made in account ${A}`,
      byAnother, administered],
    ['of another account than rolls out, and is no delegated administrator', STACK_SET, `managementAccountScope is account ${M}, and`,
      byAnother, delegated],
    ['of another account than rolls out by a StackSet alone', STANDALONE,
      `managementAccountScope is account ${B}, and the StackSet is made in account ${M}`,
      standalone(({ b }) => ofRoot({ managementAccountScope: b })),
      standalone((accounts) => ofRoot({ managementAccountScope: new Construct(management(accounts), 'Part') }))],
    ['without the role that a group alone expects', GROUP, '"Management"',
      (accounts) => group({ trusting: [units({ managementAccountScope: management(accounts) })] })(accounts),
      (accounts) => {
        new TrustingRole(management(accounts), 'Role', { assumingAccount: A });
        return group({ trusting: [units({ managementAccountScope: management(accounts) })] })(accounts);
      }],
  ]);
});

describe('a TrustingRoleStackSet has a target that needs one, and is in the administrator\'s stack', () => rejects([
  ['TrustingTarget.scope', STANDALONE, 'target is a TrustingTarget.scope, which needs no StackSet',
    standalone(({ b }) => TrustingTarget.scope(b)), standalone(() => units())],
  ['TrustingTarget.account', STANDALONE, 'target is a TrustingTarget.account, which needs no StackSet',
    standalone(() => TrustingTarget.account(B)), standalone(() => TrustingTarget.stackSetToAccounts([B]))],
  ['stackSetScope in another stack', STANDALONE, 'stackSetScope is in Workload, and the StackSet in Management',
    standalone(({ b }) => units({ stackSetScope: b })),
    standalone((accounts) => units({ stackSetScope: new Construct(management(accounts), 'Part') }))],
  ['stackSetScope in another stack of the account', STANDALONE, 'stackSetScope is in Second, and the StackSet in Management',
    standalone((accounts) => units({ stackSetScope: accounts.stack('Second', M) })), standalone(() => units())],
  ['an assuming account that is none', STANDALONE, 'assumingAccount "1111" is not an account id',
    standalone(() => units(), '1111'), standalone(() => units(), A)],
]));

describe('a StackSet takes 51,200 bytes of template inline', () => {
  const read = (i: number) => new PolicyStatement({
    actions: ['s3:ListBucket'], resources: ['*'], conditions: { StringLike: { 's3:prefix': `${i}/${'x'.repeat(100)}` } },
  });
  const reading = (description: string): Pick<CrossAccountReadOnlyAccessProps, 'permissions' | 'description'> =>
    ({ permissions: ReadOnlyPermissions.custom({ statements: Array.from({ length: 231 }, (_, i) => read(i)) }), description });
  const inTemplate = (props: object): Input => access({ ...props, trusting: [units()] });
  const described = (description: string) => inTemplate(reading(description));

  /** The description that makes the template this long. */
  const upTo = (() => {
    const accounts = new TwoAccounts();
    described('d')(accounts);
    const bytes = Buffer.byteLength(onlyStackSet(accounts.templateA).properties.TemplateBody);
    return (length: number) => 'd'.repeat(1 + length - bytes);
  })();

  /** In a stack that cannot have assets. */
  const withoutAssets = (description: string): Input => ({ app }) => new CrossAccountReadOnlyAccess(
    new Stack(app, 'Identity', { env: { account: A, region: 'eu-west-1' }, synthesizer: new BootstraplessSynthesizer() }), 'Access',
    { ...reading(description), trusting: [units()] });

  describe('one byte more is an asset', () => {
    const propertiesOf = (description: string) => {
      const accounts = new TwoAccounts();
      const { stackSets: [{ role }] } = access({ ...reading(description), trusting: [units()] })(accounts);
      const [{ Properties }] = Object.values(accounts.templateA.findResources('AWS::CloudFormation::StackSet'));
      const assembly = accounts.app.synth();
      const [manifest] = assembly.artifacts.filter((artifact) => AssetManifestArtifact.isAssetManifestArtifact(artifact) && artifact.id === 'Identity.assets');
      const { files } = (manifest as AssetManifestArtifact).contents;
      const asset = Object.values(files ?? {}).find(({ source }) => source.path === role.stack.templateFile);
      return { properties: Properties, asset, template: role.stack.templateFile, directory: assembly.directory };
    };

    test.each<[string, (length: number) => string]>([['a letter', upTo], ['a character of two bytes', (length) => `${upTo(length - 2)}ü`]])('%s', (_, description) => {
      const [short, long] = [propertiesOf(description(51_200)), propertiesOf(description(51_201))];
      expect([short.properties.TemplateURL, short.asset]).toEqual([undefined, undefined]);
      expect(Buffer.byteLength(short.properties.TemplateBody)).toBe(51_200);
      expect(long.properties.TemplateBody).toBeUndefined();
      const [{ objectKey }] = Object.values(long.asset!.destinations);
      expect(JSON.stringify(long.properties.TemplateURL)).toContain(objectKey);
      const written = JSON.parse(readFileSync(join(long.directory, long.template), 'utf8'));
      expect(Buffer.byteLength(JSON.stringify(written))).toBe(51_201);
      expect(Object.values<any>(written.Resources).map(({ Type }) => Type)).toContain('AWS::IAM::Role');
    });
  });

  rejects([
    ['one byte more, in a stack that cannot have assets', STACK_SET, 'the role\'s template is 51201 bytes long, a StackSet accepts 51200 bytes inline, and the stack cannot have it as an asset',
      withoutAssets(upTo(51_201)), withoutAssets(upTo(51_200))],
    ['a character of two bytes more', STACK_SET, 'is 51201 bytes long', withoutAssets(`${upTo(51_199)}ü`), withoutAssets(`${upTo(51_199)}u`)],
    ['a role by itself may be longer', STACK_SET, 'is 51201 bytes long', withoutAssets(upTo(51_201)),
      (accounts) => new TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...reading(upTo(51_201)) })],
    ['an asset, which is none of its text', STACK_SET, 'the role\'s template has an asset',
      (accounts) => new Asset(both(units())(accounts).stackSets[0].role.stack, 'File', { path: __filename }),
      (accounts) => new Construct(both(units())(accounts).stackSets[0].role.stack, 'NoFile')],
    ['an image, which is none of its text', STACK_SET, 'the role\'s template has an asset',
      (accounts) => both(units())(accounts).stackSets[0].role.stack.synthesizer.addDockerImageAsset({ sourceHash: 'abc', directoryName: __dirname }),
      both(units())],
  ]);
});

describe('a StackSet\'s template must not refer to another stack, which its accounts do not have', () => {
  const reading = (resource: (accounts: TwoAccounts) => string): Input => (accounts) =>
    both(units())(accounts).stackSets[0].role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [resource(accounts)] }));

  rejects([
    ['a bucket of the app', STACK_SET, 'the role\'s template imports a value of another stack, which a StackSet cannot read',
      reading((accounts) => new Bucket(anywhere(accounts), 'Bucket').bucketArn), reading(() => 'arn:aws:s3:::bucket')],
    ['an export', STACK_SET, 'the role\'s template imports a value of another stack, which a StackSet cannot read',
      reading(() => Fn.importValue('Bucket')), reading(() => `arn:aws:s3:::${Aws.ACCOUNT_ID}`)],
  ]);
});

describe('a StackSet has the template of its role', () => {
  const overridden = (property: string, value?: string): Input => (accounts) => {
    const [stackSet] = both(units())(accounts).stackSets;
    (stackSet.node.defaultChild as CfnResource).addPropertyOverride(property, value);
  };
  rejects([
    ['not another text', STACK_SET, 'the StackSet has another TemplateBody in the finished template', overridden('TemplateBody', '{}'), overridden('Description', 'Roles')],
    ['not a URL', STACK_SET, 'the StackSet has another TemplateURL in the finished template', overridden('TemplateURL', 'https://example.com/role.json'), overridden('TemplateURL')],
  ]);
});

describe('CloudFormation resolves a dynamic reference in the text of a StackSet\'s template, in the wrong account', () => {
  const inStackSet = (props: Partial<CrossAccountReadOnlyAccessProps>): Input => access({ ...props, trusting: [units()] });
  const tagged = (value: string) => ReadOnlyPermissions.custom({
    statements: [new PolicyStatement({ actions: ['s3:ListBucket'], resources: ['*'], conditions: { StringEquals: { 'aws:ResourceTag/team': value } } })],
  });
  const secret = () => SecretValue.secretsManager('team').unsafeUnwrap();

  rejects([
    ['of a parameter', STACK_SET, 'the dynamic reference "{{resolve:ssm:team}}"',
      inStackSet({ description: 'For {{resolve:ssm:team}}.' }), inStackSet({ description: 'For {resolve:ssm:team}.' })],
    ['that does not end in its text', STACK_SET, 'the dynamic reference "{{resolve:ssm:team"',
      inStackSet({ description: '{{resolve:ssm:team' }), inStackSet({ description: '{{resolve ssm:team' })],
    ['of a secret, in a token', STACK_SET, 'the dynamic reference "{{resolve:secretsmanager:team:SecretString:::}}"',
      inStackSet({ description: secret() }), inStackSet({ description: Aws.ACCOUNT_ID })],
    ['in a policy', STACK_SET, 'the dynamic reference "{{resolve:ssm:team}}"',
      inStackSet({ permissions: tagged('{{resolve:ssm:team}}') }), inStackSet({ permissions: tagged('resolve:ssm:team') })],
    ['which a role in a stack may have', STACK_SET, 'the dynamic reference "{{resolve:ssm:team}}"',
      inStackSet({ description: '{{resolve:ssm:team}}' }), access({ description: '{{resolve:ssm:team}}' })],
  ]);

  test('what to do is told', () => {
    expect(rejectionOf(() => synth(inStackSet({ description: '{{resolve:ssm:team}}' }))).remedy)
      .toBe('give the role a description, permissions and conditions that are known at synth');
  });
});

describe.each<[string, (options?: StackSetOptions) => TrustingTarget]>([
  ['units', units],
  ['listed accounts', listed],
])('options of the StackSet of %s', (_, target) => {
  const { count, percentage } = AccountLimit;
  const bad = (what: string, value: string, wrong: StackSetOptions, right: StackSetOptions): BadInput =>
    [what, ACCESS, value, both(target(wrong)), both(target(right))];
  const longName = (length: number) => 'n'.repeat(length);

  test.each<[string, StackSetOptions, string]>([
    ['percent', { failureTolerance: percentage(101) }, 'give a whole number from 0 to 100'],
    ['some percent', { maxConcurrentAccounts: percentage(0) }, 'give a whole number from 1 to 100'],
    ['accounts', { failureTolerance: count(-1) }, 'give a whole number of at least 0'],
    ['some accounts', { maxConcurrentAccounts: count(0) }, 'give a whole number of at least 1'],
  ])('what may be given as %s is told', (__, options, remedy) => {
    expect(rejectionOf(() => synth(both(target(options)))).remedy).toBe(remedy);
  });

  rejects([
    bad('a Region that is empty', 'region ""', { region: '' }, {}),
    bad('an Availability Zone', 'region "eu-west-1a"', { region: 'eu-west-1a' }, { region: 'eu-west-1' }),
    bad('a Region in capitals', 'region "EU-WEST-1"', { region: 'EU-WEST-1' }, { region: 'us-gov-west-1' }),
    bad('no Region', 'region "global"', { region: 'global' }, { region: 'us-east-1' }),
    bad('a Region without its number', 'region "eu-west-"', { region: 'eu-west-' }, { region: 'ap-southeast-10' }),
    bad('a Region with a line break', 'region "eu-west-1\\n"', { region: 'eu-west-1\n' }, { region: 'eusc-de-east-1' }),
    bad('two Regions', 'region "eu-west-1,eu-north-1"', { region: 'eu-west-1,eu-north-1' }, { region: 'eu-north-1' }),
    bad('a tolerance of more than all', 'failureTolerance has a percentage of 101',
      { failureTolerance: percentage(101) }, { failureTolerance: percentage(100) }),
    bad('a tolerance of less than none', 'failureTolerance has a percentage of -1',
      { failureTolerance: percentage(-1) }, { failureTolerance: percentage(0) }),
    bad('a tolerance of a part of a percent', 'failureTolerance has a percentage of 0.5',
      { failureTolerance: percentage(0.5) }, { failureTolerance: percentage(1) }),
    bad('a tolerance of less than no account', 'failureTolerance has a count of -1', { failureTolerance: count(-1) }, { failureTolerance: count(0) }),
    bad('a tolerance of a part of an account', 'failureTolerance has a count of 1.5',
      { failureTolerance: count(1.5) }, { failureTolerance: count(101) }),
    bad('a tolerance without end', 'failureTolerance has a count of Infinity',
      { failureTolerance: count(Infinity) }, { failureTolerance: count(10_000) }),
    bad('no account at a time', 'maxConcurrentAccounts has a count of 0', { maxConcurrentAccounts: count(0) }, { maxConcurrentAccounts: count(1) }),
    bad('no percent at a time', 'maxConcurrentAccounts has a percentage of 0', { maxConcurrentAccounts: percentage(0) }, { maxConcurrentAccounts: percentage(1) }),
    bad('more than all at a time', 'maxConcurrentAccounts has a percentage of 101',
      { maxConcurrentAccounts: percentage(101) }, { maxConcurrentAccounts: percentage(100) }),
    bad('a name that is empty', 'stackSetName ""', { stackSetName: '' }, { stackSetName: 'A' }),
    bad('a name with an underscore', 'stackSetName "Read_Only"', { stackSetName: 'Read_Only' }, { stackSetName: 'Read-Only' }),
    bad('a name with a digit first', 'stackSetName "1Read"', { stackSetName: '1Read' }, { stackSetName: 'Read1' }),
    bad('a name with a hyphen first', 'stackSetName "-Read"', { stackSetName: '-Read' }, { stackSetName: 'Read-' }),
    bad('a name with a line break', 'stackSetName "Read\\n"', { stackSetName: 'Read\n' }, { stackSetName: 'Read' }),
    bad('a name of 129 characters', 'stackSetName "nnn', { stackSetName: longName(129) }, { stackSetName: longName(128) }),
  ]);
});

describe('options that only one kind of StackSet has', () => {
  const leaving = (accountRemovalPolicy: RemovalPolicy, accountFilter?: AccountFilter) => both(units({ accountRemovalPolicy, accountFilter }));
  const execution = (executionRoleName: string) => both(listed({ executionRoleName }));
  const [just, except] = [AccountFilter.only(B), AccountFilter.allExcept(B)];
  rejects([
    ['a snapshot of an account that leaves', ACCESS, 'accountRemovalPolicy is "snapshot"',
      leaving(RemovalPolicy.SNAPSHOT), leaving(RemovalPolicy.RETAIN)],
    ['retain on update, too', ACCESS, 'accountRemovalPolicy is "retain-on-update-or-delete"',
      leaving(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE), leaving(RemovalPolicy.DESTROY)],
    ['what leaves is retained, where nobody follows who leaves', ACCESS, 'accountRemovalPolicy is "retain" next to accountFilter AccountFilter.only',
      leaving(RemovalPolicy.RETAIN, just), leaving(RemovalPolicy.RETAIN, except)],
    ['the same, where it is to be destroyed', GROUP, 'accountRemovalPolicy is "retain" next to',
      alone(units({ accountRemovalPolicy: RemovalPolicy.RETAIN, accountFilter: just })),
      alone(units({ accountRemovalPolicy: RemovalPolicy.DESTROY, accountFilter: just }))],
    ['an execution role\'s name that is empty', ACCESS, 'executionRoleName ""', execution(''), execution('x')],
    ['an execution role\'s ARN', ACCESS, 'executionRoleName "arn:aws:iam::', execution(`arn:aws:iam::${B}:role/Rollout`), execution('Rollout')],
    ['an execution role\'s path', ACCESS, 'executionRoleName "ops/Rollout"', execution('ops/Rollout'), execution('ops+=,.@-Rollout')],
    ['an execution role\'s name of 65 characters', ACCESS, 'is 65 characters long', execution('n'.repeat(65)), execution('n'.repeat(64))],
  ]);
});

describe('the role in the template is checked as any other', () => rejects([
  ['a description beyond Latin-1', `${STACK_SET}/Template/TrustingRole`, '"5 €"',
    access({ trusting: [units()], description: '5 €' }), access({ trusting: [units()], description: '5 £' })],
  ['a role\'s name with a space', ACCESS, '"Read Only"',
    access({ trusting: [units()], roleName: 'Read Only' }), access({ trusting: [units()], roleName: 'Read_Only' })],
]));

describe('two accesses bring roles of two names to accounts', () => {
  const two = (second: (accounts: TwoAccounts) => unknown): Input => (accounts) => [both(units())(accounts), second(accounts)];
  const another = (props: CrossAccountReadOnlyAccessProps) => ({ a }: TwoAccounts) => new CrossAccountReadOnlyAccess(a, 'Another', props);
  const ofC = (props: { roleName?: string } = {}): Input => (accounts) => {
    const trusting = [units({ stackSetScope: management(accounts) })];
    both(...trusting)(accounts);
    return new CrossAccountReadOnlyAccess(accounts.stack('People', C), 'Access', { ...props, trusting });
  };
  const taken = (id: string) => `roleName "SecurityReadOnlyRole" is taken by another StackSet of ${id}`;
  rejects([
    ['units of one account\'s', 'Identity/Another', taken('Identity'),
      two(another({ trusting: [units({ organizationalUnitIds: [OTHER_UNIT] })] })), two(another({ trusting: [units()], roleName: 'Auditor' }))],
    ['two lists', 'Identity/Another', taken('Identity'),
      (accounts) => [both(listed())(accounts), another({ trusting: [listed()] })(accounts)], two(another({ trusting: [listed()] }))],
    ['for two assuming accounts', 'People/Access', taken('Management'), ofC(), ofC({ roleName: 'Auditor' })],
    ['in the management account', 'Management/TrustingRole-SecurityReadOnlyRole', 'roleName "SecurityReadOnlyRole" is taken',
      (accounts) => [TrustingTarget.scope(management(accounts)), units({ managementAccountScope: management(accounts), delegatedAdmin: true })]
        .map((target, i) => new CrossAccountReadOnlyAccess(accounts.a, `Access${i}`, { trusting: [target] })),
      (accounts) => [TrustingTarget.scope(management(accounts)), units({ managementAccountScope: management(accounts), delegatedAdmin: true })]
        .map((target, i) => new CrossAccountReadOnlyAccess(accounts.a, `Access${i}`, { trusting: [target], roleName: `Auditor${i}` }))],
  ]);
});

describe('two StackSets of one name cannot be told apart', () => {
  const twoAlone = (first: StackSetOptions, second: StackSetOptions): Input => (accounts) => [first, second].map((options, i) =>
    new TrustingRoleStackSet(management(accounts), `Roles${i}`, { assumingAccount: A, target: units(options) }));
  const parts = (second: { roleName?: string }): Input => (accounts) => [{}, second].map((props, i) => new CrossAccountReadOnlyAccess(accounts.a, `Access${i}`, {
    ...props, trusting: [units({ stackSetScope: new Construct(management(accounts), `Part${i}`) })],
  }));
  const taken = `stackSetName "SecurityReadOnlyRole-${A}" is taken by another StackSet of Management`;
  rejects([
    ['of the default name', 'Management/Roles1', taken, twoAlone({}, {}), twoAlone({}, { stackSetName: 'Others' })],
    ['of a name that is given', 'Management/Roles1', 'stackSetName "Auditors" is taken',
      twoAlone({ stackSetName: 'Auditors' }, { stackSetName: 'Auditors' }), twoAlone({ stackSetName: 'Auditors' }, { stackSetName: 'Auditors2' })],
    ['in two parts of a stack', 'Management/Part1/TrustingRoles-SecurityReadOnlyRole', taken, parts({}), parts({ roleName: 'Auditor' })],
  ]);

  test('in two stacks of an account, they are warned of: only one may be deployed', () => {
    const accounts = new TwoAccounts();
    const second = accounts.stack('Second', M);
    [management(accounts), second].forEach((stack) => new TrustingRoleStackSet(stack, 'Roles', { assumingAccount: A, target: units() }));
    const found = Annotations.fromStack(second).findWarning('/Second/Roles', Match.stringLikeRegexp('is taken in the same account by Management'));
    expect(found).toHaveLength(1);
  });
});

describe('lists that only the deployment knows', () => {
  const list = ({ a }: TwoAccounts) => new CfnParameter(a, 'List', { type: 'CommaDelimitedList' }).valueAsList;
  rejects([
    ['of accounts', ACCESS, 'TrustingTarget.stackSetToAccounts is a list token', bothIn((accounts) => [TrustingTarget.stackSetToAccounts(list(accounts))]), both(listed())],
    ['of accounts in a filter', ACCESS, 'AccountFilter.only is a list token',
      bothIn((accounts) => [units({ accountFilter: AccountFilter.only(...list(accounts)) })]), both(units({ accountFilter: AccountFilter.only(B) }))],
  ]);

  test('of units and paths are passed on', () => {
    const accounts = new TwoAccounts();
    const value = list(accounts);
    both(units({ organizationalUnitIds: value, organizationPaths: value }))(accounts);
    const reference = { Ref: 'List' };
    expect(onlyStackSet(accounts.templateA).properties.StackInstancesGroup[0].DeploymentTargets).toEqual({ OrganizationalUnitIds: reference });
    expect(onlyPolicy(accounts.templateA, 'InOrganization').PolicyDocument.Statement[0].Condition['ForAnyValue:StringLike'])
      .toEqual({ 'aws:ResourceOrgPaths': reference });
  });
});

describe('accounts whose ARNs the policies of a group do not hold are rejected, and the error says how many they hold', () => {
  const accountIds = (count: number) => Array.from({ length: count }, (_, i) => String(200_000_000_000 + i));
  const managed = (count: number) => Array.from({ length: count }, (_, i) => ManagedPolicy.fromAwsManagedPolicyName(`Policy${i}`));
  const home = (count: number) => ReadOnlyPermissions.custom({ managedPolicies: managed(count) });
  type Make = (trusting: TrustingTarget[]) => Input;
  const naming = (count: number, make: Make) => make(accountIds(count).map((id) => TrustingTarget.account(id)));
  const refused = (count: number, make: Make) => {
    const { path, problem } = rejectionOf(() => synth(naming(count, make)));
    const [, all, fitting] = /names (\d+) accounts, but the policies of one group can hold only (\d+) of their roles$/.exec(problem)!.map(Number);
    return { path, all, fitting };
  };

  test.each<[string, string, number, Make]>([
    ['a group alone', GROUP, 1_200, (trusting) => group({ trusting })],
    ['one that has policies already', GROUP, 200, (trusting) => group({ trusting, groupPermissions: home(9) })],
    ['one that has all policies already, but the inline one', GROUP, 100, (trusting) => group({ trusting, groupPermissions: home(10) })],
    ['that of an access', `${ACCESS}/Group`, 1_200, (trusting) => access({ trusting: [TrustingTarget.stackSetToAccounts(accountIds(trusting.length))] })],
  ])('%s', (_, where, tooMany, make) => {
    const { path, all, fitting } = refused(tooMany, make);
    expect([path, all]).toEqual([where, tooMany]);
    expect(refused(fitting + 1, make).fitting).toBe(fitting);
    synth(naming(fitting, make));
  });

  test('units hold any number', () => {
    synth(both(units({ organizationalUnitIds: [ROOT] })));
    synth(alone(units({ organizationalUnitIds: [ROOT], accountFilter: AccountFilter.allExcept(...accountIds(2_000)) })));
  });
});

describe('tokens, where no literal is required, pass through', () => {
  const lastNumber = (value: number) => Lazy.number({ produce: () => value });
  test.each<[string, TrustingTarget, any]>([
    ['units', units({ organizationalUnitIds: [last(OTHER_UNIT), UNIT] }),
      { StackInstancesGroup: [expect.objectContaining({ DeploymentTargets: { OrganizationalUnitIds: [OTHER_UNIT, UNIT] } })] }],
    ['region', listed({ region: last('eu-north-1') }), { StackInstancesGroup: [expect.objectContaining({ Regions: ['eu-north-1'] })] }],
    ['stackSetName', units({ stackSetName: last('Audit') }), { StackSetName: 'Audit' }],
    ['executionRoleName', listed({ executionRoleName: last('RolledOut') }), { ExecutionRoleName: 'RolledOut' }],
    ['shares of accounts', units({ failureTolerance: AccountLimit.count(lastNumber(3)), maxConcurrentAccounts: AccountLimit.percentage(lastNumber(50)) }),
      { OperationPreferences: { FailureToleranceCount: 3, MaxConcurrentPercentage: 50 } }],
  ])('%s', (_, target, properties) => {
    const accounts = new TwoAccounts();
    both(target)(accounts);
    expect(onlyStackSet(accounts.templateA).properties).toMatchObject(properties);
  });

  test('organizationPaths', () => {
    const accounts = new TwoAccounts();
    both(units({ organizationPaths: [last('o-a1b2c3d4e5/*')] }))(accounts);
    expect(onlyPolicy(accounts.templateA, 'AssumeRole').PolicyDocument.Statement[0].Condition)
      .toEqual({ 'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': ['o-a1b2c3d4e5/*'] } });
  });
});
