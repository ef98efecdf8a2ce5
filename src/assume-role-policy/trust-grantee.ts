import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Annotations } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Grantee, isKnownAtSynth } from './grantee';
import { ErrorContext } from '../core/validation-error';
import { PrincipalScope } from '../trust/principal-scope';
import { PrincipalType } from '../trust/principal-type';
import { TrustPolicy } from '../trust/trust-policy';

/** Adds a grantee to the trust policy of a role, unless the role trusts the whole account. Returns whether the policy names one more principal. */
export function trustGrantee(errors: ErrorContext, role: Role, trust: TrustPolicy, grantee: Grantee): boolean {
  const { identity, scope } = grantee;
  if (trust.trustsAll(scope?._config.type ?? PrincipalType.ACCOUNT)) {
    return false;
  }
  if (!scope) {
    errors.fail(`grantAssumeRole grantee ${identity.node.path} is a group, which the trust policy of ${role.node.path} cannot name`,
      'trust PrincipalScope.account(), or grant to the users themselves');
  }
  if (!isKnownAtSynth(grantee, role.stack)) {
    errors.fail(`grantAssumeRole grantee ${identity.node.path} has a name or path that is known at deployment only`,
      'give it a name, and a path that is known at synth, so that the role in the other account can trust it');
  }
  const { statements, isNew } = added(trust, scope);
  role.assumeRolePolicy!.addStatements(...statements);
  return isNew;
}

/** The same for the trust policy that roles made elsewhere must have. */
export function declareGrantee(trust: TrustPolicy, { scope }: Grantee): boolean {
  return scope !== undefined && !trust.trustsAll(scope._config.type) && added(trust, scope).isNew;
}

function added(trust: TrustPolicy, scope: PrincipalScope): { statements: PolicyStatement[]; isNew: boolean } {
  const before = trust.principals.length;
  const statements = trust.add(scope);
  return { statements, isNew: trust.principals.length > before };
}

/** The trust policy compares ARNs, which contain the path. An identity of that name with a path could not assume the role. */
export function warnOnUnknownPath(scope: IConstruct, errors: ErrorContext, { identity, hasUnknownPath }: Grantee): void {
  if (hasUnknownPath) {
    Annotations.of(scope).addWarningV2('cdk-cross-account-read-only-access:granteePathUnknown', errors.message(
      `grantAssumeRole grantee ${identity.node.path} is imported by its name, so its path is unknown, and the role trusts it without a path`,
      'import it by its ARN if it has a path, or name it in principals if it has none'));
  }
}
