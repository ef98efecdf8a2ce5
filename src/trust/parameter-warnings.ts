import { Annotations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { accepts, parameterOf } from '../core/parameters';
import { ErrorContext } from '../core/validation-error';

/** Values that a parameter for a prop should not accept, and the pattern that refuses them. */
interface ExpectedValues {
  readonly kind: string;
  readonly wrong: string[];
  readonly pattern: string;
  readonly consequence: string;
}

const EXPECTED: Record<'assumingAccount' | 'externalId', ExpectedValues> = {
  assumingAccount: {
    kind: 'account id',
    wrong: ['', 'x', '*'],
    pattern: '\\d{12}',
    consequence: 'the deployment would then fail late',
  },
  externalId: {
    kind: 'external ID',
    // A policy variable that every caller meets.
    wrong: ['', 'x', '${sts:ExternalId}'],
    pattern: '[\\w+=,.@:/-]{2,1224}',
    consequence: 'nobody could then assume the role, or with a policy variable callers with any external ID',
  },
};

/** Parameters get their values at deployment, where the checks of this library cannot see them: CloudFormation must check them. */
export function warnOnUncheckedParameters(role: Construct, errors: ErrorContext, values: { assumingAccount: string; externalId?: string }): void {
  Object.entries(EXPECTED).forEach(([prop, { kind, wrong, pattern, consequence }]) => {
    const parameter = parameterOf(values[prop as keyof typeof EXPECTED] ?? '');
    if (parameter?.type === 'String' && wrong.some((value) => accepts(parameter, value))) {
      Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:parameterUnchecked', errors.message(
        `${prop} is the parameter ${parameter.node.id}, which accepts values that are no ${kind}: ${consequence}`,
        `give the parameter the allowedPattern "${pattern}", or a narrower one`));
    }
  });
}
