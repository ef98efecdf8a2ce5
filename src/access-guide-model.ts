import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CrossAccountReadOnlyAccess } from './cross-account-read-only-access';
import { defaultPermissions } from './permissions/default-permissions';
import { ANY_ACCOUNT } from './sign-in/assumable-role';
import { AccessModel } from './sign-in/guide/access-model';
import { accessWindowLimits } from './trust/conditions/access-window-condition';
import { TrustingRole } from './trusting-role';

/** A `CrossAccountReadOnlyAccess` as the guide needs it, at synth. */
export function accessModel(access: CrossAccountReadOnlyAccess): AccessModel {
  const { description, permissions = defaultPermissions(), accessWindow, signIn, grantees, rolesOfApp } = access._config;
  const { allRoles: [{ trust }] } = signIn;
  return {
    scope: access,
    description,
    permissions: permissions._config.description,
    window: accessWindow && accessWindowLimits(accessWindow._config),
    signIn,
    // Roles made elsewhere must have the same trust policy.
    trust: rolesOfApp[0]?._config.trust ?? trust,
    group: access.group,
    members: access.group._config.members,
    grantees: [...grantees],
    owners: new Map(signIn.allRoles.map(({ account }) => [account, ownerOf(roleIn(access, account))])),
  };
}

/** The role that this app makes in an account. */
function roleIn({ roles, stackSets }: CrossAccountReadOnlyAccess, account: string): TrustingRole | undefined {
  return account === ANY_ACCOUNT ? stackSets[0].role : roles.find(({ stack }) => stack.account === account);
}

function ownerOf(role?: TrustingRole): string | undefined {
  const tags = (role?.node.defaultChild as CfnRole | undefined)?.tags.tagValues() ?? {};
  return Object.entries(tags).find(([key]) => key.toLowerCase() === 'owner')?.[1];
}
