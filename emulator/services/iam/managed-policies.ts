import { anyResource, checkName, iamOperation } from './iam-operation';
import { Account } from '../../accounts/account';
import { CustomerManagedPolicy, PolicyVersion } from '../../accounts/customer-managed-policy';
import { parsePolicyArn } from '../../accounts/managed-policies';
import { parsePolicy, PolicyDocument, policySize } from '../../accounts/policy-document';
import { Call, Operation, Operations } from '../../api/operation';
import { AwsError, notEmulated } from '../../aws-error';
import { Params } from '../../wire/protocol';

/** The quota of characters per policy. */
const POLICY_SIZE = 6144;
const MAX_DESCRIPTION = 1000;

/**
 * Customer managed policies and their versions.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html#customer-managed-policies
 */
export const managedPolicyOperations: Operations = {
  CreatePolicy: iamOperation('CreatePolicy', newPolicyArn, (account, { PolicyName, Path = '/', Description, PolicyDocument: text }) => {
    if (Description?.length > MAX_DESCRIPTION) {
      throw new AwsError('ValidationError', `Value at 'description' failed to satisfy constraint: Member must have length less than or equal to ${MAX_DESCRIPTION}`);
    }
    const policy = new CustomerManagedPolicy(account.id, PolicyName, Path, Description, parseDocument(text));
    return { Policy: toOutput(account, account.policies.add(policy)) };
  }),
  GetPolicy: onPolicy('GetPolicy', (policy, _, account) => ({ Policy: { ...toOutput(account, policy), Description: policy.description } })),
  ListPolicies: iamOperation('ListPolicies', anyResource, (account, { Scope }) => {
    if (Scope !== 'Local') {
      throw notEmulated(`iam ListPolicies with a Scope other than Local (${Scope})`);
    }
    return { Policies: [...account.policies].map((policy) => toOutput(account, policy)), IsTruncated: false };
  }),
  DeletePolicy: onPolicy('DeletePolicy', (policy, _, account) => {
    const { attachments, boundaries } = account.usageOf(policy);
    if (attachments + boundaries > 0) {
      throw new AwsError('DeleteConflict', 'Cannot delete a policy attached to entities.', 409);
    }
    if (policy.versions.length > 1) {
      throw new AwsError('DeleteConflict',
        'This policy has more than one version. Before you delete a policy, you must delete the policy\'s versions. The default version is deleted with the policy.', 409);
    }
    account.policies.delete(policy.name);
  }),
  CreatePolicyVersion: onPolicy('CreatePolicyVersion', (policy, { PolicyDocument: text, SetAsDefault }) => {
    const version = policy.addVersion(parseDocument(text));
    if (SetAsDefault === 'true') {
      policy.setDefault(version.id);
    }
    return { PolicyVersion: versionOutput(policy, version) };
  }),
  GetPolicyVersion: onPolicy('GetPolicyVersion', (policy, params) => {
    const version = policy.version(versionId(params));
    return { PolicyVersion: { ...versionOutput(policy, version), Document: encodeURIComponent(JSON.stringify(version.document)) } };
  }),
  ListPolicyVersions: onPolicy('ListPolicyVersions', (policy) => ({
    Versions: policy.versions.map((version) => versionOutput(policy, version)),
    IsTruncated: false,
  })),
  SetDefaultPolicyVersion: onPolicy('SetDefaultPolicyVersion', (policy, params) => policy.setDefault(versionId(params))),
  DeletePolicyVersion: onPolicy('DeletePolicyVersion', (policy, params) => policy.deleteVersion(versionId(params))),
};

/** An operation on a policy. A permission for a policy of another account is checked with that account as the resource's owner. */
function onPolicy(action: string, run: (policy: CustomerManagedPolicy, params: Params, account: Account) => object | void): Operation {
  return {
    permission: ({ params: { PolicyArn }, account }: Call) => {
      const { owner } = parsePolicyArn(PolicyArn);
      return { action: `iam:${action}`, resource: PolicyArn, account: owner === 'aws' ? account.id : owner };
    },
    run: ({ params, account }) => run(existingPolicy(account, params), params, account) ?? {},
  };
}

function existingPolicy({ policies }: Account, { PolicyArn }: Params): CustomerManagedPolicy {
  const { owner, name } = parsePolicyArn(PolicyArn);
  if (owner === 'aws') {
    throw notEmulated(`an operation on the AWS managed policy ${PolicyArn}`);
  }
  const policy = policies.find(name);
  if (policy?.arn !== PolicyArn) {
    throw new AwsError('NoSuchEntity', `Policy ${PolicyArn} was not found.`, 404);
  }
  return policy!;
}

function newPolicyArn({ PolicyName, Path = '/' }: Params, { id }: Account): string {
  checkName('policy', PolicyName, Path);
  return `arn:aws:iam::${id}:policy${Path}${PolicyName}`;
}

function versionId({ VersionId }: Params): string {
  if (!/^v[1-9][0-9]*$/.test(VersionId)) {
    throw new AwsError('ValidationError', `Value ${VersionId} at 'versionId' failed to satisfy constraint: Member must satisfy regular expression pattern: v[1-9][0-9]*`);
  }
  return VersionId;
}

function parseDocument(text: string): PolicyDocument {
  const document = parsePolicy('identity', text);
  if (policySize(document) > POLICY_SIZE) {
    throw new AwsError('LimitExceeded', `Cannot exceed quota for PolicySize: ${POLICY_SIZE}`, 409);
  }
  return document;
}

function toOutput(account: Account, policy: CustomerManagedPolicy): object {
  const { name, id, arn, path, created, defaultVersion, versions } = policy;
  const { attachments, boundaries } = account.usageOf(policy);
  return {
    PolicyName: name,
    PolicyId: id,
    Arn: arn,
    Path: path,
    DefaultVersionId: defaultVersion.id,
    AttachmentCount: attachments,
    PermissionsBoundaryUsageCount: boundaries,
    IsAttachable: true,
    CreateDate: created.toISOString(),
    UpdateDate: versions[0].created.toISOString(),
  };
}

function versionOutput({ defaultVersion }: CustomerManagedPolicy, version: PolicyVersion): object {
  return { VersionId: version.id, IsDefaultVersion: version === defaultVersion, CreateDate: version.created.toISOString() };
}
