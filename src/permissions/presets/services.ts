import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { joinWithAnd } from '../../core/text';
import { quoted } from '../../core/validate-names';
import { checkService } from '../action-validation';
import { serviceOf } from '../aws/action-patterns';
import { knownStatements, readOnlyAccessPolicy } from '../aws/aws-managed-policies';
import { allow, EMPTY_LEVEL, PermissionLevel } from '../permission-level';
import { PermissionsConfig } from '../permissions-config';

/** What `ReadOnlyAccess` allows for some services. */
export function servicesConfig(services: string[]): PermissionsConfig {
  const statements = serviceStatements(services);
  const level: PermissionLevel = { ...EMPTY_LEVEL, statements, requestedActions: statements.flatMap(({ actions }) => actions) };
  return {
    level,
    chosen: level,
    description: `what ReadOnlyAccess allows for ${joinWithAnd(services)}`,
    checks: [(errors, prop) => {
      if (services.length === 0) {
        errors.fail(`${prop} is services() without a service`, 'name at least one, such as services(\'s3\')');
      }
      services.forEach((service) => {
        checkService(errors, `${prop} is services() with`, service);
        if (serviceStatements([service]).length === 0) {
          errors.fail(`${prop} is services() with ${quoted(service)}, for which ReadOnlyAccess allows no action`, 'leave it out, or use custom() for it');
        }
      });
    }],
  };
}

/** The statements of `ReadOnlyAccess`, reduced to the actions of some services. */
function serviceStatements(services: string[]): PolicyStatement[] {
  return knownStatements(readOnlyAccessPolicy()).flatMap(({ Action, Resource, Condition }) => {
    const actions = [Action].flat().filter((action) => services.includes(serviceOf(action)));
    return actions.length > 0 ? [allow(actions, [Resource].flat(), Condition)] : [];
  });
}
