import { Grant, IPrincipal, Role } from 'aws-cdk-lib/aws-iam';

/** The grants of a role in newer versions of the CDK. */
interface RoleGrants {
  assumeRole(grantee: IPrincipal): Grant;
}

/** Newer versions of the CDK also grant by `role.grants`, whose `assumeRole` would change the caller's policy only. */
export function grantBothSides(role: Role): void {
  const { grants } = role as { grants?: RoleGrants };
  if (grants) {
    grants.assumeRole = (grantee) => role.grantAssumeRole(grantee);
  }
}
