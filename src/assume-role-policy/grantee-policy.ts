import { CfnPolicy, Policy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Grantee } from './grantee';
import { policySize } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';
import { ErrorContext } from '../core/validation-error';
import { PrincipalType } from '../trust/principal-type';

/**
 * The inline policy of a grantee for what it may assume: one for each scope and id.
 *
 * Only attaching a policy shows whether an identity's policies can be changed in this app. If not, it is an error that contains the
 * statement to add elsewhere.
 */
export function granteePolicy(errors: ErrorContext, scope: Construct, id: string, { identity }: Grantee, statementJson: string): Policy {
  const policy = scope.node.tryFindChild(id) as Policy | undefined ?? new Policy(scope, id);
  identity.attachInlinePolicy(policy);
  const { users, roles, groups } = policy.node.defaultChild as CfnPolicy;
  if (policy.stack.resolve([users, roles, groups]).length === 0) {
    errors.fail(`grantAssumeRole grantee ${identity.node.path} has policies that cannot be changed in this app`,
      `trust it with principals, and give it this statement where it is managed: ${statementJson}`);
  }
  return policy;
}

/** A policy over its quota would fail only at deployment. */
export function validateGranteePolicy(errors: ErrorContext, policy: Policy, grantee: Grantee): string[] {
  const quota = inlinePoliciesQuota(grantee);
  const size = policySize(policy, policy.document);
  return size <= quota ? [] : [errors.message(
    `grantAssumeRole gives ${grantee.identity.node.path} a policy of ${size} characters, over IAM's quota of ${quota} for its inline policies`,
    'use the group instead, name fewer accounts, or use TrustingTarget.stackSetToOrganizationalUnits()')];
}

/** The quota, in characters, of all inline policies of an identity together. */
function inlinePoliciesQuota({ scope }: Grantee): number {
  switch (scope?._config.type) {
    case PrincipalType.USERS: return QUOTAS.userInlinePoliciesSize;
    case PrincipalType.ROLES: return QUOTAS.roleInlinePoliciesSize;
    default: return QUOTAS.groupInlinePoliciesSize;
  }
}
