import { Aws, Stack, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { partitionOf } from './arns';

const UNKNOWN = '(known at deployment)';

/**
 * A text with its tokens resolved. What is known at deployment only is written as in CloudFormation, such as `${AWS::AccountId}`.
 */
export function renderTokens(scope: IConstruct, text: string): string {
  if (!Token.isUnresolved(text)) {
    return text;
  }
  try {
    return describeResolved(scope, Stack.of(scope).resolve(text));
  } catch {
    return UNKNOWN;
  }
}

/** Whether a text has no token but the partition. Such texts are many, and to resolve each would be slow. */
export function isKnownButPartition(text: unknown): boolean {
  return typeof text === 'string' && !Token.isUnresolved(text.split(Aws.PARTITION).join(''));
}

/** A resolved value as text, likewise. */
export function describeResolved(scope: IConstruct, value: unknown): string {
  return asText(value, partitionOf(scope));
}

function asText(value: unknown, partition: string): string {
  if (value === null) {
    return UNKNOWN;
  }
  if (typeof value !== 'object') {
    return String(value);
  }
  const [[intrinsic, argument] = []] = Object.entries(value);
  switch (intrinsic) {
    case 'Ref': return argument === 'AWS::Partition' && !Token.isUnresolved(partition) ? partition : `\${${argument}}`;
    case 'Fn::GetAtt': return `\${${[argument].flat().join('.')}}`;
    case 'Fn::Join': return asParts(argument).map((part) => asText(part, partition)).join(argument[0]);
    case 'Fn::Sub': return typeof argument === 'string' ? argument : JSON.stringify(value);
    default: return JSON.stringify(value);
  }
}

/** The parts of a `Fn::Join`; a list that is a token is one part. */
function asParts([, parts]: [string, unknown]): unknown[] {
  return Array.isArray(parts) ? parts : [parts];
}
