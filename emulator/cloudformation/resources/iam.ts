import { EVENTS_RULE, SQS_QUEUE, SQS_QUEUE_POLICY } from './events-and-sqs';
import { STACK_SET } from './stack-set';
import { Params } from '../../api/operation';
import { notEmulated } from '../../aws-error';
import { given, refuseUnknown } from '../template';

/** A call that CloudFormation makes on behalf of whoever deploys. */
export interface ApiCall {
  readonly service: string;
  readonly operation: string;
  readonly params: Params;
  /** Calls to make before it, which depend on what is there. */
  readonly before?: { readonly look: ApiCall; calls(found: any): ApiCall[] };
  /** Where the call only begins something: how to see what came of it, which fails where that did. */
  readonly ending?: { look(answer: any): ApiCall; check(found: any): void };
}

/** One thing that a resource sets up: how it is made, changed in place, and taken back. */
export interface Step {
  /** Tells steps apart. One with another key is another thing. */
  readonly key: string;
  readonly make: ApiCall[];
  /** Out of what the template says, or out of how the step was before. */
  readonly change: ApiCall[] | ((before: Step) => ApiCall[]);
  readonly undo: ApiCall;
}

type Kind = 'Group' | 'Role' | 'User';

export interface ResourceContext {
  readonly account: string;
  readonly region: string;
  /** The name that the template gives, or else the one CloudFormation made up. */
  readonly name: string;
  readonly properties: Record<string, any>;
}

/** What CloudFormation knows of a type of resource; a pure function from properties to calls. */
export interface ResourceType {
  /** The property that names the resource. */
  readonly nameProperty?: string;
  /** Every property known; others are refused. */
  readonly properties: string[];
  /**
   * What makes it the thing that it is, besides its name: where either changes, it is another thing. Only of things that have
   * a name of their own.
   */
  identity?(properties: Record<string, any>): string;
  /** What a reference stands for, where that is not the name. */
  physicalId?(context: ResourceContext): string;
  attributes?(context: ResourceContext): Record<string, string>;
  steps(context: ResourceContext): Step[];
}

const byPath = ({ Path = '/' }: Record<string, any>) => Path;

/** IAM keeps five versions of a policy: the new one, the one that was in force, and these. */
const KEPT_BESIDES = 3;

const IAM_GROUP: ResourceType = {
  nameProperty: 'GroupName',
  identity: byPath,
  properties: ['GroupName', 'Path', 'ManagedPolicyArns', 'Policies'],
  attributes: ({ account, name, properties }) => ({ Arn: `arn:aws:iam::${account}:group${properties.Path ?? '/'}${name}` }),
  steps: ({ name, properties }) => [
    iamStep(`group ${properties.Path ?? '/'}${name}`, ['CreateGroup', { GroupName: name, Path: properties.Path }], ['DeleteGroup', { GroupName: name }]),
    ...policySteps('Group', name, properties),
  ],
};

const IAM_ROLE: ResourceType = {
  nameProperty: 'RoleName',
  identity: byPath,
  properties: ['RoleName', 'Path', 'AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration', 'PermissionsBoundary', 'ManagedPolicyArns', 'Policies'],
  attributes: ({ account, name, properties }) => ({ Arn: `arn:aws:iam::${account}:role${properties.Path ?? '/'}${name}` }),
  steps: ({ name, properties: { Path, AssumeRolePolicyDocument, Description, MaxSessionDuration, PermissionsBoundary, ...rest } }) => {
    const trust = JSON.stringify(AssumeRolePolicyDocument);
    const role = { RoleName: name, Description: Description ?? '', MaxSessionDuration };
    return [
      {
        ...iamStep(`role ${Path ?? '/'}${name}`,
          ['CreateRole', { ...role, Path, AssumeRolePolicyDocument: trust, PermissionsBoundary }],
          ['DeleteRole', { RoleName: name }]),
        change: [
          iam('UpdateAssumeRolePolicy', { RoleName: name, PolicyDocument: trust }),
          iam('UpdateRole', role),
          PermissionsBoundary
            ? iam('PutRolePermissionsBoundary', { RoleName: name, PermissionsBoundary })
            : iam('DeleteRolePermissionsBoundary', { RoleName: name }),
        ],
      },
      ...policySteps('Role', name, rest),
    ];
  },
};

const IAM_USER: ResourceType = {
  nameProperty: 'UserName',
  identity: byPath,
  properties: ['UserName', 'Path', 'Groups', 'ManagedPolicyArns', 'Policies'],
  attributes: ({ account, name, properties }) => ({ Arn: `arn:aws:iam::${account}:user${properties.Path ?? '/'}${name}` }),
  steps: ({ name, properties }) => [
    iamStep(`user ${properties.Path ?? '/'}${name}`, ['CreateUser', { UserName: name, Path: properties.Path }], ['DeleteUser', { UserName: name }]),
    ...membershipSteps(properties.Groups ?? [], [name]),
    ...policySteps('User', name, properties),
  ],
};

/** One inline policy on each of its groups, roles and users. */
const IAM_POLICY: ResourceType = {
  nameProperty: 'PolicyName',
  properties: ['PolicyName', 'PolicyDocument', 'Groups', 'Roles', 'Users'],
  steps: ({ name, properties: { PolicyDocument, Groups = [], Roles = [], Users = [] } }) => [
    ...Groups.map((group: string) => inlinePolicyStep('Group', group, name, PolicyDocument)),
    ...Roles.map((role: string) => inlinePolicyStep('Role', role, name, PolicyDocument)),
    ...Users.map((user: string) => inlinePolicyStep('User', user, name, PolicyDocument)),
  ],
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
const IAM_MANAGED_POLICY: ResourceType = {
  nameProperty: 'ManagedPolicyName',
  properties: ['ManagedPolicyName', 'Path', 'Description', 'PolicyDocument', 'Groups', 'Roles', 'Users'],
  identity: ({ Path = '/', Description = '' }) => `${Path} ${Description}`,
  physicalId: policyArn,
  attributes: (context) => ({ PolicyArn: policyArn(context) }),
  steps: (context) => {
    const { name, properties: { Path, Description, PolicyDocument, Groups = [], Roles = [], Users = [] } } = context;
    const PolicyArn = policyArn(context);
    const text = JSON.stringify(PolicyDocument);
    const attached = (kind: Kind, names: string[]) => names.map((who) => attachmentStep(kind, who, PolicyArn));
    return [
      {
        key: `policy ${PolicyArn}`,
        make: [iam('CreatePolicy', { PolicyName: name, Path, Description, PolicyDocument: text })],
        change: [withVersionsLeft(PolicyArn, iam('CreatePolicyVersion', { PolicyArn, PolicyDocument: text, SetAsDefault: 'true' }), KEPT_BESIDES)],
        undo: withVersionsLeft(PolicyArn, iam('DeletePolicy', { PolicyArn }), 0),
      },
      ...attached('Group', Groups),
      ...attached('Role', Roles),
      ...attached('User', Users),
    ];
  },
};

const IAM_USER_TO_GROUP_ADDITION: ResourceType = {
  properties: ['GroupName', 'Users'],
  steps: ({ properties }) => membershipSteps([properties.GroupName], properties.Users),
};

/** What the CDK's own record of used constructs is on AWS as well: nothing. */
const CDK_METADATA: ResourceType = { properties: ['Analytics'], steps: () => [] };

const TYPES: Record<string, ResourceType> = {
  'AWS::IAM::Group': IAM_GROUP,
  'AWS::IAM::Role': IAM_ROLE,
  'AWS::IAM::User': IAM_USER,
  'AWS::IAM::ManagedPolicy': IAM_MANAGED_POLICY,
  'AWS::IAM::Policy': IAM_POLICY,
  'AWS::IAM::UserToGroupAddition': IAM_USER_TO_GROUP_ADDITION,
  'AWS::CloudFormation::StackSet': STACK_SET,
  'AWS::Events::Rule': EVENTS_RULE,
  'AWS::SQS::Queue': SQS_QUEUE,
  'AWS::SQS::QueuePolicy': SQS_QUEUE_POLICY,
  'AWS::CDK::Metadata': CDK_METADATA,
};

/** An unknown type fails the deployment; it never counts as made. */
export function resourceType(type: string, properties: object): ResourceType {
  const known = TYPES[type];
  if (!known) {
    throw notEmulated(`CloudFormation resource type ${type}`);
  }
  refuseUnknown(`property of ${type}:`, properties, known.properties);
  return known;
}

function policySteps(kind: Kind, name: string, { ManagedPolicyArns = [], Policies = [] }: Record<string, any>): Step[] {
  return [
    ...ManagedPolicyArns.map((PolicyArn: string) => attachmentStep(kind, name, PolicyArn)),
    ...Policies.map(({ PolicyName, PolicyDocument, ...rest }: Params) => {
      refuseUnknown('property of an inline policy:', rest, []);
      return inlinePolicyStep(kind, name, PolicyName, PolicyDocument);
    }),
  ];
}

function attachmentStep(kind: Kind, name: string, PolicyArn: string): Step {
  const which = { [`${kind}Name`]: name, PolicyArn };
  return iamStep(`${kind} ${name} has ${PolicyArn}`, [`Attach${kind}Policy`, which], [`Detach${kind}Policy`, which]);
}

function inlinePolicyStep(kind: Kind, name: string, policyName: string, document: object): Step {
  const policy = { [`${kind}Name`]: name, PolicyName: policyName };
  const put: [string, Params] = [`Put${kind}Policy`, { ...policy, PolicyDocument: JSON.stringify(document) }];
  return { ...iamStep(`${kind} ${name} has inline ${policyName}`, put, [`Delete${kind}Policy`, policy]), change: [iam(...put)] };
}

function policyArn({ account, name, properties: { Path = '/' } }: ResourceContext): string {
  return `arn:aws:iam::${account}:policy${Path}${name}`;
}

/** A call that versions of a policy stand in the way of: besides the one in force, only so many of the newest may be left. */
function withVersionsLeft(PolicyArn: string, call: ApiCall, left: number): ApiCall {
  const calls = ({ Versions }: { Versions: { VersionId: string; IsDefaultVersion: boolean }[] }) => Versions
    .filter(({ IsDefaultVersion }) => !IsDefaultVersion)
    .slice(left)
    .map(({ VersionId }) => iam('DeletePolicyVersion', { PolicyArn, VersionId }));
  return { ...call, before: { look: iam('ListPolicyVersions', { PolicyArn }), calls } };
}

function membershipSteps(groups: string[], users: string[]): Step[] {
  return groups.flatMap((GroupName) => users.map((UserName) => iamStep(`${UserName} is in ${GroupName}`,
    ['AddUserToGroup', { GroupName, UserName }], ['RemoveUserFromGroup', { GroupName, UserName }])));
}

function iamStep(key: string, make: [string, Params], undo: [string, Params]): Step {
  return { key, make: [iam(...make)], change: [], undo: iam(...undo) };
}

function iam(operation: string, params: Params): ApiCall {
  return { service: 'iam', operation, params: given(params) };
}
