import { PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';

const named = (sid: string) => new PolicyStatement({ sid, actions: ['s3:ListBucket'], resources: ['*'] });
const EMPTY = JSON.stringify({ Statement: [named('x').toStatementJson()], Version: '2012-10-17' }).length - 1;

/** The statement of a policy that has so many characters with it. */
export function statementOfSize(characters: number): PolicyStatement {
  return named('x'.repeat(characters - EMPTY));
}

/** A policy of so many characters. */
export function policyOfSize(characters: number): PolicyDocument {
  return new PolicyDocument({ statements: [statementOfSize(characters)] });
}
