import { IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import * as core from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { isAllow } from './permission-level';

/** The context key that turns acknowledgements off, for users who want to review cdk-nag's findings themselves. */
const CONTEXT = 'cdk-cross-account-read-only-access:acknowledgeCdkNag';

/** The packs of cdk-nag for security standards: they have rules against inline policies, and against full access to a service. */
const PACKS_OF_STANDARDS = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'];

/** Only newer versions of the CDK have it. */
interface Validations {
  of(scope: IConstruct): { acknowledge(...rules: { id: string; reason: string }[]): void };
}

/** The policies and statements that this library has chosen, and why they are as wide as they are. */
export interface NagAcknowledgement {
  readonly policies: IManagedPolicy[];
  readonly statements: PolicyStatement[];
  readonly reason: string;
}

/**
 * Acknowledges each finding of cdk-nag's pack AWS Solutions in a resource. Findings on what users add to the resource stay:
 * IAM4 is for AWS managed policies, IAM5 for wildcards.
 *
 * Older versions of the CDK have no acknowledgements, and their cdk-nag reads none.
 *
 * @see https://github.com/cdklabs/cdk-nag/blob/main/RULES.md
 */
export function acknowledgeFindings(resource: IConstruct, { policies, statements, reason }: NagAcknowledgement): void {
  const text = (value: unknown) => flattened(core.Stack.of(resource).resolve(value));
  const allowed = statements.filter(isAllow);
  const wildcards = [
    ...allowed.flatMap(({ actions }) => actions).map((action) => `Action::${action}`),
    ...allowed.flatMap(({ resources }) => resources).map((each) => `Resource::${text(each)}`),
  ].filter((finding) => finding.includes('*'));
  const namesService = allowed.some(({ actions }) => actions.some((action) => action.endsWith(':*')));
  const findings = [
    ...policies.map(({ managedPolicyArn }) => `AwsSolutions-IAM4[Policy::${text(managedPolicyArn)}]`),
    ...[...new Set(wildcards)].map((finding) => `AwsSolutions-IAM5[${finding}]`),
    ...namesService ? PACKS_OF_STANDARDS.map((pack) => `${pack}-IAMPolicyNoStatementsWithFullAccess`) : [],
  ];
  acknowledgeAll(resource, findings, reason);
}

/**
 * Acknowledges that a policy is inline, where this library has chosen so. The resource is the policy, or the role that contains it.
 *
 * cdk-nag has one finding for a resource, whatever statements are in it.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/iam-no-inline-policy-check.html
 */
export function acknowledgeInlinePolicy(resource: IConstruct, reason = OF_ONE_IDENTITY): void {
  acknowledgeAll(resource, PACKS_OF_STANDARDS.map((pack) => `${pack}-IAMNoInlinePolicy`), reason);
}

const OF_ONE_IDENTITY = 'The statements are for this one identity: an inline policy cannot be attached to another one, and is deleted with it';

/**
 * Acknowledges findings by their ids, unless the user wants to review them.
 *
 * The CDK keeps a stack trace with each. It would lead into this library, and take longer than all the rest, so it is left out.
 */
export function acknowledgeAll(resource: IConstruct, findings: string[], reason: string): void {
  if (resource.node.tryGetContext(CONTEXT) === false) {
    return;
  }
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 0;
    findings.forEach((id) => acknowledge(resource, { id, reason }));
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Some versions of the CDK, such as 2.263, reject an id that contains `::` more than once. The finding then stays, and synthesis goes on. */
function acknowledge(resource: IConstruct, rule: { id: string; reason: string }): void {
  try {
    (core as { Validations?: Validations }).Validations?.of(resource).acknowledge(rule);
  } catch {
    return;
  }
}

/** A resolved value as cdk-nag writes it, with the names of references: `arn:<AWS::Partition>:iam::aws:policy/SecurityAudit`. */
function flattened(value: any): string {
  return typeof value === 'string' ? value.replace(/\$\{([^}]+)\}/g, '<$1>')
    : value['Fn::Join'] ? value['Fn::Join'][1].map(flattened).join(value['Fn::Join'][0])
      : value.Ref ? `<${value.Ref}>`
        : JSON.stringify(value);
}
