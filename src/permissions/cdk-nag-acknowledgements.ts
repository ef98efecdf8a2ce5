import { IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import * as core from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { isAllow } from './permission-level';

/** Turns acknowledgements off, for those who want cdk-nag's findings to be their own to judge. */
const CONTEXT = 'cdk-cross-account-read-only-access:acknowledgeCdkNag';

/** What newer versions of the CDK have. */
interface Validations {
  of(scope: IConstruct): { acknowledge(...rules: { id: string; reason: string }[]): void };
}

/** Policies and statements that this library has chosen, and why they may be as wide as they are. */
export interface NagAcknowledgement {
  readonly policies: IManagedPolicy[];
  readonly statements: PolicyStatement[];
  readonly reason: string;
}

/**
 * Acknowledges what cdk-nag's pack AWS Solutions finds in a resource, one by one, so that whatever else is added to the
 * resource is found: IAM4 is an AWS managed policy, and IAM5 a wildcard.
 *
 * Older versions of the CDK have no acknowledgements, and no cdk-nag that reads them.
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
  const findings = [
    ...policies.map(({ managedPolicyArn }) => `AwsSolutions-IAM4[Policy::${text(managedPolicyArn)}]`),
    ...[...new Set(wildcards)].map((finding) => `AwsSolutions-IAM5[${finding}]`),
  ];
  if (resource.node.tryGetContext(CONTEXT) !== false) {
    findings.forEach((id) => acknowledge(resource, { id, reason }));
  }
}

/** Some versions of the CDK, 2.263 for one, refuse an id with several `::` in it. That it stays a finding stops no synthesis. */
function acknowledge(resource: IConstruct, rule: { id: string; reason: string }): void {
  try {
    (core as { Validations?: Validations }).Validations?.of(resource).acknowledge(rule);
  } catch {
    return;
  }
}

/** A value as cdk-nag writes it, which names what only the deployment knows: `arn:<AWS::Partition>:iam::aws:policy/SecurityAudit`. */
function flattened(value: any): string {
  return typeof value === 'string' ? value.replace(/\$\{([^}]+)\}/g, '<$1>')
    : value['Fn::Join'] ? value['Fn::Join'][1].map(flattened).join(value['Fn::Join'][0])
      : value.Ref ? `<${value.Ref}>`
        : JSON.stringify(value);
}
