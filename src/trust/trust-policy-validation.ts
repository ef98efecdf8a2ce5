import { Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { TrustCondition } from './conditions/trust-condition';
import { TrustPolicy } from './trust-policy';
import { fit, listEntrySize, literalText, resolvedPolicySize } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';
import { isKnownButPartition, renderTokens } from '../core/token-text';
import { ErrorContext } from '../core/validation-error';

/** The values of each principal, as in `TrustPolicy.principals`. */
type Principals = string[][];

export function checkTrustPolicyQuota(errors: ErrorContext, given: number): void {
  const quota = errors.known(given);
  if (!Token.isUnresolved(quota) && !(Number.isInteger(quota) && quota >= QUOTAS.trustPolicySize)) {
    errors.fail(`trustPolicyQuota ${quota} is less than AWS's own ${QUOTAS.trustPolicySize}`, 'give the raised quota, or leave it out');
  }
}

/** Checks the trust policy in the template, when all principals have been added and tokens are resolved. */
export function validateTrustPolicy(errors: ErrorContext, scope: Construct, document: unknown, trust: TrustPolicy, quota: number): string[] {
  return [
    ...arnsBehindTokens(errors, scope, trust.principals),
    ...otherOrganizations(errors, scope, trust),
    ...overQuota(errors, scope, document, trust.principals, quota),
  ];
}

/** A template can have intrinsic functions as values, but not as keys: the CDK cannot render such a policy. */
export function validateConditionKeys(errors: ErrorContext, scope: Construct, conditions: TrustCondition[]): string[] {
  const isKnown = (key: string) => typeof Stack.of(scope).resolve(key) === 'string';
  return conditions.filter(({ block }) => !Object.values(block).flatMap(Object.keys).every(isKnown))
    .map(({ prop }) => errors.message(`${prop} has a key that is known at deployment only, but a policy needs literal keys`, 'give the keys of tags as literals'));
}

/** An ARN in a token would be used as a name, and match no principal. */
function arnsBehindTokens(errors: ErrorContext, scope: Construct, principals: Principals): string[] {
  return principals.flat()
    .map((value) => isKnownButPartition(value) ? value : literalText(scope, value))
    .filter((text) => text.lastIndexOf('arn:') > 0)
    .map((text) => errors.message(`principals has an ARN where a name is expected: ${text}`, 'give the name, with its path: userName instead of userArn'));
}

/** Principals of another organization could never meet `organizationId`, which replaces the condition of `PrincipalScope.organization`. */
function otherOrganizations(errors: ErrorContext, scope: Construct, { organizations, organizationId }: TrustPolicy): string[] {
  const required = organizationId && renderTokens(scope, organizationId);
  return organizations.map((id) => renderTokens(scope, id)).filter((id) => required !== undefined && id !== required)
    .map((id) => errors.message(`principals has the organization ${id}, but organizationId requires ${required}`, 'leave organizationId out, or give the same'));
}

/** A policy over its quota would fail only at deployment. */
function overQuota(errors: ErrorContext, scope: Construct, document: unknown, principals: Principals, quota: number): string[] {
  const most = Token.isUnresolved(quota) ? QUOTAS.maxTrustPolicySize : Math.min(quota, QUOTAS.maxTrustPolicySize);
  if (fit([document], most)) {
    return [];
  }
  const size = resolvedPolicySize(scope, document);
  if (size <= most) {
    return [];
  }
  const sizes = principals.map((values) => sum(values.map((value) => listEntrySize(scope, value))));
  let room = most - (size - sum(sizes));
  const fitting = sizes.filter((one) => (room -= one) >= 0).length;
  return [most === quota
    ? errors.message(
      `the trust policy is ${size} characters long, ${size - quota} over the quota of ${quota}: ${fitting} of ${sizes.length} principals fit`,
      'trust fewer principals, trust PrincipalScope.account() and decide by group membership, or have AWS raise the quota and set trustPolicyQuota')
    : errors.message(
      `the trust policy is ${size} characters long, but no trustPolicyQuota is above ${most}: ${fitting} of ${sizes.length} principals fit`,
      'trust fewer principals, or trust PrincipalScope.account() and decide by group membership')];
}

function sum(sizes: number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}
