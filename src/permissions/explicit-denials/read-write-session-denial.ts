import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { toRegExp } from '../aws/action-patterns';
import { deny, isAllow, PermissionLevel } from '../permission-level';

const CREATE_SESSION = 's3express:CreateSession';

/** Hundreds of patterns of other services need no regular expression. */
const MAY_MATCH = /^(?:s3express:|[*?])/i;

/**
 * Denies sessions in which objects of a directory bucket can be written, where the patterns that are not denied match the action.
 *
 * Objects are read in such sessions too, so the action itself cannot be denied. A user may ask for it without a condition.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam-identity-policies.html
 */
export function readWriteSessionDenial({ statements }: PermissionLevel, notDenied: string[]): PolicyStatement[] {
  const matches = (patterns: string[]) => patterns.some((pattern) => MAY_MATCH.test(pattern) && toRegExp(pattern).test(CREATE_SESSION));
  const unconditional = statements.filter((statement) => isAllow(statement) && Object.keys(statement.conditions).length === 0);
  const isRequested = unconditional.some(({ actions }) => matches(actions));
  if (isRequested || !matches(notDenied)) {
    return [];
  }
  const denial = deny([CREATE_SESSION]);
  denial.addCondition('StringNotEquals', { 's3express:SessionMode': 'ReadOnly' });
  return [denial];
}
