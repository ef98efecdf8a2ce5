import { AspectApplication, Aspects, CfnCondition, CfnResource, Duration, IAspect, Lazy, PropertyInjectors, Stack, Tags } from 'aws-cdk-lib';
import {
  AccountPrincipal, CfnGroup, CfnManagedPolicy, CfnPolicy, CfnRole, CfnUserToGroupAddition, Effect, Group, ManagedPolicy, PermissionsBoundary, Policy,
  PolicyDocument, PolicyStatement, Role,
} from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import fc, { Arbitrary } from 'fast-check';
import { AssumingGroup, TrustingRole } from '../../src';
import { A, B, TwoAccounts } from '../support/two-accounts';

/** What an app does to the constructs of the library: before it makes them, or in an aspect. It can be printed. */
export type Change =
  | { readonly inject: keyof typeof INJECTED; readonly props: Record<string, unknown> }
  | { readonly context: Record<string, unknown> }
  | { readonly apply: keyof typeof APPLIED; readonly value: unknown }
  | { readonly aspectOn: keyof typeof RESOURCES; readonly nth: number; readonly attribute: string; readonly value: unknown; readonly late: boolean }
  | { readonly override: keyof typeof RESOURCES; readonly nth: number; readonly path: string; readonly value: unknown }
  | { readonly remove: keyof typeof RESOURCES; readonly nth: number }
  | { readonly conditionOn: keyof typeof RESOURCES; readonly nth: number };

/** The resources that aspects and overrides change: those of the library, and not the app's own. */
const RESOURCES: Record<string, (app: IConstruct) => CfnResource[]> = {
  role: (app) => ours(app, TrustingRole).map(({ node }) => node.defaultChild).filter((resource) => resource instanceof CfnRole),
  group: (app) => ours(app, AssumingGroup).map(({ node }) => node.defaultChild).filter((resource) => resource instanceof CfnGroup),
  policy: (app) => app.node.findAll().filter((construct) => construct instanceof CfnPolicy || construct instanceof CfnManagedPolicy),
  members: (app) => app.node.findAll().filter((construct) => construct instanceof CfnUserToGroupAddition),
};

const INJECTED = { Role, Group, Policy, ManagedPolicy };

function ours<T extends IConstruct>(app: IConstruct, type: abstract new (...args: any[]) => T): T[] {
  return app.node.findAll().filter((construct): construct is T => construct instanceof type);
}

const statement = (effect: Effect, action: string) => new PolicyStatement({ effect, actions: [action], resources: ['*'] });
const stranger = () => new PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new AccountPrincipal('999999999999')] });

/** Calls of the CDK's own methods. */
const APPLIED: Record<string, (accounts: TwoAccounts, value: any) => unknown> = {
  'boundary of the app': ({ app }, arn) => PermissionsBoundary.of(app).apply(ManagedPolicy.fromManagedPolicyArn(app.node.findAll().find(Stack.isStack)!, 'Boundary', arn)),
  'no boundary': ({ app }) => PermissionsBoundary.of(app).clear(),
  'tag': ({ app }, value) => Tags.of(app).add('Owner', value),
  'trust': ({ app }) => ours(app, TrustingRole).forEach((role) => role.assumeRolePolicy!.addStatements(stranger())),
  'permission': ({ app }) => ours(app, TrustingRole).forEach((role) => role.addToPolicy(statement(Effect.ALLOW, '*'))),
  'managed policy': ({ app }) => ours(app, TrustingRole).forEach((role) => role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess'))),
  'permission of the group': ({ app }) => ours(app, AssumingGroup).forEach((group) => group.addToPolicy(statement(Effect.ALLOW, '*'))),
  'allowed in the denials': ({ app }) => denials(app).forEach((policy) => policy.addStatements(statement(Effect.ALLOW, '*'))),
  'denied in the denials': ({ app }) => denials(app).forEach((policy) => policy.addStatements(statement(Effect.DENY, 's3:*'))),
};

function denials(app: IConstruct): ManagedPolicy[] {
  return ours(app, ManagedPolicy).filter(({ node }) => node.id.startsWith('ReadOnlyDenials'));
}

const NO_VALUE = { Ref: 'AWS::NoValue' };
const MAYBE = { 'Fn::If': ['IsProd', 'arn:aws:iam::aws:policy/ReadOnlyAccess', NO_VALUE] };
const BOUNDARIES = ['arn:aws:iam::aws:policy/ReadOnlyAccess', `arn:aws:iam::${B}:policy/boundary`, `arn:aws:iam::${A}:policy/boundary`, 'arn:aws:iam::aws:policy/AdministratorAccess'];
const NAMES = ['SecurityReadOnlyRole', 'acme-SecurityReadOnlyRole', 'securityreadonlyrole', 'x y', '', 'auditors', NO_VALUE];
const PATHS = ['/', '/org/', 'org', NO_VALUE];
const SECONDS = [3600, 900, 43_200, 28_800, '3600', 0, NO_VALUE];
const DOCUMENTS = [
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: A } } },
  { Version: '2012-10-17', Statement: [] }, {}, 'text', MAYBE, NO_VALUE,
];
const PARTS: Record<string, unknown[]> = {
  Effect: ['Allow', 'Deny', '', NO_VALUE],
  Action: ['*', 's3:PutObject', 'sts:AssumeRole', ['sts:AssumeRole', 'sts:TagSession'], [], NO_VALUE],
  NotAction: ['iam:Get*', [], NO_VALUE],
  Principal: ['*', { AWS: '*' }, { AWS: A }, { AWS: `arn:aws:iam::${A}:root` }, { AWS: 'arn:aws:iam::999999999999:root' }, {}, NO_VALUE],
  Resource: ['*', 'bucket', `arn:aws:iam::${B}:role/Admin`, [], NO_VALUE],
  Condition: [
    {}, { Bool: {} }, { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, { Bool: { 'aws:MultiFactorAuthPresent': NO_VALUE } }, NO_VALUE,
    { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, { 'Fn::If': ['IsProd', { StringEquals: {} }, NO_VALUE] },
  ],
};

/** Undefined takes the value out of the template. */
const orNothing = (values: unknown[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: fc.constant(undefined) });
const few = fc.integer({ min: 0, max: 3 });

/** The properties of each resource, as the attributes of its construct, with values that change or break a promise, or do neither. */
const PROPERTIES: Record<string, Record<string, unknown[]>> = {
  role: {
    roleName: NAMES,
    path: PATHS,
    permissionsBoundary: [...BOUNDARIES, MAYBE, NO_VALUE],
    maxSessionDuration: SECONDS,
    description: ['text', ''],
    managedPolicyArns: [[], BOUNDARIES, ['arn:aws:iam::aws:policy/ViewOnlyAccess'], NO_VALUE],
    assumeRolePolicyDocument: DOCUMENTS,
    policies: [[], [{ policyName: 'Permissions', policyDocument: DOCUMENTS[0] }], NO_VALUE],
  },
  group: { groupName: ['auditors', '', NO_VALUE], path: PATHS, managedPolicyArns: [[], BOUNDARIES, NO_VALUE], policies: [[], [{ policyName: 'More', policyDocument: DOCUMENTS[0] }]] },
  policy: { policyDocument: DOCUMENTS, groups: [[], ['other'], NO_VALUE], roles: [[], ['other'], NO_VALUE], users: [['userB'], []] },
  members: { users: [[], ['other'], NO_VALUE], groupName: ['other', NO_VALUE] },
};
const upperCase = (attribute: string) => attribute[0].toUpperCase() + attribute.slice(1);

/** The places of policy documents in a resource. */
const DOCUMENT_PATHS: Record<string, string[]> = {
  role: ['AssumeRolePolicyDocument', 'Policies.0.PolicyDocument'], policy: ['PolicyDocument'],
};

const onResource = fc.constantFrom(...Object.keys(PROPERTIES), 'role', 'policy', 'role');
const attributeOf = (resource: string) => fc.constantFrom(...Object.entries(PROPERTIES[resource])).chain(([attribute, values]) =>
  orNothing(values).map((value) => ({ attribute, value })));
const aspect = onResource.chain((aspectOn) => fc.tuple(few, attributeOf(aspectOn), fc.boolean())
  .map(([nth, { attribute, value }, late]): Change => ({ aspectOn, nth, attribute, value, late })));
const property = onResource.chain((override) => fc.tuple(few, attributeOf(override)).map(([nth, { attribute, value }]): Change =>
  ({ override, nth, path: upperCase(attribute), value })));
const statementPart = fc.constantFrom('role', 'role', 'policy').chain((override) => fc.tuple(few, fc.constantFrom(...DOCUMENT_PATHS[override]), few,
  fc.constantFrom(...Object.entries(PARTS)).chain(([part, values]) => orNothing(values).map((value) => ({ part, value }))))
  .map(([nth, document, i, { part, value }]): Change => ({ override, nth, path: `${document}.Statement.${i}.${part}`, value })));
const condition = fc.tuple(few, few, fc.constantFrom('Bool', 'Bool.aws:MultiFactorAuthPresent', 'ArnLike', 'StringEquals'), orNothing([{}, [], 'false', NO_VALUE]))
  .map(([nth, i, at, value]): Change => ({ override: 'role', nth, path: `AssumeRolePolicyDocument.Statement.${i}.Condition.${at}`, value }));
const texts = (values: unknown[]) => values.filter((value) => typeof value === 'string');
const injection = fc.constantFrom<[keyof typeof INJECTED, Record<string, unknown[]>]>(
  ['Role', {
    roleName: [...texts(NAMES), undefined],
    path: [...texts(PATHS), undefined],
    description: ['text'],
    managedPolicies: [[], undefined],
    inlinePolicies: [{}, undefined],
    permissionsBoundary: [undefined],
    maxSessionDuration: [undefined, Duration.hours(12)],
    assumedBy: [new AccountPrincipal(A)],
  }],
  ['Group', { groupName: ['auditors', '', undefined], path: texts(PATHS), managedPolicies: [[], undefined] }],
  ['Policy', { statements: [[statement(Effect.ALLOW, '*')], []], document: [new PolicyDocument(), undefined], policyName: ['name'], groups: [[], undefined] }],
  ['ManagedPolicy', {
    statements: [[statement(Effect.ALLOW, '*')], []], document: [new PolicyDocument(), undefined], path: ['/org/'], managedPolicyName: ['name'], roles: [[]], groups: [[], undefined],
  }],
).chain(([inject, values]) => fc.constantFrom(...Object.entries(values)).chain(([prop, of]) => fc.constantFrom(...of).map((value): Change =>
  ({ inject, props: { [prop]: value } }))));
const context = fc.constantFrom<Change>(
  { context: { '@aws-cdk/core:permissionsBoundary': { name: 'org-boundary' } } },
  { context: { '@aws-cdk/core:permissionsBoundary': { arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } } },
  { context: { '@aws-cdk/aws-iam:minimizePolicies': true } },
);
const removal = fc.tuple(onResource, few).map(([remove, nth]): Change => ({ remove, nth }));
const conditional = fc.tuple(onResource, few).map(([conditionOn, nth]): Change => ({ conditionOn, nth }));
const call = fc.constantFrom(...Object.keys(APPLIED)).chain((apply) => fc.constantFrom(...BOUNDARIES).map((value): Change => ({ apply, value })));

/** Random changes of what an app makes. */
export const fuzzChanges: Arbitrary<Change[]> = fc.array(
  fc.oneof(aspect, property, statementPart, condition, injection, context, call, removal, conditional), { minLength: 1, maxLength: 3 },
);

/** The context of an app with these changes. */
export function contextOf(changes: readonly Change[]): Record<string, unknown> {
  return Object.assign({}, ...changes.map((change) => 'context' in change ? change.context : {}));
}

/** Adds what must be in the app before the constructs. Older versions of the CDK have no property injectors. */
export function injectProps({ app }: TwoAccounts, changes: readonly Change[]): void {
  const injections = changes.filter((change) => 'inject' in change);
  Object.entries(INJECTED).forEach(([inject, { PROPERTY_INJECTION_ID: constructUniqueId }]) => {
    const injected = injections.filter((change) => change.inject === inject).map(({ props }) => props);
    if (injected.length > 0 && PropertyInjectors) {
      PropertyInjectors.of(app).add({ constructUniqueId, inject: (props) => Object.assign({}, props, ...injected) });
    }
  });
}

/** Makes the other changes: calls at once, and what changes resources in aspects. */
export function makeChanges(accounts: TwoAccounts, changes: readonly Change[]): void {
  changes.forEach((change) => {
    if ('apply' in change) {
      APPLIED[change.apply](accounts, change.value);
    } else if ('nth' in change) {
      Aspects.of(accounts.app).add(new OnceInApp(() => changeResource(accounts.app, change)));
    }
  });
}

class OnceInApp implements IAspect {
  constructor(private readonly run: () => void) {}

  public visit({ node }: IConstruct): void {
    if (!node.scope) {
      this.run();
    }
  }
}

type ResourceChange = Extract<Change, { nth: number }>;

function kindOf(change: ResourceChange): string {
  return 'override' in change ? change.override : 'aspectOn' in change ? change.aspectOn : 'remove' in change ? change.remove : change.conditionOn;
}

function changeResource(app: IConstruct, change: ResourceChange): void {
  const resources = RESOURCES[kindOf(change)](app);
  const resource = resources[change.nth % resources.length];
  if (!resource) {
    return;
  }
  const { node, stack } = resource;
  if ('remove' in change) {
    node.scope!.node.tryRemoveChild(node.id);
    return;
  }
  if ('conditionOn' in change) {
    resource.cfnOptions.condition = (stack.node.tryFindChild('IsProd') ?? new CfnCondition(stack, 'IsProd')) as CfnCondition;
    return;
  }
  // The CDK merges later overrides into the value.
  const value = structuredClone(change.value);
  if ('override' in change) {
    resource.addPropertyOverride(change.path, value);
  } else {
    (resource as any)[change.attribute] = change.late ? Lazy.any({ produce: () => value }) : value;
  }
}

/** Runs all aspects, as the CDK does at synth: parents before children, and those of a construct by priority, which older versions do not have. */
export function invokeAspects(construct: IConstruct, inherited: readonly Omit<AspectApplication, 'construct'>[] = []): void {
  const { all, applied = all.map((each) => ({ aspect: each, priority: 0 })) } = Aspects.of(construct);
  const aspects = [...inherited, ...applied].sort((one, other) => one.priority - other.priority);
  aspects.forEach(({ aspect: each }) => each.visit(construct));
  construct.node.children.forEach((child) => invokeAspects(child, aspects));
}
