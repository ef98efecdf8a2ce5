import { CfnManagedPolicy, IManagedPolicy, ManagedPolicy, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Reference, Token, Tokenization } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { hasWildcard } from './aws/action-patterns';
import { combined, EMPTY_LEVEL, isAllow, PermissionLevel } from './permission-level';
import { parseIamArn } from '../core/arns';
import { StatementJson } from '../core/statement-validation';

/**
 * The resource of a managed policy that this app makes; undefined for a policy that is imported by its name or a literal ARN, whose text
 * the app does not have.
 */
export function resourceOfPolicy(policy: IManagedPolicy): CfnManagedPolicy | undefined {
  const resource = policy instanceof ManagedPolicy ? policy.node.defaultChild : referredTo(policy.managedPolicyArn);
  return resource instanceof CfnManagedPolicy ? resource : undefined;
}

/** A policy for messages: the path of its construct in this app, or its path and name in AWS. */
export function nameOfPolicy(policy: IManagedPolicy): string {
  const resource = resourceOfPolicy(policy)?.node;
  const ofApp = resource && (resource.scope!.node.defaultChild?.node === resource ? resource.scope!.node.path : resource.path);
  // The lowest version of the CDK that the library supports does not declare that policies are constructs.
  return ofApp ?? parseIamArn(policy.managedPolicyArn)?.resource ?? (Construct.isConstruct(policy) ? policy.node.path : 'a policy whose name is a token');
}

/** The statements that a managed policy of this app has now: it can get more until synth. Undefined if its text is not known. */
export function statementsOfPolicy(policy: IManagedPolicy): PolicyStatement[] | undefined {
  const document: unknown = resourceOfPolicy(policy)?.policyDocument;
  if (document === undefined || Token.isUnresolved(document) && !(document instanceof PolicyDocument)) {
    return undefined;
  }
  const { Statement = [] } = (document instanceof PolicyDocument ? document.toJSON() : document) as StatementJson ?? {};
  return [Statement].flat().map((statement) => statementFrom(statement as StatementJson));
}

/**
 * A level in which the policies of this app are known: what they allow is treated as what the level's own statements allow.
 *
 * Read as late as possible, when a role is made, because a policy can get more statements after the level is made.
 */
export function withPoliciesOfApp(level: PermissionLevel): PermissionLevel {
  const ofApp = level.policies.flatMap((policy) => {
    const statements = statementsOfPolicy(policy);
    return statements ? [{ policy, statements }] : [];
  });
  if (ofApp.length === 0) {
    return level;
  }
  const statements = ofApp.flatMap((each) => each.statements);
  const requestedActions = statements.filter(isAllow).flatMap(({ actions }) => actions);
  const others = level.policies.filter((policy) => !ofApp.some((each) => each.policy === policy));
  return combined([{ ...level, policies: others }, {
    ...EMPTY_LEVEL, policiesOfApp: ofApp, statements, requestedActions, namedActions: requestedActions.filter((action) => !hasWildcard(action)),
  }]);
}

/** The resource whose ARN a token is, as in `ManagedPolicy.fromManagedPolicyArn(scope, id, resource.ref)`. */
function referredTo(arn: string): unknown {
  const { length, firstToken: token } = Tokenization.reverseString(arn);
  return length === 1 && Reference.isReference(token) ? token.target : undefined;
}

/** Without its sid, which another statement can have in the boundary. The CDK reads texts only: a function of CloudFormation becomes a token. */
function statementFrom({ Sid, ...statement }: StatementJson): PolicyStatement {
  const texts = (value: unknown) => value === undefined ? undefined : [value].flat().map((text) => typeof text === 'string' ? text : Token.asString(text));
  const { Action, NotAction, Resource, NotResource, ...rest } = statement;
  return PolicyStatement.fromJson({
    ...rest, Action: texts(Action), NotAction: texts(NotAction), Resource: texts(Resource), NotResource: texts(NotResource),
  });
}
