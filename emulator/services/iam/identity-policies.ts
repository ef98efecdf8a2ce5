import { groupArn, iamOperation, roleArn, roleBoundary, userArn, userBoundary } from './iam-operation';
import { Account } from '../../accounts/account';
import { Identity } from '../../accounts/identity';
import { existingPolicy, parsedPolicyArn } from '../../accounts/managed-policies';
import { checkSize, policyDocument, sizeOf } from '../../accounts/policy-document';
import { Operations, Params } from '../../api/operation';
import { AwsError } from '../../aws-error';

/** Managed policies attached to one identity. */
const ATTACHED_POLICIES = 10;

/** Kinds of identity that carry policies, with the characters of all inline policies together, and the boundary, which a group has not. */
const KINDS = [
  { kind: 'User', arn: userArn, find: (account: Account, { UserName }: Params) => account.users.get(UserName), quota: 2048, boundary: userBoundary },
  { kind: 'Group', arn: groupArn, find: (account: Account, { GroupName }: Params) => account.groups.get(GroupName), quota: 5120, boundary: () => ({}) },
  { kind: 'Role', arn: roleArn, find: (account: Account, { RoleName }: Params) => account.roles.get(RoleName), quota: 10240, boundary: roleBoundary },
];

/** `PutGroupPolicy`, `AttachRolePolicy`, `ListUserPolicies` and so on: the same for users, groups and roles. */
export const policyOperations: Operations = Object.assign({}, ...KINDS.map(({ kind, arn, find, quota, boundary }): Operations => ({
  [`Put${kind}Policy`]: iamOperation(`Put${kind}Policy`, arn, (account, params) => {
    const { inlinePolicies } = find(account, params);
    const document = policyDocument('identity', params.PolicyDocument);
    const others = [...inlinePolicies].filter(([name]) => name !== params.PolicyName).reduce((sum, [, other]) => sum + sizeOf(other), 0);
    checkSize(document, others, quota, kind.toLowerCase());
    inlinePolicies.set(params.PolicyName, document);
  }, boundary),
  [`Get${kind}Policy`]: iamOperation(`Get${kind}Policy`, arn, (account, params) => ({
    PolicyName: params.PolicyName,
    PolicyDocument: encodeURIComponent(JSON.stringify(inlinePolicy(find(account, params), params.PolicyName))),
  })),
  [`Delete${kind}Policy`]: iamOperation(`Delete${kind}Policy`, arn, (account, params) => {
    const identity = find(account, params);
    inlinePolicy(identity, params.PolicyName);
    identity.inlinePolicies.delete(params.PolicyName);
  }, boundary),
  [`List${kind}Policies`]: iamOperation(`List${kind}Policies`, arn, (account, params) => ({
    PolicyNames: [...find(account, params).inlinePolicies.keys()],
    IsTruncated: false,
  })),
  [`Attach${kind}Policy`]: iamOperation(`Attach${kind}Policy`, arn, (account, params) => {
    const { attachedPolicies } = find(account, params);
    existingPolicy(account, params.PolicyArn);
    if (attachedPolicies.size === ATTACHED_POLICIES && !attachedPolicies.has(params.PolicyArn)) {
      throw new AwsError('LimitExceeded', `Cannot exceed quota for PoliciesPer${kind}: ${ATTACHED_POLICIES}`, 409);
    }
    attachedPolicies.add(params.PolicyArn);
  }, attachment(boundary)),
  [`Detach${kind}Policy`]: iamOperation(`Detach${kind}Policy`, arn, (account, params) => {
    parsedPolicyArn(params.PolicyArn);
    if (!find(account, params).attachedPolicies.delete(params.PolicyArn)) {
      throw new AwsError('NoSuchEntity', `Policy ${params.PolicyArn} was not found.`, 404);
    }
  }, attachment(boundary)),
  [`ListAttached${kind}Policies`]: iamOperation(`ListAttached${kind}Policies`, arn, (account, params) => ({
    AttachedPolicies: [...find(account, params).attachedPolicies].map((policy) => ({ PolicyArn: policy, PolicyName: policy.slice(policy.lastIndexOf('/') + 1) })),
    IsTruncated: false,
  })),
})));

/** Which policy is attached or detached, besides the boundary. */
function attachment(boundary: typeof userBoundary): typeof userBoundary {
  return (params, account) => ({ ...boundary(params, account), 'iam:PolicyARN': params.PolicyArn });
}

function inlinePolicy({ inlinePolicies }: Identity, name: string): object {
  const document = inlinePolicies.get(name);
  if (!document) {
    throw new AwsError('NoSuchEntity', `The policy with name ${name} cannot be found.`, 404);
  }
  return document;
}
