import { CfnElement, Stack } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { AssumingGroup, TrustingRole } from '../../src';

type Json = any;

/** A role or group in a finished template, with the statements of all its policies, one for each action and principal. */
interface FinishedIdentity {
  readonly arn?: string;
  readonly properties: Json;
  readonly trust: () => Grant[];
  readonly statements: () => Grant[];
  readonly managed: string[];
  /** The names of its inline policies. */
  readonly inline: string[];
  readonly documents: Json[];
}

interface Grant {
  readonly effect: string;
  readonly about: string;
  readonly condition: Json;
}

/** What the templates of an app say of the library's roles and groups, read without the library. */
export interface FinishedApp {
  readonly text: string;
  readonly roles: ReadonlyMap<string, FinishedIdentity>;
  readonly groups: ReadonlyMap<string, FinishedIdentity>;
  readonly warnings: string[];
  /** What the library hands out for each role: its statement, its link and its profile. */
  readonly links: () => ReadonlyMap<string, string>;
}

/** Reads the finished templates, without writing them to files. */
export function finishedApp(app: IConstruct): FinishedApp {
  const constructs = app.node.findAll();
  const templates = new Map<Stack, Json>();
  constructs.filter(CfnElement.isCfnElement).forEach((element) => {
    const { stack } = element;
    const { Resources } = templates.get(stack) ?? { Resources: {} };
    const rendered = stack.resolve((element as any)._toCloudFormation());
    templates.set(stack, { Resources: Object.assign(Resources, rendered.Resources), text: `${templates.get(stack)?.text ?? ''}${JSON.stringify(rendered)}\n` });
  });
  const identities = <T extends TrustingRole | AssumingGroup>(type: abstract new (...args: any[]) => T) =>
    new Map(constructs.filter((construct): construct is T => construct instanceof type)
      .map((construct): [string, FinishedIdentity] => [construct.node.path, identityOf(construct, templates.get(construct.stack)?.Resources ?? {})]));
  return {
    text: [...templates.values()].map((template) => template.text).join(''),
    roles: identities(TrustingRole),
    groups: identities(AssumingGroup),
    warnings: constructs.flatMap(({ node }) => node.metadata).filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => String(data)),
    links: once(() => new Map(constructs.filter((construct) => construct instanceof TrustingRole).map((role) => [
      role.node.path, [role.stack.resolve(role.assumeRoleStatementJson), role.stack.resolve(role.switchRoleUrl ?? ''), role.stack.resolve(role.cliProfiles.awsCli)]
        .map((value) => text(role.stack, value)).join('\n'),
    ]))),
  };
}

function identityOf(construct: TrustingRole | AssumingGroup, resources: Json): FinishedIdentity {
  const { stack } = construct;
  const resource = construct.node.defaultChild as CfnRole;
  const id: string = stack.resolve(resource.logicalId);
  const { Properties: properties = {}, Condition: condition } = resources[id] ?? {};
  const refers = (list: unknown, key: string) => JSON.stringify(list ?? []).includes(`{"Ref":"${key}"}`);
  const attached = Object.entries<Json>(resources).filter(([key, { Type, Condition, Properties: { Roles, Groups } = {} as Json }]) => /^AWS::IAM::(Managed)?Policy$/.test(Type)
    && (Condition === undefined || Condition === condition)
    && (refers(Roles, id) || refers(Groups, id) || refers(properties.ManagedPolicyArns, key)));
  const documents = [
    ...Array.isArray(properties.Policies) ? properties.Policies.map(({ PolicyDocument }: Json) => PolicyDocument) : [],
    ...attached.map(([, { Properties: { PolicyDocument } }]) => PolicyDocument),
  ];
  return {
    arn: properties.RoleName === undefined ? undefined : `:iam::${text(stack, stack.resolve(stack.account))}:role${text(stack, properties.Path ?? '/')}${text(stack, properties.RoleName)}`,
    properties: textsIn(stack, properties),
    trust: once(() => grantsOf(stack, properties.AssumeRolePolicyDocument)),
    statements: once(() => documents.flatMap((document) => grantsOf(stack, document))),
    managed: (Array.isArray(properties.ManagedPolicyArns) ? properties.ManagedPolicyArns : []).map((arn: Json) => text(stack, arn)),
    inline: [
      ...Array.isArray(properties.Policies) ? properties.Policies.map(({ PolicyName }: Json) => PolicyName) : [],
      ...attached.filter(([, { Type, Condition }]) => Type === 'AWS::IAM::Policy' && Condition === undefined).map(([, { Properties: { PolicyName } }]) => PolicyName),
    ],
    documents: [properties.AssumeRolePolicyDocument, ...documents],
  };
}

/** Computes a value when it is first needed: most inputs do not need all of them. */
function once<T>(compute: () => T): () => T {
  let computed: { readonly value: T } | undefined;
  return () => (computed ??= { value: compute() }).value;
}

/** A value of a template as text, with the stack's own account and Region. */
function text(stack: Stack, value: Json): string {
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  if (Array.isArray(value['Fn::Join'])) {
    return value['Fn::Join'][1].map((part: Json) => text(stack, part)).join(value['Fn::Join'][0]);
  }
  const own: Record<string, string> = { 'AWS::Partition': 'aws', 'AWS::AccountId': stack.account, 'AWS::Region': stack.region };
  return typeof value.Ref === 'string' && own[value.Ref] && !own[value.Ref].includes('Token') ? own[value.Ref] : JSON.stringify(value);
}

function textsIn(stack: Stack, value: Json): Json {
  if (Array.isArray(value)) {
    return value.map((entry) => textsIn(stack, entry));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::')) ? text(stack, value)
    : Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, textsIn(stack, entry)]));
}

const list = (value: Json): Json[] => value === undefined ? [undefined] : Array.isArray(value) ? value : [value];

function grantsOf(stack: Stack, document: Json): Grant[] {
  const statements = list(document?.Statement).filter((statement) => typeof statement === 'object' && statement !== null && statement.Effect);
  return statements.flatMap((statement) => {
    const { Effect, Action, NotAction, Principal, Resource, NotResource, NotPrincipal, Condition = {} } = textsIn(stack, statement);
    const principals = typeof Principal === 'object' ? Object.entries(Principal).flatMap(([kind, values]) => list(values).map((value) => `${kind} ${value}`)) : [String(Principal)];
    const rest = JSON.stringify([NotAction, NotResource, NotPrincipal]);
    return list(Action).flatMap((action) => principals.flatMap((principal) => list(Resource).map((resource) =>
      ({ effect: Effect, about: [action, principal.replace(/arn:[^:]+:iam::(\d+):root$/, '$1'), resource, rest].join(' '), condition: Condition }))));
  });
}

/** Whether one condition requires all that the other one does. */
function isAsStrict(condition: Json, other: Json): boolean {
  return Object.entries<Json>(other).every(([operator, keys]) => Object.entries(keys).every(([key, values]) =>
    JSON.stringify(list(condition?.[operator]?.[key]).sort()) === JSON.stringify(list(values).sort())));
}

const isSame = (one: Json, other: Json) => isAsStrict(one, other) && isAsStrict(other, one);

/** What the library knows of an app: only the user's own prop can replace a boundary. */
export interface Given {
  readonly boundary: boolean;
  /** Whether the app itself adds statements to trust policies. */
  readonly trust: boolean;
}

/** Roles that no group may assume by the name that they have in the template, in an app that makes both. */
export function lockedOut({ groups, roles }: FinishedApp): string[] {
  const allowed = [...groups.values()].flatMap(({ statements }) => statements()).filter(({ effect }) => effect === 'Allow').map(({ about }) => about);
  const inAnyAccount = (arn: string) => arn.replace(/^:iam::.*?:role/, ':iam::*:role');
  // The account of a role in a StackSet is known at deployment only.
  const isAllowed = (arn: string) => allowed.some((about) => [arn, inAnyAccount(arn)].some((name) => about.includes(`${name} `))
    || !/^:iam::\d{12}:/.test(arn) && about.includes(`${arn.replace(/^:iam::.*?:role/, ':role')} `));
  return groups.size === 0 ? [] : [...roles].filter(([, { arn }]) => arn === undefined || !isAllowed(arn)).map(([path]) => path);
}

/** Roles and groups that list a managed policy twice, which CloudFormation refuses, or have two inline policies of one name, of which IAM keeps one. */
export function listedTwice({ groups, roles }: FinishedApp): string[] {
  const isRepeated = (entries: string[]) => new Set(entries).size < entries.length;
  return [...roles, ...groups].filter(([, { managed, inline }]) => isRepeated(managed) || isRepeated(inline)).map(([path]) => path);
}

/** What is wrong in the finished templates, compared with those without changes: nothing may be, without an error or a warning. */
export function brokenPromises(written: FinishedApp, finished: FinishedApp, given: Given): string[] {
  const warned = (id: string) => finished.warnings.some((warning) => warning.includes(`cdk-cross-account-read-only-access:${id}`));
  return [
    ...[...written.roles].flatMap(([path, role]) => brokenByRole(role, finished.roles.get(path)!, finished.links().get(path)!, given, warned).map((broken) => `${path} ${broken}`)),
    ...[...written.groups].flatMap(([path, group]) => brokenByGroup(group, finished.groups.get(path)!, warned).map((broken) => `${path} ${broken}`)),
  ];
}

type Warned = (id: string) => boolean;

function brokenByRole(written: FinishedIdentity, finished: FinishedIdentity, links: string, given: Given, warned: Warned): string[] {
  const { PermissionsBoundary: boundary, MaxSessionDuration: seconds = 3600 } = finished.properties;
  const { PermissionsBoundary: promised, MaxSessionDuration: promisedSeconds = 3600 } = written.properties;
  const lacks = (grants: Grant[], in_: Grant[]) => grants.filter((grant) => !in_.some((other) =>
    other.effect === grant.effect && other.about === grant.about && (grant.effect === 'Deny' ? isSame(other.condition, grant.condition) : isAsStrict(other.condition, grant.condition))));
  const added = finished.trust().filter(({ effect, about, condition }) => effect !== 'Deny'
    && !written.trust().some((grant) => grant.effect === effect && grant.about === about && isAsStrict(condition, grant.condition)));
  const [denied, allowed] = ['Deny', 'Allow'].map((effect) => lacks(written.statements().filter((grant) => grant.effect === effect), finished.statements()));
  return [
    ...finished.arn !== written.arn ? [`is ${finished.arn} instead of ${written.arn}`] : [],
    ...finished.arn && !links.includes(finished.arn) ? [`is ${finished.arn}, which is not in ${links}`] : [],
    ...boundary === undefined || boundary.includes('NoValue') ? ['has no boundary'] : [],
    ...boundary !== promised && !(given.boundary && warned('boundaryReplaced')) ? [`has the boundary ${boundary} instead of ${promised}`] : [],
    ...Number(seconds) < Number(promisedSeconds) || !(Number(seconds) > 0) ? [`has sessions of ${seconds} seconds`] : [],
    ...Number(seconds) > Number(promisedSeconds) && !warned('sessionsLonger') ? [`has sessions of ${seconds} seconds, without a warning`] : [],
    ...lacks(written.trust(), finished.trust()).map((grant) => `does not trust ${JSON.stringify(grant)}`),
    ...added.length > 0 && !(given.trust && warned('trustStatementsAdded')) ? [`trusts ${JSON.stringify(added)}`] : [],
    ...denied.length > 0 ? [`does not deny ${described(denied)}`] : [],
    ...(allowed.length > 0 || written.managed.some((arn) => !finished.managed.includes(arn))) && !warned('permissionsReduced') ? [`does not allow ${described(allowed)}`] : [],
    ...finished.documents.flatMap(emptyConditions),
  ];
}

function brokenByGroup(written: FinishedIdentity, finished: FinishedIdentity, warned: Warned): string[] {
  const missing = written.statements().filter((grant) => !finished.statements().some((other) =>
    other.effect === grant.effect && other.about === grant.about && isSame(other.condition, grant.condition)));
  return [
    ...missing.length > 0 ? [`lacks ${described(missing)}`] : [],
    ...written.managed.filter((arn) => !finished.managed.includes(arn)).map((arn) => `lacks ${arn}`),
    ...JSON.stringify(finished.properties.GroupName) !== JSON.stringify(written.properties.GroupName) && written.properties.GroupName !== undefined && !warned('groupRenamed') ? ['is renamed'] : [],
    ...finished.documents.flatMap(emptyConditions),
  ];
}

/** The first of the grants, and the number of the others. */
function described([first, ...others]: Grant[]): string {
  return `${JSON.stringify(first).slice(0, 300)} and ${others.length} more`;
}

/** Conditions that vanish at deployment: IAM would apply the statement without them. */
function emptyConditions(document: Json): string[] {
  return list(document?.Statement).filter((statement) => isEmpty(statement?.Condition ?? { some: { key: 'value' } }))
    .map((statement) => `has an empty condition: ${JSON.stringify(statement)}`);
}

/** A map with `Ref` and another key is no function: CloudFormation leaves it as it is, and IAM refuses it. */
function isEmpty(value: Json): boolean {
  const isNoValue = value?.Ref === 'AWS::NoValue' && Object.keys(value).length === 1;
  return value === undefined || value === null || value === ''
    || typeof value === 'object' && (Object.keys(value).length === 0 || isNoValue || Object.values(value).some((entry) => entry !== '' && isEmpty(entry)));
}
