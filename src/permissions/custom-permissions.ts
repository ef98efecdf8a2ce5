import { checkManagedPolicy, checkPolicyOfApp, checkReads, checkStatement, checkUnknownRead, checkWriteAction } from './action-validation';
import { hasWildcard } from './aws/action-patterns';
import { CustomPermissionsOptions } from './custom-permissions-options';
import { combined, EMPTY_LEVEL, isAllow } from './permission-level';
import { PermissionsConfig } from './permissions-config';
import { nameOfPolicy, statementsOfPolicy } from './policies-of-app';
import { joinWithAnd } from '../core/text';

/** The user's own managed policies and statements. */
export function customConfig(options: CustomPermissionsOptions): PermissionsConfig {
  const { managedPolicies = [], allowedUnknownReads = [], allowedWriteActions = [] } = options;
  const statements = (options.statements ?? []).map((statement) => statement.copy());
  const requestedActions = statements.filter(isAllow).flatMap(({ actions }) => actions);
  const namedActions = [...requestedActions.filter((action) => !hasWildcard(action)), ...allowedWriteActions];
  const level = combined([{ ...EMPTY_LEVEL, policies: managedPolicies, statements, requestedActions, namedActions }]);
  return {
    level,
    chosen: EMPTY_LEVEL,
    description: joinWithAnd([
      ...level.policies.map(({ managedPolicyArn }) => `the managed policy ${managedPolicyArn.split(':policy/').pop()}`),
      ...statements.filter(isAllow).map(({ actions }) => actions.join(', ')),
    ]),
    checks: [(errors, prop) => {
      if (level.policies.length + statements.length === 0) {
        errors.fail(`${prop} is custom() without a managed policy or a statement`, 'give at least one, or use ReadOnlyPermissions.none()');
      }
      allowedWriteActions.forEach((action) => checkWriteAction(errors, `${prop} has the write action`, action));
      allowedUnknownReads.forEach((action) => checkUnknownRead(errors, `${prop} has the unknown read`, action));
      statements.forEach((statement) => checkStatement(errors, prop, statement));
      const exceptions = { writeActions: allowedWriteActions, unknownReads: allowedUnknownReads };
      checkReads(errors, prop, statements, exceptions);
      level.policies.forEach((policy) => {
        checkManagedPolicy(errors, prop, policy);
        checkPolicyOfApp(errors, `${prop} managed policy ${nameOfPolicy(policy)}`, statementsOfPolicy(policy) ?? [], exceptions);
      });
    }],
  };
}
