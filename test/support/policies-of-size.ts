import { PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';

const named = (sid: string) => new PolicyStatement({ sid, actions: ['s3:ListBucket'], resources: ['*'] });
const EMPTY = JSON.stringify({ Statement: [named('x').toStatementJson()], Version: '2012-10-17' }).length - 1;

/** A statement with which a policy is the given number of characters long. */
export function statementOfSize(characters: number): PolicyStatement {
  return named('x'.repeat(characters - EMPTY));
}

/** A policy that is the given number of characters long. */
export function policyOfSize(characters: number): PolicyDocument {
  return new PolicyDocument({ statements: [statementOfSize(characters)] });
}
