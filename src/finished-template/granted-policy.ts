import { CfnPolicy, Policy, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { entriesOf, finishedProperties, isWithoutOverrides } from './finished-resource';
import { describeStatement, finishedStatements, missingFrom, renderedStatements } from './policy-statements';
import { isInTemplateWith } from './presence';
import { ErrorContext } from '../core/validation-error';
import { hasStatements } from '../core/written-policy';

/** A policy by which `grantAssumeRole` allows an identity to assume roles. */
export interface GrantedPolicy {
  readonly policy: Policy;
  readonly statements: readonly PolicyStatement[];
  readonly grantee: IConstruct;
  readonly granteeName: string;
}

/**
 * Compares a grantee's policy with what was granted. Without a statement the grantee cannot assume the role, although the role trusts it,
 * and with another one it can do more. A denial only narrows.
 */
export function validateGrantedPolicy(errors: ErrorContext, { policy, statements, grantee, granteeName }: GrantedPolicy): string[] {
  const resource = policy.node.defaultChild as CfnPolicy | undefined;
  const { PolicyDocument: document, Users, Roles, Groups }: Record<string, unknown> = finishedProperties(resource) ?? {};
  const name = JSON.stringify(policy.stack.resolve(granteeName));
  const isAttached = [Users, Roles, Groups].flatMap(entriesOf).some((entry) => JSON.stringify(entry) === name);
  if (!isInTemplateWith(grantee.node.defaultChild, resource) || !isAttached) {
    return [errors.message(`grantAssumeRole grantee lacks the policy ${policy.node.path} in the finished template`, REMEDY)];
  }
  if (isWithoutOverrides(resource) && resource.policyDocument === policy.document && hasStatements(policy, policy.document, statements.length)) {
    return [];
  }
  const granted = renderedStatements(policy, new PolicyDocument({ statements: [...statements] }));
  const { possible, inEveryCase } = finishedStatements(policy, document);
  return [
    ...missingFrom(inEveryCase, granted).map((statement) => errors.message(
      `${policy.node.path} in the finished template lacks ${describeStatement(statement)}`, REMEDY)),
    ...missingFrom(granted, possible.filter(({ Effect }) => Effect !== 'Deny')).map((statement) => errors.message(
      `${policy.node.path} in the finished template has ${describeStatement(statement)}, which the library has not written`, REMEDY)),
  ];
}

const REMEDY = 'let no aspect or override change the policy, and attach your own policies to the grantee instead';
