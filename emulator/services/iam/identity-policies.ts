import { groupArn, iamOperation, roleArn, roleBoundary, userArn, userBoundary } from './iam-operation';
import { Account } from '../../accounts/account';
import { Identity } from '../../accounts/identity';
import { parsePolicyArn, requirePolicy } from '../../accounts/managed-policies';
import { checkPolicySize, parsePolicy, policySize } from '../../accounts/policy-document';
import { Operations } from '../../api/operation';
import { AwsError } from '../../aws-error';
import { Params } from '../../wire/protocol';

/** The quota of managed policies per identity. */
const ATTACHED_POLICIES = 10;

/** `quota` is that of the characters of all inline policies together. A group has no permissions boundary. */
const IDENTITY_TYPES = [
  { type: 'User', arn: userArn, find: (account: Account, { UserName }: Params) => account.users.get(UserName), quota: 2048, boundary: userBoundary },
  { type: 'Group', arn: groupArn, find: (account: Account, { GroupName }: Params) => account.groups.get(GroupName), quota: 5120, boundary: () => ({}) },
  { type: 'Role', arn: roleArn, find: (account: Account, { RoleName }: Params) => account.roles.get(RoleName), quota: 10240, boundary: roleBoundary },
];

/** `PutGroupPolicy`, `AttachRolePolicy`, `ListUserPolicies` and so on: alike for users, groups and roles. */
export const policyOperations: Operations = Object.assign({}, ...IDENTITY_TYPES.map(({ type, arn, find, quota, boundary }): Operations => ({
  [`Put${type}Policy`]: iamOperation(`Put${type}Policy`, arn, (account, params) => {
    const { inlinePolicies } = find(account, params);
    const document = parsePolicy('identity', params.PolicyDocument);
    const others = [...inlinePolicies].filter(([name]) => name !== params.PolicyName).reduce((sum, [, other]) => sum + policySize(other), 0);
    checkPolicySize(document, others, quota, type.toLowerCase());
    inlinePolicies.set(params.PolicyName, document);
  }, boundary),
  [`Get${type}Policy`]: iamOperation(`Get${type}Policy`, arn, (account, params) => ({
    PolicyName: params.PolicyName,
    PolicyDocument: encodeURIComponent(JSON.stringify(inlinePolicy(find(account, params), params.PolicyName))),
  })),
  [`Delete${type}Policy`]: iamOperation(`Delete${type}Policy`, arn, (account, params) => {
    const identity = find(account, params);
    inlinePolicy(identity, params.PolicyName);
    identity.inlinePolicies.delete(params.PolicyName);
  }, boundary),
  [`List${type}Policies`]: iamOperation(`List${type}Policies`, arn, (account, params) => ({
    PolicyNames: [...find(account, params).inlinePolicies.keys()],
    IsTruncated: false,
  })),
  [`Attach${type}Policy`]: iamOperation(`Attach${type}Policy`, arn, (account, params) => {
    const { attachedPolicies } = find(account, params);
    requirePolicy(account, params.PolicyArn);
    if (attachedPolicies.size === ATTACHED_POLICIES && !attachedPolicies.has(params.PolicyArn)) {
      throw new AwsError('LimitExceeded', `Cannot exceed quota for PoliciesPer${type}: ${ATTACHED_POLICIES}`, 409);
    }
    attachedPolicies.add(params.PolicyArn);
  }, attachment(boundary)),
  [`Detach${type}Policy`]: iamOperation(`Detach${type}Policy`, arn, (account, params) => {
    parsePolicyArn(params.PolicyArn);
    if (!find(account, params).attachedPolicies.delete(params.PolicyArn)) {
      throw new AwsError('NoSuchEntity', `Policy ${params.PolicyArn} was not found.`, 404);
    }
  }, attachment(boundary)),
  [`ListAttached${type}Policies`]: iamOperation(`ListAttached${type}Policies`, arn, (account, params) => ({
    AttachedPolicies: [...find(account, params).attachedPolicies].map((policy) => ({ PolicyArn: policy, PolicyName: policy.slice(policy.lastIndexOf('/') + 1) })),
    IsTruncated: false,
  })),
})));

/** The condition keys for attaching or detaching a policy. */
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
