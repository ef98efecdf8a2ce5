import { CfnRole, Policy } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { Grantee } from './grantee';
import { parseIamArn } from '../core/arns';
import { policySize } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';
import { ErrorContext } from '../core/validation-error';
import { PrincipalType } from '../trust/principal-type';

/** The policies that `grantAssumeRole` made for each identity, for each app. All of them share one quota. */
const GRANTED = new WeakMap<IConstruct, Map<string, Set<Policy>>>();

/** Counts a policy towards the quota of its grantee, which is checked at synth. A policy over it would fail only at deployment. */
export function countInlinePolicy(errors: ErrorContext, grantee: Grantee, policy: Policy): void {
  const policies = policiesOf(grantee);
  if (policies.size === 0) {
    policy.node.addValidation({ validate: () => validateInlinePolicies(errors, grantee, policies) });
  }
  policies.add(policy);
}

function policiesOf({ identity, own }: Grantee): Set<Policy> {
  const { root } = identity.node;
  const identities = GRANTED.get(root) ?? new Map<string, Set<Policy>>();
  GRANTED.set(root, identities);
  // An imported identity can have several constructs.
  const key = own ? own.node.path : arnOf(identity);
  const policies = identities.get(key) ?? new Set<Policy>();
  identities.set(key, policies);
  return policies;
}

function arnOf(identity: Grantee['identity']): string {
  const { userArn, roleArn, groupArn }: Partial<Record<'userArn' | 'roleArn' | 'groupArn', string>> = identity;
  const { account, resource } = parseIamArn((userArn ?? roleArn ?? groupArn)!) ?? {};
  return resource ? `${account}:${resource}` : identity.node.path;
}

function validateInlinePolicies(errors: ErrorContext, grantee: Grantee, granted: Set<Policy>): string[] {
  const quota = inlinePoliciesQuota(grantee);
  const size = [...granted].reduce((sum, policy) => sum + policySize(policy, policy.document), 0);
  const others = otherInlinePoliciesSize(grantee, granted);
  const policies = granted.size === 1 ? 'a policy' : `${granted.size} policies`;
  return size + others <= quota ? [] : [errors.message(
    `grantAssumeRole gives ${grantee.identity.node.path} ${policies} of ${size} characters${others > 0 ? `, next to ${others} of others` : ''}, over IAM's quota of ${quota} for its inline policies`,
    'use the group instead, name fewer accounts, or use TrustingTarget.stackSetToOrganizationalUnits()')];
}

/** The size of the inline policies that the app gives an identity in other ways, as far as they are part of its construct. */
function otherInlinePoliciesSize({ own }: Grantee, granted: Set<Policy>): number {
  if (!own) {
    return 0;
  }
  const written: { policyDocument: object }[] = own.stack.resolve((own as CfnRole).policies) ?? [];
  const added = own.node.scope!.node.children.filter((child): child is Policy => child instanceof Policy && !granted.has(child));
  return [...written.map(({ policyDocument }) => policyDocument), ...added.map(({ document }) => document)]
    .reduce((sum, document) => sum + policySize(own, document), 0);
}

/** The quota, in characters, of all inline policies of an identity together. */
function inlinePoliciesQuota({ scope }: Grantee): number {
  switch (scope?._config.type) {
    case PrincipalType.USERS: return QUOTAS.userInlinePoliciesSize;
    case PrincipalType.ROLES: return QUOTAS.roleInlinePoliciesSize;
    default: return QUOTAS.groupInlinePoliciesSize;
  }
}
