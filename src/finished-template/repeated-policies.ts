import { IConstruct } from 'constructs';
import { entriesOf, FinishedProperties } from './finished-resource';
import { comparableIamArn } from './finished-text';
import { firstRepeated } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';
import { vanishingReason } from '../core/vanishing-values';

/**
 * Reports a managed policy that a role or group lists more than once, which CloudFormation refuses. The same policy can be given in
 * several notations, and by a token that has its name only in the finished template.
 *
 * An entry that the deployment can leave out is not compared.
 */
export function validateRepeatedPolicies(
  errors: ErrorContext, identity: IConstruct, prop: string, { ManagedPolicyArns }: FinishedProperties,
): string[] {
  const arns = entriesOf(ManagedPolicyArns).filter((arn) => !vanishingReason(arn)).map((arn) => keyOf(identity, arn));
  const repeated = firstRepeated(arns);
  return repeated === undefined ? [] : [errors.message(
    `${prop} and addManagedPolicy attach the managed policy ${repeated.split(':policy/').pop()} more than once in the finished template`, 'give it once')];
}

/** The same for all notations of an ARN. A reference to a policy of the app has only one, and needs no text. */
function keyOf(identity: IConstruct, arn: { Ref?: string } | string): string {
  return typeof arn === 'object' && arn.Ref !== undefined ? arn.Ref : comparableIamArn(identity, arn)!;
}
