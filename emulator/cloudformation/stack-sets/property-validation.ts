import { AwsError, notEmulated, rejectUnsupported } from '../../aws-error';
import { Params } from '../../wire/protocol';

/** The supported keys of nested properties and parameters. */
const NESTED: Record<string, string[]> = {
  AutoDeployment: ['Enabled', 'RetainStacksOnAccountRemoval'],
  DeploymentTargets: ['OrganizationalUnitIds', 'Accounts', 'AccountFilterType'],
  ManagedExecution: ['Active'],
  OperationPreferences: [
    'FailureToleranceCount', 'FailureTolerancePercentage', 'MaxConcurrentCount', 'MaxConcurrentPercentage', 'ConcurrencyMode', 'RegionConcurrencyType',
  ],
};

/** Tags are rejected, as CloudFormation would propagate them to every resource. */
export function rejectUnsupportedNested(params: Params): void {
  for (const [name, supported] of Object.entries(NESTED)) {
    rejectUnsupported(`CloudFormation property of a stack set's ${name}:`, params[name] || {}, supported);
  }
  if (params.Tags?.length > 0) {
    throw notEmulated('a stack set with Tags');
  }
}

export function checkEnum(name: string, value: unknown, allowed: string[]): void {
  if (!allowed.includes(value as string)) {
    throw new AwsError('ValidationError', `Value '${value}' at '${name}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`);
  }
}

/** For a boolean of a template, or a string of the query protocol. */
export function isTrue(value: unknown): boolean {
  return String(value) === 'true';
}
