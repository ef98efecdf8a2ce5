import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { entriesOf, finishedProperties, FinishedProperties } from './finished-resource';
import { conditionOf } from './presence';
import { StatementJson } from '../core/statement-validation';
import { branches } from '../core/vanishing-values';

/** A policy in the finished template, and its name in messages: the prop that it comes from, if there is one. */
export interface FinishedPolicy {
  readonly name: string;
  readonly document: unknown;
  /** For an inline policy. */
  readonly inline?: InlinePolicy;
}

/** How IAM knows an inline policy of a role or group. */
export interface InlinePolicy {
  readonly name: unknown;
  /** The condition of the template under which the policy is there. */
  readonly condition?: string;
}

/** The props from which the library makes policies, by the ids of their constructs. */
const PROPS: [id: RegExp, prop: string][] = [
  [/^Permissions[0-9a-f]*$/, 'permissions'],
  [/^HomePermissions|^HomeDenials/, 'groupPermissions'],
  [/^SelfManagedMfa/, 'selfManagedMfa'],
  [/^AwsLogin/, 'awsLogin'],
  [/^AssumeRole/, 'trusting'],
];

/**
 * The policies of a role or group in the finished template, after aspects and overrides: the trust policy, and the policies in it and
 * below it. The tokens in them are resolved.
 *
 * @param properties The properties of the role or group, if they have been resolved already.
 */
export function finishedPolicies(identity: IConstruct, properties?: FinishedProperties): FinishedPolicy[] {
  return [identity, ...identity.node.children].flatMap(({ node }) => {
    const resource = node.defaultChild;
    const known = node === identity.node ? properties : undefined;
    return resource && CfnResource.isCfnResource(resource) ? policiesOf(node.id, resource, identity, known) : [];
  });
}

function policiesOf(id: string, resource: CfnResource, identity: IConstruct, properties?: FinishedProperties): FinishedPolicy[] {
  switch (resource.cfnResourceType) {
    case 'AWS::IAM::Role': case 'AWS::IAM::Group': {
      const { AssumeRolePolicyDocument: trust, Policies: policies = [] } = properties ?? finishedProperties(resource) ?? {};
      return [
        ...trust === undefined ? [] : [{ name: 'the trust policy', document: trust }],
        ...[policies].flat().map(({ PolicyName: name, PolicyDocument: document }) => ({ name: nameOf(String(name)), document, inline: { name } })),
      ];
    }
    case 'AWS::IAM::Policy': {
      const { PolicyDocument: document, PolicyName: name, Roles: roles, Groups: groups } = finishedProperties(resource) ?? {};
      const { Ref: reference } = Stack.of(identity).resolve((identity.node.defaultChild as CfnResource | undefined)?.ref) ?? {};
      const isAttached = [roles, groups].flatMap(entriesOf).some((entry) => entry.Ref === reference);
      return [{ name: nameOf(id), document, inline: isAttached ? { name, condition: conditionOf(resource) } : undefined }];
    }
    case 'AWS::IAM::ManagedPolicy':
      return [{ name: nameOf(id), document: finishedProperties(resource)?.PolicyDocument }];
    default:
      return [];
  }
}

function nameOf(id: string): string {
  return PROPS.find(([pattern]) => pattern.test(id))?.[1] ?? `the policy ${id}`;
}

/** The statements of a document, including those that are there only under a condition of the template. */
export function possibleStatementsOf(document: unknown): StatementJson[] {
  return flattened(statementOf(document), true);
}

/** The statements of a document that do not depend on a condition of the template. */
export function statementsInEveryCaseOf(document: unknown): StatementJson[] {
  return flattened(statementOf(document), false);
}

function statementOf(document: unknown): unknown {
  return (document as { Statement?: unknown } | undefined)?.Statement;
}

function flattened(statements: unknown, withConditional: boolean): StatementJson[] {
  if (Array.isArray(statements)) {
    return statements.flatMap((statement) => flattened(statement, withConditional));
  }
  if (typeof statements !== 'object' || statements === null || 'Ref' in statements) {
    return [];
  }
  const { 'Fn::If': choice, ...statement } = statements as StatementJson;
  if (choice === undefined) {
    return [statement];
  }
  return withConditional ? flattened(branches(choice), withConditional) : [];
}
