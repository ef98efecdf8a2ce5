import { anything, checkName, iamOperation } from './iam-operation';
import { Account } from '../../accounts/account';
import { CustomerPolicy, PolicyVersion } from '../../accounts/customer-managed-policy';
import { parsedPolicyArn } from '../../accounts/managed-policies';
import { PolicyDocument, policyDocument, sizeOf } from '../../accounts/policy-document';
import { Call, Operation, Operations, Params } from '../../api/operation';
import { AwsError, notEmulated } from '../../aws-error';

/** A policy's characters. */
const POLICY_SIZE = 6144;
const LONGEST_DESCRIPTION = 1000;

/**
 * Customer managed policies and their versions.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html#customer-managed-policies
 */
export const managedPolicyOperations: Operations = {
  CreatePolicy: iamOperation('CreatePolicy', arnToBe, (account, { PolicyName, Path = '/', Description, PolicyDocument: text }) => {
    if (Description?.length > LONGEST_DESCRIPTION) {
      throw new AwsError('ValidationError', `Value at 'description' failed to satisfy constraint: Member must have length less than or equal to ${LONGEST_DESCRIPTION}`);
    }
    const policy = new CustomerPolicy(account.id, PolicyName, Path, Description, checkedDocument(text));
    return { Policy: described(account, account.policies.add(policy)) };
  }),
  GetPolicy: onPolicy('GetPolicy', (policy, _, account) => ({ Policy: { ...described(account, policy), Description: policy.description } })),
  ListPolicies: iamOperation('ListPolicies', anything, (account, { Scope }) => {
    if (Scope !== 'Local') {
      throw notEmulated(`iam ListPolicies of any other Scope than Local: ${Scope}`);
    }
    return { Policies: [...account.policies].map((policy) => described(account, policy)), IsTruncated: false };
  }),
  DeletePolicy: onPolicy('DeletePolicy', (policy, _, account) => {
    const { attached, boundaries } = account.usesOf(policy);
    if (attached + boundaries > 0) {
      throw new AwsError('DeleteConflict', 'Cannot delete a policy attached to entities.', 409);
    }
    if (policy.versions.length > 1) {
      throw new AwsError('DeleteConflict',
        'This policy has more than one version. Before you delete a policy, you must delete the policy\'s versions. The default version is deleted with the policy.', 409);
    }
    account.policies.delete(policy.name);
  }),
  CreatePolicyVersion: onPolicy('CreatePolicyVersion', (policy, { PolicyDocument: text, SetAsDefault }) => {
    const version = policy.addVersion(checkedDocument(text));
    if (SetAsDefault === 'true') {
      policy.setDefault(version.id);
    }
    return { PolicyVersion: describedVersion(policy, version) };
  }),
  GetPolicyVersion: onPolicy('GetPolicyVersion', (policy, params) => {
    const version = policy.version(versionId(params));
    return { PolicyVersion: { ...describedVersion(policy, version), Document: encodeURIComponent(JSON.stringify(version.document)) } };
  }),
  ListPolicyVersions: onPolicy('ListPolicyVersions', (policy) => ({
    Versions: policy.versions.map((version) => describedVersion(policy, version)),
    IsTruncated: false,
  })),
  SetDefaultPolicyVersion: onPolicy('SetDefaultPolicyVersion', (policy, params) => policy.setDefault(versionId(params))),
  DeletePolicyVersion: onPolicy('DeletePolicyVersion', (policy, params) => policy.deleteVersion(versionId(params))),
};

/** An operation on the policy that its ARN names, which may be that of another account, and there is asked for. */
function onPolicy(action: string, run: (policy: CustomerPolicy, params: Params, account: Account) => object | void): Operation {
  return {
    permission: ({ params: { PolicyArn }, account }: Call) => {
      const { owner } = parsedPolicyArn(PolicyArn);
      return { action: `iam:${action}`, resource: PolicyArn, account: owner === 'aws' ? account.id : owner };
    },
    run: ({ params, account }) => run(existing(account, params), params, account) ?? {},
  };
}

function existing({ policies }: Account, { PolicyArn }: Params): CustomerPolicy {
  const { owner, name } = parsedPolicyArn(PolicyArn);
  if (owner === 'aws') {
    throw notEmulated(`an operation on the AWS managed policy ${PolicyArn}`);
  }
  const policy = policies.find(name);
  if (policy?.arn !== PolicyArn) {
    throw new AwsError('NoSuchEntity', `Policy ${PolicyArn} was not found.`, 404);
  }
  return policy!;
}

function arnToBe({ PolicyName, Path = '/' }: Params, { id }: Account): string {
  checkName('policy', PolicyName, Path);
  return `arn:aws:iam::${id}:policy${Path}${PolicyName}`;
}

function versionId({ VersionId }: Params): string {
  if (!/^v[1-9][0-9]*$/.test(VersionId)) {
    throw new AwsError('ValidationError', `Value ${VersionId} at 'versionId' failed to satisfy constraint: Member must satisfy regular expression pattern: v[1-9][0-9]*`);
  }
  return VersionId;
}

function checkedDocument(text: string): PolicyDocument {
  const document = policyDocument('identity', text);
  if (sizeOf(document) > POLICY_SIZE) {
    throw new AwsError('LimitExceeded', `Cannot exceed quota for PolicySize: ${POLICY_SIZE}`, 409);
  }
  return document;
}

function described(account: Account, policy: CustomerPolicy): object {
  const { name, id, arn, path, created, defaultVersion, versions } = policy;
  const { attached, boundaries } = account.usesOf(policy);
  return {
    PolicyName: name,
    PolicyId: id,
    Arn: arn,
    Path: path,
    DefaultVersionId: defaultVersion.id,
    AttachmentCount: attached,
    PermissionsBoundaryUsageCount: boundaries,
    IsAttachable: true,
    CreateDate: created.toISOString(),
    UpdateDate: versions[0].created.toISOString(),
  };
}

function describedVersion({ defaultVersion }: CustomerPolicy, version: PolicyVersion): object {
  return { VersionId: version.id, IsDefaultVersion: version === defaultVersion, CreateDate: version.created.toISOString() };
}
