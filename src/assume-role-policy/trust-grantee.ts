import { Role } from 'aws-cdk-lib/aws-iam';
import { Grantee, isKnownAtSynth } from './grantee';
import { ErrorContext } from '../core/validation-error';
import { PrincipalType } from '../trust/principal-type';
import { TrustPolicy } from '../trust/trust-policy';

/** Adds a grantee to the trust policy of a role, unless the role trusts the whole account. */
export function trustGrantee(errors: ErrorContext, role: Role, trust: TrustPolicy, grantee: Grantee): void {
  const { identity, scope } = grantee;
  if (trust.trustsAll(scope?._config.type ?? PrincipalType.ACCOUNT)) {
    return;
  }
  if (!scope) {
    errors.fail(`grantAssumeRole grantee ${identity.node.path} is a group, which the trust policy of ${role.node.path} cannot name`,
      'trust PrincipalScope.account(), or grant to the users themselves');
  }
  if (!isKnownAtSynth(grantee, role.stack)) {
    errors.fail(`grantAssumeRole grantee ${identity.node.path} has a name or path that is known at deployment only`,
      'give it a name, and a path that is known at synth, so that the role in the other account can trust it');
  }
  role.assumeRolePolicy!.addStatements(...trust.add(scope));
}
