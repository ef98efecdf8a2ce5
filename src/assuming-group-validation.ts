import { Group } from 'aws-cdk-lib/aws-iam';
import { Token } from 'aws-cdk-lib/core';
import { isSameRole, roleIdentity, RoleIdentity } from './core/role-name';
import { validateSameRole } from './core/role-name-validation';
import { renderTokens } from './core/token-text';
import { quoted } from './core/validate-names';
import { ErrorContext } from './core/validation-error';
import { validateKnownValues } from './finished-template/known-values';
import { TargetAccount } from './targets/target-config';
import { TrustingRole } from './trusting-role';

/** `TrustingTarget.scope` means that this app makes the role there. A missing role, or one that trusts another account, is a mistake. */
export function validateRolesExist(errors: ErrorContext, group: Group, targets: TargetAccount[], identity: RoleIdentity): string[] {
  const { account: ofGroup } = group.stack;
  return targets.flatMap(({ scope, account }) => {
    const role = scope?.node.findAll().find((child): child is TrustingRole => child instanceof TrustingRole
      && isSameRole(child._config.identity, identity));
    if (scope && !role) {
      return errors.message(
        `trusting names the scope ${quoted(scope.node.path)}, which holds no TrustingRole with path "${identity.path}" and name "${identity.roleName}"`,
        `make one there, or use TrustingTarget.account('${account}') if the role is made elsewhere`);
    }
    if (role && !Token.isUnresolved(ofGroup) && role._config.assumingAccount !== ofGroup) {
      return errors.message(
        `trusting names the scope ${quoted(scope!.node.path)}, whose role ${role.node.path} trusts account ${renderTokens(role, role._config.assumingAccount)}`,
        `make a role there that trusts the group's account ${ofGroup}`);
    }
    return role ? validateSameRole(errors, identity, group, role) : [];
  });
}

/** Whether a role of this app reports already that the name or path which it shares with the group is wrong. */
export function isReportedByRole(errors: ErrorContext, group: Group, identity: RoleIdentity): boolean {
  return validateKnownValues(errors, group, (known) => void roleIdentity(known, identity)).length > 0
    && group.node.root.node.findAll().some((construct) => construct instanceof TrustingRole && isSameRole(construct._config.identity, identity));
}
