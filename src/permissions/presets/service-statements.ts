import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { serviceOf } from '../aws/action-patterns';
import { knownStatements, readOnlyAccessPolicy } from '../aws/aws-managed-policies';
import { allow } from '../permission-level';

/** The statements of `ReadOnlyAccess`, with the actions of certain services only. */
export function serviceStatements(services: string[]): PolicyStatement[] {
  return knownStatements(readOnlyAccessPolicy()).flatMap(({ Action, Resource, Condition }) => {
    const actions = [Action].flat().filter((action) => services.includes(serviceOf(action)));
    return actions.length > 0 ? [allow(actions, [Resource].flat(), Condition)] : [];
  });
}
