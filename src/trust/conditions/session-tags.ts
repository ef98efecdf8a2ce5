import { Token } from 'aws-cdk-lib/core';
import { checkTagKeys, checkTagValues } from './tags';
import { ConditionBlock, merged, TrustCondition } from './trust-condition';
import { joinWithAnd } from '../../core/text';
import { checkNotEmpty } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

/** A session tag as a value. */
export interface SessionTagConfig {
  readonly key: string;
  readonly isRequired: boolean;
  /** The accepted values. If empty, any value is accepted. */
  readonly values: string[];
}

/** The statement for `sts:TagSession` limits which tags callers may pass, the one for `sts:AssumeRole` which they must pass. */
export function sessionTagsCondition(errors: ErrorContext, tags: SessionTagConfig[]): TrustCondition {
  const prop = 'sessionTags';
  const keys = tags.map(({ key }) => key);
  checkNotEmpty(errors, prop, tags, 'leave it out to refuse session tags');
  checkTagKeys(errors, prop, keys);
  tags.forEach(({ key, values }) => checkTagValues(errors, prop, key, values));
  const required = tags.filter(({ isRequired }) => isRequired);
  const optional = tags.filter(({ isRequired }) => !isRequired);
  return {
    prop,
    description: [...describeTags('must', required), ...describeTags('may', optional)].join(', and '),
    settings: { sessionTags: Object.fromEntries(required.map(({ key, values }) => [key, Token.isUnresolved(values) ? undefined : values[0]])) },
    block: merged(required.map(blockOf)),
    additionalAction: { action: 'sts:TagSession', block: { 'ForAllValues:StringEquals': { 'aws:TagKeys': keys } } },
    ...(required.length > 0 && { consoleUnsupportedReason: 'the console cannot pass session tags' }),
  };
}

function blockOf({ key, values }: SessionTagConfig): ConditionBlock {
  const requestTag = `aws:RequestTag/${key}`;
  return values.length > 0 ? { StringEquals: { [requestTag]: values } } : { StringLike: { [requestTag]: '*' } };
}

function describeTags(verb: 'must' | 'may', tags: SessionTagConfig[]): string[] {
  const each = tags.map(({ key, values }) => values.length > 0 ? `${key} with ${joinWithAnd(values, 'or')}` : key);
  return tags.length > 0 ? [`${verb} pass the session ${tags.length > 1 ? 'tags' : 'tag'} ${each.join(', ')}`] : [];
}
