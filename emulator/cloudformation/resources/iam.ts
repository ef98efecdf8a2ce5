import { apiCall, ApiCall, ResourceContext, ResourceType, Step } from './resource-type';
import { rejectUnsupported } from '../../aws-error';
import { Params } from '../../wire/protocol';

type IdentityType = 'Group' | 'Role' | 'User';

const byPath = ({ Path = '/' }: Record<string, any>) => Path;

/** IAM keeps five versions of a policy: the new one, the one that was in force, and this many older ones. */
const OLDER_VERSIONS = 3;

export const IAM_GROUP: ResourceType = {
  nameProperty: 'GroupName',
  identifier: { property: 'GroupName', service: 'iam', operation: 'GetGroup' },
  identity: byPath,
  properties: ['GroupName', 'Path', 'ManagedPolicyArns', 'Policies'],
  attributes: ({ account, name, properties }) => ({ Arn: `arn:aws:iam::${account}:group${properties.Path ?? '/'}${name}` }),
  steps: ({ name, properties }) => [
    iamStep(`group ${properties.Path ?? '/'}${name}`, ['CreateGroup', { GroupName: name, Path: properties.Path }], ['DeleteGroup', { GroupName: name }]),
    ...policySteps('Group', name, properties),
  ],
};

export const IAM_ROLE: ResourceType = {
  nameProperty: 'RoleName',
  identifier: { property: 'RoleName', service: 'iam', operation: 'GetRole' },
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
        update: [
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

export const IAM_USER: ResourceType = {
  nameProperty: 'UserName',
  identifier: { property: 'UserName', service: 'iam', operation: 'GetUser' },
  identity: byPath,
  properties: ['UserName', 'Path', 'Groups', 'ManagedPolicyArns', 'Policies'],
  attributes: ({ account, name, properties }) => ({ Arn: `arn:aws:iam::${account}:user${properties.Path ?? '/'}${name}` }),
  steps: ({ name, properties }) => [
    iamStep(`user ${properties.Path ?? '/'}${name}`, ['CreateUser', { UserName: name, Path: properties.Path }], ['DeleteUser', { UserName: name }]),
    ...membershipSteps(properties.Groups ?? [], [name]),
    ...policySteps('User', name, properties),
  ],
};

/** The same inline policy in each of the groups, roles and users. */
export const IAM_POLICY: ResourceType = {
  nameProperty: 'PolicyName',
  properties: ['PolicyName', 'PolicyDocument', 'Groups', 'Roles', 'Users'],
  steps: ({ name, properties: { PolicyDocument, Groups = [], Roles = [], Users = [] } }) => [
    ...Groups.map((group: string) => inlinePolicyStep('Group', group, name, PolicyDocument)),
    ...Roles.map((role: string) => inlinePolicyStep('Role', role, name, PolicyDocument)),
    ...Users.map((user: string) => inlinePolicyStep('User', user, name, PolicyDocument)),
  ],
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const IAM_MANAGED_POLICY: ResourceType = {
  nameProperty: 'ManagedPolicyName',
  identifier: { property: 'PolicyArn', service: 'iam', operation: 'GetPolicy' },
  properties: ['ManagedPolicyName', 'Path', 'Description', 'PolicyDocument', 'Groups', 'Roles', 'Users'],
  identity: ({ Path = '/', Description = '' }) => `${Path} ${Description}`,
  physicalId: policyArn,
  attributes: (context) => ({ PolicyArn: policyArn(context) }),
  steps: (context) => {
    const { name, properties: { Path, Description, PolicyDocument, Groups = [], Roles = [], Users = [] } } = context;
    const PolicyArn = policyArn(context);
    const text = JSON.stringify(PolicyDocument);
    const attached = (type: IdentityType, names: string[]) => names.map((identity) => attachmentStep(type, identity, PolicyArn));
    return [
      {
        key: `policy ${PolicyArn}`,
        create: [iam('CreatePolicy', { PolicyName: name, Path, Description, PolicyDocument: text })],
        update: [afterDeletingVersions(PolicyArn, iam('CreatePolicyVersion', { PolicyArn, PolicyDocument: text, SetAsDefault: 'true' }), OLDER_VERSIONS)],
        delete: afterDeletingVersions(PolicyArn, iam('DeletePolicy', { PolicyArn }), 0),
      },
      ...attached('Group', Groups),
      ...attached('Role', Roles),
      ...attached('User', Users),
    ];
  },
};

export const IAM_USER_TO_GROUP_ADDITION: ResourceType = {
  properties: ['GroupName', 'Users'],
  steps: ({ properties }) => membershipSteps([properties.GroupName], properties.Users),
};

function policySteps(type: IdentityType, name: string, { ManagedPolicyArns = [], Policies = [] }: Record<string, any>): Step[] {
  return [
    ...ManagedPolicyArns.map((PolicyArn: string) => attachmentStep(type, name, PolicyArn)),
    ...Policies.map(({ PolicyName, PolicyDocument, ...rest }: Params) => {
      rejectUnsupported('CloudFormation property of an inline policy:', rest, []);
      return inlinePolicyStep(type, name, PolicyName, PolicyDocument);
    }),
  ];
}

function attachmentStep(type: IdentityType, name: string, PolicyArn: string): Step {
  const attachment = { [`${type}Name`]: name, PolicyArn };
  return iamStep(`${type} ${name} has ${PolicyArn}`, [`Attach${type}Policy`, attachment], [`Detach${type}Policy`, attachment]);
}

function inlinePolicyStep(type: IdentityType, name: string, policyName: string, document: object): Step {
  const policy = { [`${type}Name`]: name, PolicyName: policyName };
  const put: [string, Params] = [`Put${type}Policy`, { ...policy, PolicyDocument: JSON.stringify(document) }];
  return { ...iamStep(`${type} ${name} has inline ${policyName}`, put, [`Delete${type}Policy`, policy]), update: [iam(...put)] };
}

function policyArn({ account, name, properties: { Path = '/' } }: ResourceContext): string {
  return `arn:aws:iam::${account}:policy${Path}${name}`;
}

/** Deletes old versions before a call: only the default version and the newest others, of the given number, may remain. */
function afterDeletingVersions(PolicyArn: string, call: ApiCall, keep: number): ApiCall {
  const calls = ({ Versions }: { Versions: { VersionId: string; IsDefaultVersion: boolean }[] }) => Versions
    .filter(({ IsDefaultVersion }) => !IsDefaultVersion)
    .slice(keep)
    .map(({ VersionId }) => iam('DeletePolicyVersion', { PolicyArn, VersionId }));
  return { ...call, prerequisites: { read: iam('ListPolicyVersions', { PolicyArn }), calls } };
}

function membershipSteps(groups: string[], users: string[]): Step[] {
  return groups.flatMap((GroupName) => users.map((UserName) => iamStep(`${UserName} is in ${GroupName}`,
    ['AddUserToGroup', { GroupName, UserName }], ['RemoveUserFromGroup', { GroupName, UserName }])));
}

function iamStep(key: string, create: [string, Params], remove: [string, Params]): Step {
  return { key, create: [iam(...create)], update: [], delete: iam(...remove) };
}

function iam(operation: string, params: Params): ApiCall {
  return apiCall('iam', operation, params);
}
