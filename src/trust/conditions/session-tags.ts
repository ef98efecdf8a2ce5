import { Token } from 'aws-cdk-lib/core';
import { checkTagKeys, checkTagValues } from './tags';
import { ConditionBlock, merged, TrustCondition } from './trust-condition';
import { joinWithAnd } from '../../core/text';
import { checkNotEmpty } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

/** A session tag as a value. */
export interface SessionTagConfig {
  /** Undefined for every tag. */
  readonly key?: string;
  readonly isRequired: boolean;
  /** The accepted values. If empty, any value is accepted. */
  readonly values: string[];
}

/** A tag with a key. */
type NamedTag = Required<SessionTagConfig>;

/** The statement for `sts:TagSession` limits which tags callers may pass, the one for `sts:AssumeRole` which they must pass. */
export function sessionTagsCondition(errors: ErrorContext, tags: SessionTagConfig[]): TrustCondition {
  const prop = 'sessionTags';
  const named = tags.filter((tag): tag is NamedTag => tag.key !== undefined);
  const isAnyAllowed = named.length < tags.length;
  const keys = named.map(({ key }) => key);
  checkNotEmpty(errors, prop, tags, 'leave it out to refuse session tags');
  checkTagKeys(errors, prop, keys);
  named.forEach(({ key, values }) => checkTagValues(errors, prop, key, values));
  const required = named.filter(({ isRequired }) => isRequired);
  const allowed: ConditionBlock = isAnyAllowed ? {} : { 'ForAllValues:StringEquals': { 'aws:TagKeys': keys } };
  const optional = named.filter(({ isRequired }) => !isRequired);
  return {
    prop,
    description: [...describeTags('must', required), ...isAnyAllowed ? ['may pass any session tags'] : describeTags('may', optional)].join(', and '),
    settings: { sessionTags: Object.fromEntries(required.map(({ key, values }) => [key, Token.isUnresolved(values) ? undefined : values[0]])) },
    block: merged(required.map(blockOf)),
    additionalAction: { action: 'sts:TagSession', blockFor: () => allowed },
    ...(required.length > 0 && { consoleUnsupportedReason: 'the console cannot pass session tags' }),
  };
}

function blockOf({ key, values }: NamedTag): ConditionBlock {
  const requestTag = `aws:RequestTag/${key}`;
  return values.length > 0 ? { StringEquals: { [requestTag]: values } } : { StringLike: { [requestTag]: '*' } };
}

function describeTags(verb: 'must' | 'may', tags: NamedTag[]): string[] {
  const each = tags.map(({ key, values }) => values.length > 0 ? `${key} with ${joinWithAnd(values, 'or')}` : key);
  return tags.length > 0 ? [`${verb} pass the session ${tags.length > 1 ? 'tags' : 'tag'} ${each.join(', ')}`] : [];
}
